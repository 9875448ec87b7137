package import Guilds

/// What all guilds together tell of raids.
package struct RaidLore: Sendable, Hashable, Codable {
    /// Every boss that a guild killed, by difficulty; ascending by encounter, then by difficulty.
    package var bosses: [BossLore]
    /// The chance that a guild kills its next boss in the weeks ahead; nil until enough kills were watched.
    package var model: KillModel?
    /// How far guilds were, week by week of each season, ascending by season.
    package var tiers: [TierLore]

    /// The lore of a boss on a difficulty.
    package func boss(_ key: BossKey) -> BossLore? {
        bosses.first { boss in boss.encounter == key.encounterID && boss.difficulty == key.difficulty }
    }
}

/// One boss on one difficulty over all guilds.
package struct BossLore: Sendable, Hashable, Codable {
    /// The API's `encounter.id`.
    package var encounter: Int32
    /// How hard the boss was.
    package var difficulty: Difficulty
    /// The boss's name; empty where no document has one.
    package var name: String
    /// The API's `instance.id` of the raid.
    package var instance: Int32
    /// The raid's name; empty where no document has one.
    package var instanceName: String
    /// The season in which it fell first, each guild's kill by the calendar of its own region: a season begins in the
    /// Americas half a day before it does in Europe. 0 where that was before the first known season.
    package var season: Int32
    /// The boss's place in its raid, by the median of the guilds' first kills; the same on each difficulty.
    package var order: Double
    /// How many guilds killed it.
    package var guilds: Int
    /// Item level of the teams at their first kill, the median over guilds; nil where none is known.
    package var itemLevel: Double?
    /// For each week since the boss was next, how many guilds were at it and how many killed it.
    package var weeks: [WeekCount]

    /// Guilds that were at a boss in one of their weeks on it.
    package struct WeekCount: Sendable, Hashable, Codable {
        /// Guilds that had not killed it before the week and were watched through it.
        package var atRisk: Int
        /// Guilds that killed it in the week.
        package var killed: Int
    }

    var asRaidBoss: RaidBoss {
        RaidBoss(encounterID: encounter, name: name, instanceID: instance, instanceName: instanceName)
    }

    /// The share of guilds that kill it within so many weeks of those who had not before `spent` weeks had passed, by
    /// the product limit of Kaplan and Meier; the plain expectation that a model has to beat.
    package func share(killedWithin horizon: Int, after spent: Int) -> Double {
        let window = weeks.dropFirst(spent).prefix(horizon)
        return 1
            - window.reduce(1) { left, week in
                week.atRisk > 0 ? left * (1 - Double(week.killed) / Double(week.atRisk)) : left
            }
    }
}

/// How far guilds were in one season.
package struct TierLore: Sendable, Hashable, Codable {
    /// The season's number.
    package var season: Int32
    /// Per guild the share of the tier's bosses and difficulties that had fallen by the end of each week; nil
    /// where it is not known. At most `mostCurves` guilds.
    package var curves: [[Double?]]

    /// More guilds than this tell nothing new of the middle of them.
    package static let mostCurves = 500
}

/// What is believed of a rate: a gamma distribution by its two numbers.
package struct RateBelief: Sendable, Hashable, Codable {
    /// As if so many events had been seen.
    package var shape: Double
    /// As if they had been seen in so much exposure.
    package var rate: Double
}
