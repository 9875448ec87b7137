/// How Battle.net writes names in paths.
///
/// Source: 144 captured character addresses and the slugs of 763 realms. Accents and other scripts are kept;
/// stripping an accent fetches another character.
package enum Slug {
    /// The slug of a guild's name: lower case, spaces to hyphens, apostrophes dropped.
    package static func guild(_ name: String) -> String {
        hyphenated(name.lowercased().filter { character in !apostrophes.contains(character) })
    }

    /// The slug of a realm from its English name: apostrophes, parentheses and hyphens between letters dropped.
    ///
    /// A text without upper case, spaces or apostrophes is taken for a slug already, since slugs may hold
    /// hyphens (`argent-dawn`). A localised name has the slug of the English one, which only the realm
    /// index knows.
    package static func realm(_ name: String) -> String {
        let isSlug = name == name.lowercased() && !name.contains { character in dropped.contains(character) }
        if isSlug && !name.contains(" ") { return name }
        return hyphenated(
            name.lowercased().filter { character in !dropped.contains(character) && character != "-" })
    }

    /// A character's name as its address writes it: lower case by the rules of Unicode, so `Ä` becomes `ä`.
    package static func character(_ name: String) -> String { name.lowercased() }

    private static let apostrophes: Set<Character> = ["'", "’"]
    private static let dropped: Set<Character> = ["'", "’", "(", ")"]

    private static func hyphenated(_ name: String) -> String {
        name.split(separator: " ").joined(separator: "-")
    }
}
