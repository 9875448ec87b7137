package import Guilds

/// Whether so many removals at once may be true; pure.
///
/// A fault of the source, of an address or of ours looks like the end of many characters at once. So more than
/// 50 of one run (or 1 % of all that is stored, where that is more), or at least 5 and more than a tenth of a
/// realm's or of a guild's stored characters, wait for a person's word.
package struct PurgeGuard: Sendable {
    /// Who would be removed, with the guilds that ever listed them.
    package var candidates: [(character: CharacterKey, guilds: [GuildKey])]
    /// Stored characters of each realm.
    package var storedByRealm: [RealmKey: Int]
    /// Members, former ones included, of each guild.
    package var storedByGuild: [GuildKey: Int]

    private static let fewest = 5
    private static let share = 0.1
    private static let most = 50
    private static let mostOfAll = 0.01

    /// Why the run must not go on, in words for operators; nil when it may. `allowance` is what a person allowed.
    package func objection(allowance: Int?) -> String? {
        if let allowance, candidates.count <= allowance { return nil }
        let stored = storedByRealm.values.reduce(0, +)
        let limit = max(Self.most, Int(Double(stored) * Self.mostOfAll))
        if candidates.count > limit { return "\(candidates.count) characters would be removed at once" }
        let realms = Dictionary(grouping: candidates, by: \.character.realm).mapValues(\.count)
        for (realm, count) in realms.sorted(by: { one, other in one.key < other.key })
        where isTooMany(count, of: storedByRealm[realm]) {
            return
                "\(count) of \(storedByRealm[realm] ?? count) characters of the realm \(realm) would be removed at once"
        }
        var guilds: [GuildKey: Int] = [:]
        for guild in candidates.flatMap(\.guilds) { guilds[guild, default: 0] += 1 }
        for (guild, count) in guilds.sorted(by: { one, other in one.key < other.key })
        where isTooMany(count, of: storedByGuild[guild]) {
            return
                "\(count) of \(storedByGuild[guild] ?? count) members of the guild \(guild) would be removed at once"
        }
        return nil
    }

    private func isTooMany(_ count: Int, of stored: Int?) -> Bool {
        count >= Self.fewest && Double(count) > Self.share * Double(stored ?? 0)
    }

    /// A guard over these candidates.
    package init(
        candidates: [(character: CharacterKey, guilds: [GuildKey])], storedByRealm: [RealmKey: Int],
        storedByGuild: [GuildKey: Int]
    ) {
        self.candidates = candidates
        self.storedByRealm = storedByRealm
        self.storedByGuild = storedByGuild
    }
}
