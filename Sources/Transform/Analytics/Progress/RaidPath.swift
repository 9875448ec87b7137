import Guilds

/// A week that a guild spent with one boss next.
struct BossWeek: Sendable, Hashable {
    var boss: BossKey
    /// From 0 for the first boss of the tier to 1 for the last.
    var depth: Double
    /// Weeks since the boss became the next: 0 in the very week.
    var spent: Int
    var form: RaidForm
    var pace: Double
    /// Whether it fell in the week.
    var fell: Bool
}

/// A boss that is next on a difficulty: all that come before it have fallen.
struct NextBoss {
    let key: BossKey
    /// Its place among the tier's bosses.
    let index: Int
    /// Since when it is next, as far as it was watched.
    let since: Timestamp
}

/// How a guild goes through the bosses of a tier on one difficulty, in the order of the tier.
struct RaidPath {
    /// The weeks at bosses that were watched from beginning to end.
    private(set) var weeks: [BossWeek] = []
    /// The boss that is next; nil when all have fallen or the guild is not there yet.
    private(set) var next: NextBoss?

    init(_ difficulty: Difficulty, tier: RaidTier, history: RaidHistory) {
        guard var start = Self.start(difficulty, tier: tier, history: history) else { return }
        var isStartKnown = true
        for (index, boss) in tier.bosses.enumerated() {
            let key = BossKey(encounterID: boss.encounterID, difficulty: difficulty)
            let kill = history.firstKill(of: key)
            if isStartKnown {
                weeks += Self.weeks(key, index: index, from: start, kill, tier: tier, history: history)
            }
            guard let kill else {
                let watched = history.seenSince ?? start
                next = NextBoss(key: key, index: index, since: isStartKnown ? start : max(start, watched))
                return
            }
            // One that fell out of turn never was the next.
            guard kill.latest > start else { continue }
            start = kill.latest
            isStartKnown = kill.isExact
        }
    }

    /// When the guild takes up the difficulty: normal with the tier, heroic once half of normal is done, mythic
    /// once three quarters of heroic are, or with its first kill on it. Nil before.
    private static func start(
        _ difficulty: Difficulty, tier: RaidTier, history: RaidHistory
    ) -> Timestamp? {
        func falls(_ difficulty: Difficulty) -> [Timestamp] {
            history.firstKills.filter { kill in
                kill.boss.difficulty == difficulty && tier.contains(kill.boss)
            }.map(\.latest).sorted()
        }
        func passing(_ share: Double, of difficulty: Difficulty) -> Timestamp? {
            let count = Int((share * Double(tier.bosses.count)).rounded(.up))
            let moments = falls(difficulty)
            return count > 0 && moments.count >= count ? moments[count - 1] : nil
        }
        let passed: Timestamp? =
            switch difficulty {
            case .heroic: passing(0.5, of: .normal)
            case .mythic: passing(0.75, of: .heroic)
            default: tier.start
            }
        return [passed, falls(difficulty).first].compactMap(\.self).min()
    }

    private static func weeks(
        _ key: BossKey, index: Int, from start: Timestamp, _ kill: FirstKill?, tier: RaidTier,
        history: RaidHistory
    ) -> [BossWeek] {
        guard let seen = history.seenUntil, let since = history.seenSince else { return [] }
        if let kill, kill.latest <= start { return [] }
        var weeks: [BossWeek] = []
        let watched = history.weeks.filter { week in
            week.end >= start && week.end <= seen && tier.end.map { end in week.start < end } ?? true
        }
        for (spent, week) in watched.enumerated() {
            // A boss of which only bounds are known may have fallen in any week between them.
            if let kill, !kill.isExact, kill.earliest.map({ bound in bound <= week.end }) ?? true { break }
            let fell = kill.map { kill in kill.latest <= week.end } ?? false
            // Of weeks before anybody watched only kills are known, which is no fair sample.
            if week.start >= since {
                weeks.append(
                    BossWeek(
                        boss: key, depth: tier.depth(of: index), spent: spent, form: week.form,
                        pace: history.pace(in: tier, before: week.start), fell: fell))
            }
            if fell { break }
        }
        return weeks
    }
}
