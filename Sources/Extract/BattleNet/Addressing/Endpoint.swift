package import Guilds

/// Where a document lives: a percent-encoded path and the namespace that must go with it.
package struct Endpoint: Sendable, Hashable {
    /// The families of data; a wrong one is answered with 403.
    package enum Namespace: String, Sendable {
        case profile
        case dynamic
        case `static`
    }

    /// From the first slash on, without a query: `/data/wow/guild/blackmoore/name/roster`.
    package let path: String
    /// The family without its region; the request names it as `profile-eu`.
    package let namespace: Namespace
    /// Decides the host, and the second half of the namespace.
    package let region: Region

    /// Throws `invalidRequest` when kind and address do not belong together, or a name cannot be in a path.
    package init(_ document: DocumentID, at address: DocumentAddress) throws(BattleNetError) {
        region = document.region
        namespace = document.kind.namespace
        let tail = document.pathTail
        switch (document.kind.scope, address) {
        case (.region, .region):
            path = "/data/wow" + tail
        case (.guild, .guild(let guild)):
            let subject = try document.subjectPath(guild.region, guild.realmSlug, guild.nameSlug)
            path = "/data/wow/guild" + subject + tail
        case (.character, .character(let character)):
            let subject = try document.subjectPath(character.region, character.realmSlug, character.name)
            path = "/profile/wow/character" + subject + tail
        default:
            throw BattleNetError(.invalidRequest, detail: "\(document) with an address of another kind")
        }
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
}

extension DocumentID {
    /// Realm and name, in lower case and percent-encoded.
    fileprivate func subjectPath(
        _ region: Region, _ realm: String, _ name: String
    ) throws(BattleNetError) -> String {
        // Dots would be read as steps through the hierarchy by every URL parser on the way.
        let isPath = [realm, name].allSatisfy { segment in !["", ".", ".."].contains(segment) }
        guard isPath, region == self.region else {
            throw BattleNetError(.invalidRequest, detail: "\(self) at an address that cannot be")
        }
        return "/" + realm.lowercased().percentEncodedSegment + "/"
            + Slug.character(name).percentEncodedSegment
    }

    /// What follows the part of the path that its scope decides.
    fileprivate var pathTail: String {
        switch kind {
        case .guild, .summary: ""
        case .roster: "/roster"
        case .guildAchievements, .achievements: "/achievements"
        case .guildActivity: "/activity"
        case .status: "/status"
        case .equipment: "/equipment"
        case .specializations: "/specializations"
        case .raids: "/encounters/raids"
        case .dungeons: "/encounters/dungeons"
        case .keystoneProfile: "/mythic-keystone-profile"
        case .professions: "/professions"
        case .reputations: "/reputations"
        case .pvpSummary: "/pvp-summary"
        case .keystoneSeasonProfile: "/mythic-keystone-profile/season/\(part)"

        case .realms: "/realm/index"
        case .connectedRealms: "/connected-realm/index"
        case .seasons: "/mythic-keystone/season/index"
        case .season: "/mythic-keystone/season/\(part)"
        case .periods: "/mythic-keystone/period/index"
        case .period: "/mythic-keystone/period/\(part)"
        case .keystoneDungeons: "/mythic-keystone/dungeon/index"
        case .realm: "/realm/\(realm.id)"
        case .leaderboards: "/connected-realm/\(realm.id)/mythic-leaderboard/index"
        case .leaderboard: "/connected-realm/\(realm.id)/mythic-leaderboard/\(subject)/period/\(part)"
        case .classes: "/playable-class/index"
        case .playableSpecializations: "/playable-specialization/index"
        case .races: "/playable-race/index"
        case .journalInstances: "/journal-instance/index"
        }
    }
}
