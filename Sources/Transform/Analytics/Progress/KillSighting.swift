import Guilds

/// One kill of one member, as far as the raid document tells.
struct KillSighting {
    /// Index of the member in the series.
    let member: Int
    let boss: BossKey
    /// The end of the kill.
    let at: Timestamp
    /// Whether the member had killed the boss before, seen or not.
    let isRepeat: Bool
    /// When the document was last seen before; nil when it had not been.
    let after: Timestamp?
}

extension GuildSeries {
    /// All kills of which the end is known, on the difficulties that guilds raid together, while the member was
    /// in the guild.
    var killSightings: [KillSighting] {
        members.indices.flatMap { index in
            members[index].kills.filter { kill in kill.boss.difficulty.isGuildEffort }.flatMap { kill in
                sightings(kill, of: index)
            }
        }
    }

    private func sightings(_ kill: KillSeries, of index: Int) -> [KillSighting] {
        var sightings: [KillSighting] = []
        var last: Timestamp?
        for change in kill.tally.changes {
            guard let tally = change.value, let at = tally.lastKill else { continue }
            defer { last = at }
            // A count that is corrected without a newer kill tells nothing new.
            guard last.map({ before in before < at }) ?? true else { continue }
            guard wasMember(members[index], at: at) else { continue }
            sightings.append(
                KillSighting(
                    member: index, boss: kill.boss, at: at, isRepeat: tally.count > 1,
                    after: change.unchangedUntil))
        }
        return sightings
    }

    /// Whether the member was in the guild at a moment; before the first sight of the roster, whoever it showed.
    func wasMember(_ member: MemberSeries, at moment: Timestamp) -> Bool {
        if let change = member.rank.change(validAt: moment) { return change.value != nil }
        guard let first = member.rank.changes.first, let watched = rosterSeen.first?.since else {
            return false
        }
        return first.value != nil && first.recordedAt <= watched
    }
}

extension Difficulty {
    /// The difficulties that a guild raids together, easiest first; the raid finder fills groups with strangers.
    static let guildEfforts: [Difficulty] = [.normal, .heroic, .mythic]

    var isGuildEffort: Bool { Self.guildEfforts.contains(self) }

    /// In a sentence or a cell.
    var words: String {
        switch self {
        case .raidFinder: "raid finder"
        case .normal, .legacy10, .legacy25: "normal"
        case .heroic, .legacy10Heroic, .legacy25Heroic: "heroic"
        case .mythic: "mythic"
        case .mythicKeystone: "keystone"
        }
    }
}
