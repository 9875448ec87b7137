/// Where the API finds a guild now: names are addresses, not identities.
package struct GuildAddress: Sendable, Hashable, Codable {
    /// The region whose host is asked.
    package let region: Region
    /// Slug of the guild's realm, as paths of the API write it.
    package let realmSlug: String
    /// Slug of the guild's name, as `Slug.guild` makes it.
    package let nameSlug: String

    /// An address from slugs, which are taken as they are.
    package init(region: Region, realmSlug: String, nameSlug: String) {
        self.region = region
        self.realmSlug = realmSlug
        self.nameSlug = nameSlug
    }
}

/// Where the API finds a character now.
package struct CharacterAddress: Sendable, Hashable, Codable {
    /// The region whose host is asked.
    package let region: Region
    /// Slug of the character's realm, as paths of the API write it.
    package let realmSlug: String
    /// The name as typed or told, not yet in the lower case that paths need.
    package let name: String

    /// An address from its parts, which are taken as they are.
    package init(region: Region, realmSlug: String, name: String) {
        self.region = region
        self.realmSlug = realmSlug
        self.name = name
    }
}

/// Why a text is not an address, in words for the person who typed it.
package struct AddressError: Error, Hashable, CustomStringConvertible {
    /// What was typed.
    package let text: String
    /// The form that was expected, with an example.
    package let expected: String

    /// What was typed and what to write instead.
    package var description: String {
        "“\(text)” is not an address: write \(expected), with a region of us, eu, kr or tw"
    }
}

extension GuildAddress: CustomStringConvertible {
    /// Reads `region/realm/guild`; realm and guild may be names or slugs.
    package init(parsing text: String) throws(AddressError) {
        guard let (region, realm, name) = splitAddress(text) else {
            throw AddressError(text: text, expected: "REGION/REALM/GUILD as in eu/stormrage/my-guild")
        }
        self.init(region: region, realmSlug: Slug.realm(realm), nameSlug: Slug.guild(name))
    }

    /// `region/realm/guild` in slugs, which `init(parsing:)` reads back.
    package var description: String { "\(region)/\(realmSlug)/\(nameSlug)" }
}

extension CharacterAddress: CustomStringConvertible {
    /// Reads `region/realm/name`; the realm may be a name or a slug.
    package init(parsing text: String) throws(AddressError) {
        guard let (region, realm, name) = splitAddress(text) else {
            throw AddressError(text: text, expected: "REGION/REALM/NAME as in eu/howling-fjord/somebody")
        }
        self.init(region: region, realmSlug: Slug.realm(realm), name: name)
    }

    /// `region/realm/name` with the realm as slug, which `init(parsing:)` reads back.
    package var description: String { "\(region)/\(realmSlug)/\(name)" }
}

private func splitAddress(_ text: String) -> (Region, String, String)? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let region = Region(rawValue: parts[0].lowercased()) else { return nil }
    guard !parts[1].isEmpty, !parts[2].isEmpty else { return nil }
    return (region, parts[1], parts[2])
}
