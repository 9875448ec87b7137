import Guilds

/// Words of the API that are stored as one letter, since they stand in every row of a large table.
///
/// A word that is not in the list is stored as it is, so that none is lost. Migration 13 holds the same lists.
/// They are never changed, not even at their end: what is stored under its own name would get a second one.
struct ShortWord: Sendable, Hashable {
    /// Sorts the letters: the first word is `a`.
    let words: [String]

    /// Where an item is worn: the API's `slot.type`.
    static let slot = ShortWord(words: [
        "HEAD", "NECK", "SHOULDER", "SHIRT", "CHEST", "WAIST", "LEGS", "FEET", "WRIST", "HANDS", "FINGER_1",
        "FINGER_2", "TRINKET_1", "TRINKET_2", "BACK", "MAIN_HAND", "OFF_HAND", "RANGED", "TABARD",
    ])

    /// How good an item is: the API's `quality.type`.
    static let quality = ShortWord(words: [
        "POOR", "COMMON", "UNCOMMON", "RARE", "EPIC", "LEGENDARY", "ARTIFACT", "HEIRLOOM", "WOW_TOKEN",
    ])

    /// What is stored for a word. An unknown word that would look like a letter of ours gets a sign before it.
    func stored(_ word: String) -> String {
        if let place = words.firstIndex(of: word) { return Self.letter(place) }
        let looksStored = word.utf8.first.map { first in first == Self.sign || Self.letters.contains(first) }
        return looksStored == true ? "=" + word : word
    }

    /// The word that is stored so.
    func word(_ stored: String) -> String {
        let bytes = stored.utf8
        if bytes.first == Self.sign { return String(stored.dropFirst()) }
        guard bytes.count == 1, let letter = bytes.first, Self.letters.contains(letter) else { return stored }
        let place = Int(letter - Self.a)
        return place < words.count ? words[place] : stored
    }

    /// SQL of the word that the column `value` stores; one that is not in the list passes through `unknown`.
    func sql(_ value: String, unknown: (String) -> String = { word in word }) -> String {
        let cases = words.indices.map { place in "WHEN '\(Self.letter(place))' THEN '\(words[place])'" }
        let other = unknown("CASE WHEN \(value) LIKE '=%' THEN substr(\(value), 2) ELSE \(value) END")
        return "CASE \(value) \(cases.joined(separator: " ")) ELSE \(other) END"
    }

    private static let a = UInt8(ascii: "a")
    private static let sign = UInt8(ascii: "=")
    private static let letters = a...UInt8(ascii: "z")

    private static func letter(_ place: Int) -> String { String(UnicodeScalar(a + UInt8(place))) }
}

/// Lists of ids that are stored as text, `6652;10395`, in a third of an array's space; an empty list as null.
enum IDList {
    /// What is stored for a list.
    static func stored(_ ids: [Int32]) -> String? {
        ids.isEmpty ? nil : ids.map(String.init).joined(separator: ";")
    }

    /// The ids of a stored list, as they are written.
    static func ids(_ stored: String?) -> [Substring] {
        stored?.split(separator: ";") ?? []
    }

    /// SQL of the array of integers that the column `value` stores; an empty one for null.
    static func sql(_ value: String) -> String {
        "string_to_array(coalesce(\(value), ''), ';')::integer[]"
    }
}
