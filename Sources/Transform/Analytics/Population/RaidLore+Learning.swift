import Guilds
import Statistics

extension RaidLore {
    /// Weeks on a boss beyond this are counted together.
    static let mostWeeks = 30
    /// Fewer kills than this teach no weights.
    static let fewestKills = 60
    /// Fewer guilds than this do not tell which item level a boss asks for.
    static let fewestLevels = 5

    static let empty = RaidLore(bosses: [], model: nil, tiers: [])

    /// What the raids of all guilds tell; `histories` in the order of the guilds.
    static func learn(_ histories: [RaidHistory]) -> RaidLore {
        var lore = RaidLore.empty
        lore.bosses = bosses(histories)
        let order = order(histories, lore)
        for index in lore.bosses.indices {
            lore.bosses[index].order = order[lore.bosses[index].encounter] ?? 0
        }
        let weeks = histories.map { history in history.bossWeeks(lore) }
        lore.count(weeks.flatMap(\.self))
        lore.model = KillLessons(weeks, references: lore.references).model()
        lore.tiers = tiers(histories, lore)
        return lore
    }

    /// Who killed what, before anything is known of order and weeks.
    private static func bosses(_ histories: [RaidHistory]) -> [BossLore] {
        var names: [Int32: RaidBoss] = [:]
        var kills: [BossKey: [FirstKill]] = [:]
        var seasons: [BossKey: Int32] = [:]
        for history in histories {
            for boss in history.bosses where (names[boss.encounterID]?.name ?? "").isEmpty {
                names[boss.encounterID] = boss
            }
            for kill in history.firstKills {
                kills[kill.boss, default: []].append(kill)
                // Where no season of a region is known yet, its guilds say nothing of them.
                guard !history.seasons.isEmpty else { continue }
                let season = history.season(at: kill.latest)?.id ?? 0
                seasons[kill.boss] = min(seasons[kill.boss] ?? season, season)
            }
        }
        return kills.sorted { left, right in left.key < right.key }.compactMap { key, kills in
            guard let boss = names[key.encounterID] else { return nil }
            return BossLore(
                encounter: key.encounterID, difficulty: key.difficulty, name: boss.name,
                instance: boss.instanceID, instanceName: boss.instanceName,
                season: seasons[key] ?? 0, order: 0, guilds: kills.count,
                itemLevel: kills.filter(\.isExact).compactMap(\.itemLevel).median, weeks: [])
        }
    }

    /// The mean place of each boss in the guilds' own orders, on each difficulty that they raided; what a guild has
    /// not killed comes last, since the best guilds alone tell of the last bosses.
    private static func order(_ histories: [RaidHistory], _ lore: RaidLore) -> [Int32: Double] {
        var places: [Int32: (sum: Double, count: Double)] = [:]
        for history in histories {
            for tier in history.tiers(lore) {
                for difficulty in Difficulty.guildEfforts {
                    let kills = history.firstKills.filter { kill in
                        kill.boss.difficulty == difficulty && tier.contains(kill.boss)
                    }
                    guard !kills.isEmpty else { continue }
                    let ids = kills.map(\.boss.encounterID)
                    let last = Double(ids.count + tier.bosses.count - 1) / 2
                    for boss in tier.bosses {
                        let place = ids.firstIndex(of: boss.encounterID).map(Double.init) ?? last
                        let old = places[boss.encounterID] ?? (0, 0)
                        places[boss.encounterID] = (old.sum + place, old.count + 1)
                    }
                }
            }
        }
        return places.mapValues { place in place.sum / place.count }
    }

    private mutating func count(_ weeks: [BossWeek]) {
        let byBoss = Dictionary(grouping: weeks, by: \.boss)
        for index in bosses.indices {
            let own = byBoss[bosses[index].key] ?? []
            let last = min(Self.mostWeeks - 1, own.map(\.spent).max() ?? -1)
            guard last >= 0 else { continue }
            bosses[index].weeks = (0...last).map { spent in
                let at = own.filter { week in min(week.spent, Self.mostWeeks - 1) == spent }
                return BossLore.WeekCount(atRisk: at.count, killed: at.count(where: \.fell))
            }
        }
    }

    /// Item levels at which guilds killed a boss, where enough of them did.
    var references: [BossKey: Double] {
        bosses.reduce(into: [:]) { levels, boss in
            if boss.guilds >= Self.fewestLevels { levels[boss.key] = boss.itemLevel }
        }
    }

    private static func tiers(_ histories: [RaidHistory], _ lore: RaidLore) -> [TierLore] {
        var curves: [Int32: [[Double?]]] = [:]
        for history in histories {
            for tier in history.tiers(lore) {
                let curve = history.curve(of: tier)
                guard curve.contains(where: { share in share != nil }) else { continue }
                if curves[tier.season, default: []].count < TierLore.mostCurves {
                    curves[tier.season, default: []].append(curve)
                }
            }
        }
        return curves.sorted { left, right in left.key < right.key }.map { season, curves in
            TierLore(season: season, curves: curves)
        }
    }
}

extension BossLore {
    var key: BossKey { BossKey(encounterID: encounter, difficulty: difficulty) }
}

extension RaidHistory {
    /// The weeks at all bosses, over all tiers and difficulties.
    func bossWeeks(_ lore: RaidLore?) -> [BossWeek] { paths(lore).flatMap(\.weeks) }

    /// The share of a tier's bosses and difficulties that had fallen by the end of each of its weeks; nil where the
    /// week was not watched to its end.
    func curve(of tier: RaidTier) -> [Double?] {
        let own = weeks.filter { week in
            week.end > tier.start && tier.end.map { end in week.start < end } ?? true
        }
        return own.map { week in
            guard let seenSince, let seenUntil, week.end >= seenSince, week.end <= seenUntil else {
                return nil
            }
            return Double(fallen(in: tier, by: week.end)) / Double(max(1, tier.steps))
        }
    }

    /// How far the guild is in the newest tier; nil where it never raided.
    func progress(_ lore: RaidLore?) -> Double? {
        guard let tier = tiers(lore).last, seenUntil != nil else { return nil }
        return Double(fallen(in: tier, by: asOf)) / Double(max(1, tier.steps))
    }
}
