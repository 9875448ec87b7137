import Guilds

/// The raids of one season: the bosses that a guild works through on each difficulty.
struct RaidTier {
    let season: Int32
    let start: Timestamp
    /// The start of the season after it; nil while the tier is the newest.
    let end: Timestamp?
    /// In the order in which guilds kill them, or this guild where nobody else is known.
    let bosses: [RaidBoss]

    /// Bosses on the difficulties that guilds raid together.
    var steps: Int { bosses.count * Difficulty.guildEfforts.count }

    /// How deep into the tier a boss lies, from 0 for the first to 1 for the last.
    func depth(of index: Int) -> Double { bosses.count > 1 ? Double(index) / Double(bosses.count - 1) : 0 }

    func contains(_ boss: BossKey) -> Bool {
        boss.difficulty.isGuildEffort && bosses.contains { $0.encounterID == boss.encounterID }
    }
}

extension RaidHistory {
    /// The tiers of which anything is known, oldest first.
    ///
    /// No document ties raids to seasons: a raid belongs to the season in which the first kill fell, of all guilds
    /// where they are known, each by the calendar of its region.
    func tiers(_ lore: RaidLore?) -> [RaidTier] {
        let all = knownBosses(lore)
        let firsts = firstSeasons(lore)
        return seasons.compactMap { season in
            let own = all.filter { boss in firsts[boss.instanceID] == season.id }
            guard !own.isEmpty else { return nil }
            let next = seasons.first { other in other.start > season.start }
            return RaidTier(
                season: season.id, start: season.start, end: next?.start, bosses: sorted(own, lore))
        }
    }

    /// The season that ran at a moment.
    func season(at moment: Timestamp) -> KeystoneSeason? {
        seasons.last { season in season.start <= moment }
    }

    private func knownBosses(_ lore: RaidLore?) -> [RaidBoss] {
        var known: [Int32: RaidBoss] = [:]
        for boss in (lore?.bosses ?? []).map(\.asRaidBoss) + bosses { known[boss.encounterID] = boss }
        return known.values.sorted { left, right in left.encounterID < right.encounterID }
    }

    /// The season of the first kill in each raid, by its number; raids that fell before the first known season have none.
    private func firstSeasons(_ lore: RaidLore?) -> [Int32: Int32] {
        let raids = Dictionary(bosses.map { boss in (boss.encounterID, boss.instanceID) }) { first, _ in first
        }
        let own = firstKills.compactMap { kill in
            raids[kill.boss.encounterID].map { raid in (raid, season(at: kill.latest)?.id ?? 0) }
        }
        let others = (lore?.bosses ?? []).map { boss in (boss.instance, boss.season) }
        return Dictionary(own + others, uniquingKeysWith: min)
    }

    /// By what all guilds tell, then by this guild's own kills, then as the game numbers them.
    private func sorted(_ bosses: [RaidBoss], _ lore: RaidLore?) -> [RaidBoss] {
        var ranks: [Int32: Double] = [:]
        for (order, kill) in firstKills.enumerated() where ranks[kill.boss.encounterID] == nil {
            ranks[kill.boss.encounterID] = 1e6 + Double(order)
        }
        for boss in lore?.bosses ?? [] { ranks[boss.encounter] = boss.order }
        return bosses.sorted { left, right in
            (ranks[left.encounterID] ?? .infinity, left.encounterID) < (
                ranks[right.encounterID] ?? .infinity, right.encounterID
            )
        }
    }
}
