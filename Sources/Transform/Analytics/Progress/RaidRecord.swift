import Guilds
import Statistics

/// A boss that several members killed within minutes: a kill of the guild.
struct GuildKill {
    let boss: BossKey
    let at: Timestamp
    /// Indices of the members in the series, ascending.
    let members: [Int]
}

/// An evening on which the guild killed something together.
struct RaidNight {
    let start: Timestamp
    let members: Set<Int>
}

/// What a guild did in raids, found from what its members' documents tell: no document names guilds.
struct RaidRecord {
    /// Kills this close together are one: documents of one kill differ by seconds.
    static let window = Duration.seconds(600)
    /// Kills further apart belong to two evenings.
    static let nightGap = Duration.hours(6)

    /// All kills of the guild by time.
    let kills: [GuildKill]
    /// One for each boss that fell, by time.
    let firstKills: [FirstKill]
    let nights: [RaidNight]
    /// How many members must have been there for a kill to be the guild's.
    let quorum: Int
    /// Up to when raid documents were seen, for half of those who raid and are still there; nil when nobody does.
    let seenUntil: Timestamp?
    /// Since when they were seen, for the first quarter of those who ever raided.
    let seenSince: Timestamp?

    init(_ series: GuildSeries) {
        let sightings = series.killSightings
        let quorum = Self.quorum(sightings)
        self.quorum = quorum
        let groups = Self.groups(sightings).filter { group in group.count >= quorum }
        kills = groups.map { group in
            GuildKill(boss: group[0].boss, at: group[0].at, members: group.map(\.member).sorted())
        }.sorted { left, right in (left.at, left.boss) < (right.at, right.boss) }
        firstKills = Self.firstKills(groups, quorum: quorum, in: series)
        nights = Self.nights(kills)
        let raiders = Set(kills.flatMap(\.members)).sorted().map { index in series.members[index] }
        // Whoever left is not looked at any more, whoever joined was not from the beginning.
        let staying = raiders.filter { raider in raider.rank.newest != nil }
        seenUntil = Self.moment(0.5, of: staying.compactMap { raider in raider.killsSeen.last?.until })
        seenSince = Self.moment(0.25, of: raiders.compactMap { raider in raider.killsSeen.first?.since })
    }

    /// The guild's first kill of a boss.
    func firstKill(of boss: BossKey) -> FirstKill? { firstKills.first { kill in kill.boss == boss } }

    /// Two in five of those who raid in a usual week, but at least 3 and never more than 8: members who joined
    /// strangers for an evening are fewer.
    private static func quorum(_ sightings: [KillSighting]) -> Int {
        let weekly = Dictionary(grouping: sightings) { sighting in sighting.at.seconds / 604_800 }
            .mapValues { week in Double(Set(week.map(\.member)).count) }
        let team = weekly.values.filter { count in count >= 3 }.median ?? 0
        return min(8, max(3, Int((0.4 * team).rounded(.up))))
    }

    /// Kills of one boss within minutes; a group begins with its earliest.
    private static func groups(_ sightings: [KillSighting]) -> [[KillSighting]] {
        let sorted = sightings.sorted { left, right in
            (left.boss, left.at, left.member) < (right.boss, right.at, right.member)
        }
        var groups: [[KillSighting]] = []
        for sighting in sorted {
            if let first = groups.last?.first, first.boss == sighting.boss, sighting.at - first.at <= window {
                groups[groups.count - 1].append(sighting)
            } else {
                groups.append([sighting])
            }
        }
        return groups
    }

    /// When as many as make a guild had killed the boss before, the guild had: then only bounds are known.
    private static func firstKills(
        _ groups: [[KillSighting]], quorum: Int, in series: GuildSeries
    ) -> [FirstKill] {
        var firsts: [BossKey: FirstKill] = [:]
        for group in groups where firsts[group[0].boss] == nil {
            let veterans = group.filter(\.isRepeat)
            let bounds = veterans.compactMap(\.after)
            let latest = group[0].at
            let earliest: Timestamp? =
                veterans.count < quorum
                ? latest : bounds.count < veterans.count ? nil : moment(0.5, of: bounds)
            firsts[group[0].boss] = FirstKill(
                boss: group[0].boss, earliest: earliest.map { bound in min(bound, latest) }, latest: latest,
                members: group.count, itemLevel: series.itemLevel(of: group.map(\.member), at: latest))
        }
        return firsts.values.sorted { left, right in (left.latest, left.boss) < (right.latest, right.boss) }
    }

    private static func nights(_ kills: [GuildKill]) -> [RaidNight] {
        var nights: [RaidNight] = []
        var last: Timestamp?
        for kill in kills {
            if let before = last, kill.at - before <= nightGap, let night = nights.popLast() {
                nights.append(RaidNight(start: night.start, members: night.members.union(kill.members)))
            } else {
                nights.append(RaidNight(start: kill.at, members: Set(kill.members)))
            }
            last = kill.at
        }
        return nights
    }

    private static func moment(_ share: Double, of moments: [Timestamp]) -> Timestamp? {
        moments.isEmpty ? nil : moments.sorted()[Int(share * Double(moments.count - 1))]
    }
}
