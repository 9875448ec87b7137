import Guilds
import Statistics

/// A week that a guild spent with one boss next.
struct BossWeek: Sendable, Hashable {
    var start: Timestamp
    var boss: BossKey
    /// From 0 for the first boss of the tier to 1 for the last.
    var depth: Double
    /// Weeks since the boss became the next: 0 in the very week.
    var spent: Int
    /// Whether it became the next within the week, so that a part of the week alone was left for it.
    var isArrival: Bool
    var form: RaidForm
    /// What the guild had done in the tier when the week began.
    var standing: TierStanding
    /// Whether it fell in the week.
    var fell: Bool
}

/// What a guild had done in a tier by a moment.
struct TierStanding: Sendable, Hashable {
    /// Bosses that fell for the first time per week of the tier, on all difficulties.
    var pace: Double
    /// Weeks since the tier began.
    var weeks: Double
    /// Whether something has fallen on the difficulty at hand.
    var hasBegun: Bool
    /// Mean weeks that its last three bosses on the difficulty took; nil where none was watched.
    var weeksABoss: Double?
    /// The share of the tier before that fell; nil where there is none.
    var before: Double?
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
    /// The weeks at bosses that were watched from beginning to end, boss by boss.
    private(set) var weeks: [BossWeek] = []
    /// The boss that is next; nil when all have fallen or the guild is not there yet.
    private(set) var next: NextBoss?

    private let difficulty: Difficulty
    private let tier: RaidTier
    private let history: RaidHistory
    /// The share of the tier before that fell.
    private let before: Double?
    /// Weeks that each boss took so far, of which both ends are known.
    private var took: [Double] = []

    init(_ difficulty: Difficulty, tier: RaidTier, history: RaidHistory, before: Double? = nil) {
        (self.difficulty, self.tier, self.history, self.before) = (difficulty, tier, history, before)
        guard var start = Self.start(difficulty, tier: tier, history: history) else { return }
        var isStartKnown = true
        for (index, boss) in tier.bosses.enumerated() {
            let key = BossKey(encounterID: boss.encounterID, difficulty: difficulty)
            let kill = history.firstKill(of: key)
            if isStartKnown { weeks += weeks(key, index: index, from: start, kill) }
            guard let kill else {
                let watched = history.seenSince ?? start
                next = NextBoss(key: key, index: index, since: isStartKnown ? start : max(start, watched))
                return
            }
            // One that fell out of turn never was the next.
            guard kill.latest > start else { continue }
            if isStartKnown, kill.isExact { took.append((kill.latest - start).days / 7) }
            start = kill.latest
            isStartKnown = kill.isExact
        }
    }

    /// What the guild had done by a moment on its way to the boss that comes after those that fell.
    func standing(at moment: Timestamp) -> TierStanding {
        TierStanding(
            pace: history.pace(in: tier, before: moment), weeks: max(0, (moment - tier.start).days / 7),
            hasBegun: history.firstKills.contains { kill in
                kill.boss.difficulty == difficulty && kill.latest <= moment && tier.contains(kill.boss)
            },
            weeksABoss: took.suffix(3).mean, before: before)
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

    private func weeks(
        _ key: BossKey, index: Int, from start: Timestamp, _ kill: FirstKill?
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
                        start: week.start, boss: key, depth: tier.depth(of: index), spent: spent,
                        isArrival: start > week.start, form: week.form,
                        standing: standing(at: week.start), fell: fell))
            }
            if fell { break }
        }
        return weeks
    }
}

extension RaidHistory {
    /// How a guild went through each of its tiers on each difficulty, oldest tier first.
    func paths(_ lore: RaidLore?) -> [RaidPath] {
        let tiers = tiers(lore)
        return tiers.indices.flatMap { index in
            let before = index > 0 ? share(of: tiers[index - 1]) : nil
            return Difficulty.guildEfforts.map { difficulty in
                RaidPath(difficulty, tier: tiers[index], history: self, before: before)
            }
        }
    }

    /// The share of a tier that fell while it ran.
    func share(of tier: RaidTier) -> Double {
        Double(fallen(in: tier, by: tier.end ?? asOf)) / Double(max(1, tier.steps))
    }
}
