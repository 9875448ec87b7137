package import Guilds

/// Where a document lives: a percent-encoded path and the namespace that must go with it.
package struct Endpoint: Sendable, Hashable {
    /// The families of data; a wrong one is answered with 403.
    package enum Namespace: String, Sendable {
        case profile
        case dynamic
        case `static`
    }

    package let path: String
    package let namespace: Namespace
    package let region: Region

    /// Throws `invalidRequest` when kind and address do not belong together, or a name cannot be in a path.
    package init(_ document: DocumentID, at address: DocumentAddress) throws(BattleNetError) {
        region = document.region
        namespace = document.kind.namespace
        switch (document.kind.scope, address) {
        case (.region, .region):
            path = Self.regionPath(document)
        case (.guild, .guild(let guild)):
            path = try Self.path(
                ["data", "wow", "guild"], guild.region, guild.realmSlug, guild.nameSlug.lowercased(),
                document.kind.tail(part: document.part), of: document)
        case (.character, .character(let character)):
            path = try Self.path(
                ["profile", "wow", "character"], character.region, character.realmSlug,
                Slug.character(character.name), document.kind.tail(part: document.part), of: document)
        default:
            throw BattleNetError(.invalidRequest, detail: "\(document) with an address of another kind")
        }
    }

    private static func path(
        _ head: [String], _ region: Region, _ realm: String, _ name: String, _ tail: [String],
        of document: DocumentID
    ) throws(BattleNetError) -> String {
        // Dots would be read as steps through the hierarchy by every URL parser on the way.
        let isPath = [realm, name].allSatisfy { segment in !["", ".", ".."].contains(segment) }
        guard isPath, region == document.region else {
            throw BattleNetError(.invalidRequest, detail: "\(document) at an address that cannot be")
        }
        return "/"
            + (head + [realm.lowercased(), name] + tail).map(\.percentEncodedSegment).joined(separator: "/")
    }

    private static func regionPath(_ document: DocumentID) -> String {
        let tail =
            switch document.kind {
            case .realms: "realm/index"
            case .connectedRealms: "connected-realm/index"
            case .seasons: "mythic-keystone/season/index"
            case .season: "mythic-keystone/season/\(document.part)"
            case .periods: "mythic-keystone/period/index"
            case .period: "mythic-keystone/period/\(document.part)"
            case .keystoneDungeons: "mythic-keystone/dungeon/index"
            case .classes: "playable-class/index"
            case .playableSpecializations: "playable-specialization/index"
            case .races: "playable-race/index"
            case .journalInstances: "journal-instance/index"
            default:
                "connected-realm/\(document.realm.id)/mythic-leaderboard/\(document.subject)"
                    + "/period/\(document.part)"
            }
        return "/data/wow/\(tail)"
    }
}

extension DocumentKind {
    /// Guilds have the path of game data and the namespace of profiles.
    fileprivate var namespace: Endpoint.Namespace {
        switch self {
        case .classes, .playableSpecializations, .races, .journalInstances: .static
        default: scope == .region ? .dynamic : .profile
        }
    }

    /// What follows the name in the path of a guild's or character's document.
    fileprivate func tail(part: Int32) -> [String] {
        switch self {
        case .roster: ["roster"]
        case .guildAchievements, .achievements: ["achievements"]
        case .guildActivity: ["activity"]
        case .status: ["status"]
        case .equipment: ["equipment"]
        case .specializations: ["specializations"]
        case .raids: ["encounters", "raids"]
        case .dungeons: ["encounters", "dungeons"]
        case .keystoneProfile: ["mythic-keystone-profile"]
        case .keystoneSeasonProfile: ["mythic-keystone-profile", "season", "\(part)"]
        default: []
        }
    }
}
