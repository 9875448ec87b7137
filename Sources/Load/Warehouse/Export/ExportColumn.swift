import Guilds

/// A column of an exported table, as the data dictionary describes it.
package struct ExportColumn: Sendable, Hashable {
    /// How a value is written.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Digits, a sign where it is negative.
        case integer
        /// The shortest decimal that reads back as the same number.
        case number
        /// Any text; see `ExportColumn.formulaStarts`.
        case text
        /// One of a few words, such as a region, a kind of document or a difficulty.
        case word
        /// `true` or `false`.
        case flag
        /// `2026-08-01 04:00:00` in UTC, up to microseconds.
        case moment
        /// Integers or texts with semicolons between them; an unknown element is empty.
        case list
    }

    /// What the database holds in the column's place.
    enum Stored: Sendable, Hashable {
        case plain
        case texts
        case bucket
        case region
        case document
        case difficulty
        case short(ShortWord)
        case idList
        case itemName
    }

    /// The name in the header.
    package let name: String
    /// How its values are written.
    package let kind: Kind
    /// What numbers count, `UTC` for moments; empty where there is nothing to count.
    package let unit: String
    /// What it tells, and what an empty field means where it may be empty.
    package let meaning: String
    let stored: Stored
    /// The column of the table in the database.
    let column: String

    init(
        _ name: String, _ kind: Kind, _ unit: String, _ meaning: String, stored: Stored = .plain,
        column: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.meaning = meaning
        self.stored = stored
        self.column = column ?? name
    }

    /// Spreadsheets take a text that begins so for a formula; such a text gets an apostrophe before it.
    ///
    /// Source: OWASP, "CSV Injection", with the full-width signs that some programs read as well.
    package static let formulaStarts: [Unicode.Scalar] = [
        "=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\u{2212}", "＝", "＋", "－", "＠",
    ]

    /// SQL of the value as it is exported, of the row `t`.
    var expression: String {
        let value = "t.\(column)"
        switch stored {
        case .bucket: return Self.word("\(value) / 256", Self.regions)
        case .region: return Self.word(value, Self.regions)
        case .document:
            return Self.word(value, DocumentKind.allCases.map { kind in (kind.rawValue, kind.name) })
        case .difficulty:
            return Self.word(value, Difficulty.allCases.map { one in (one.number, one.rawValue) })
        case .short(let words): return words.sql(value, unknown: Self.harmless)
        // Null is an empty list where there is an item.
        case .idList: return "CASE WHEN t.item_id IS NOT NULL THEN coalesce(\(value), '') END"
        case .itemName: return Self.harmless("i.name")
        case .texts: return Self.harmless("array_to_string(\(value), ';', '')")
        case .plain: break
        }
        switch kind {
        case .integer, .number, .word: return value
        case .text: return Self.harmless(value)
        case .flag: return "\(value)::text"
        case .moment: return "\(value) AT TIME ZONE 'UTC'"
        case .list: return "array_to_string(\(value), ';', '')"
        }
    }

    /// Whether the database holds text in the column's place.
    var isStoredAsText: Bool {
        switch stored {
        case .plain: [.text, .word].contains(kind)
        case .short: true
        default: false
        }
    }

    private static let regions = Region.allCases.map { region in (region.number, region.rawValue) }

    /// A number that stands for a word; one that this version does not know stays a number.
    private static func word(_ value: String, _ words: [(Int16, String)]) -> String {
        let cases = words.map { number, word in "WHEN \(number) THEN '\(word)'" }.joined(separator: " ")
        return "CASE \(value) \(cases) ELSE (\(value))::text END"
    }

    private static func harmless(_ value: String) -> String {
        let starts = formulaStarts.map { scalar in "\(scalar.value)" }.joined(separator: ", ")
        return "CASE WHEN ascii(\(value)) IN (\(starts)) THEN '''' || \(value) ELSE \(value) END"
    }
}
