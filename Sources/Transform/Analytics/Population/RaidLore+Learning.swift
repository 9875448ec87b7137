import Guilds
import Statistics

extension RaidLore {
    /// Weeks on a boss beyond this are counted together.
    static let mostWeeks = 30
    /// Fewer kills than this teach no weights.
    static let fewestKills = 60

    static let empty = RaidLore(bosses: [], model: nil, pace: RateBelief(shape: 2, rate: 2), tiers: [])

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
        lore.fit(weeks)
        lore.tiers = tiers(histories, lore)
        return lore
    }

    /// Who killed what, before anything is known of order and weeks.
    private static func bosses(_ histories: [RaidHistory]) -> [BossLore] {
        var names: [Int32: RaidBoss] = [:]
        var kills: [BossKey: [FirstKill]] = [:]
        for history in histories {
            for boss in history.bosses where (names[boss.encounterID]?.name ?? "").isEmpty {
                names[boss.encounterID] = boss
            }
            for kill in history.firstKills { kills[kill.boss, default: []].append(kill) }
        }
        return kills.sorted { left, right in left.key < right.key }.compactMap { key, kills in
            guard let boss = names[key.encounterID] else { return nil }
            return BossLore(
                encounter: key.encounterID, difficulty: key.difficulty, name: boss.name,
                instance: boss.instanceID, instanceName: boss.instanceName,
                firstKill: kills.map(\.latest.seconds).min() ?? 0, order: 0, guilds: kills.count,
                itemLevel: kills.filter(\.isExact).compactMap(\.itemLevel).median, ease: 1, weeks: [])
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

    private mutating func fit(_ guilds: [[BossWeek]]) {
        let all = guilds.flatMap(\.self)
        guard all.count(where: \.fell) >= Self.fewestKills else { return }
        let references = Dictionary(
            bosses.map { boss in (boss.key, boss.itemLevel) }, uniquingKeysWith: { first, _ in first })
        func row(_ week: BossWeek) -> [Double] {
            KillFeatures.row(week, reference: references[week.boss].flatMap(\.self))
        }
        guard
            let model = HazardModel(
                features: KillFeatures.names, rows: all.map(row), outcomes: all.map(\.fell), penalty: 3)
        else { return }
        self.model = model
        func group(_ weeks: [BossWeek], _ ease: (BossWeek) -> Double) -> RateShrinkage.Group {
            RateShrinkage.Group(
                weeks.count(where: \.fell),
                in: weeks.reduce(0) { sum, week in
                    sum + ease(week) * model.probability(row(week))
                })
        }
        let byBoss = Dictionary(grouping: all, by: \.boss)
        let groups = bosses.map { boss in group(byBoss[boss.key] ?? []) { _ in 1 } }
        if let shrinkage = RateShrinkage(groups) {
            for index in bosses.indices { bosses[index].ease = shrinkage.posterior(groups[index]).mean }
        }
        let eases = Dictionary(bosses.map { boss in (boss.key, boss.ease) }) { first, _ in first }
        if let prior = RateShrinkage(guilds.map { weeks in group(weeks) { week in eases[week.boss] ?? 1 } })?
            .prior
        {
            // No guild is so sure to be like the others that its own kills tell nothing.
            let shape = min(prior.shape, 50)
            pace = RateBelief(shape: shape, rate: prior.rate * shape / prior.shape)
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
    func bossWeeks(_ lore: RaidLore?) -> [BossWeek] {
        tiers(lore).flatMap { tier in
            Difficulty.guildEfforts.flatMap { difficulty in
                RaidPath(difficulty, tier: tier, history: self).weeks
            }
        }
    }

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
