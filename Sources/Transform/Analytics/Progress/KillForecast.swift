import Foundation
import Guilds
import Statistics

/// What is to be expected of the next bosses on one difficulty.
struct KillForecast {
    /// Fewer weeks of raiding in the tier than this tell nothing of a guild.
    static let fewestWeeks = 2
    /// Fewer guilds than this do not tell how hard a boss is.
    static let fewestGuilds = 20
    /// How many bosses ahead are told.
    static let mostBosses = 3

    let pace: KillPace
    let chance: KillChance
    /// The share of other guilds that killed the first boss so soon after so many weeks on it, by each of the
    /// chance's ends; nil where too few did.
    let usual: [Double]?

    init?(_ difficulty: Difficulty, tier: RaidTier, record: RaidRecord, history: RaidHistory, study: Study) {
        guard let next = RaidPath(difficulty, tier: tier, history: history).next,
            let from = history.seenUntil.map({ seen in min(seen, study.series.asOf) }),
            let week = history.weeks.last(where: { week in week.start <= from })
        else { return nil }
        let bosses = tier.bosses[next.index...].map { boss in
            BossKey(encounterID: boss.encounterID, difficulty: difficulty)
        }.filter { boss in history.firstKill(of: boss) == nil }.prefix(Self.mostBosses)
        let lore = study.population?.content.raids
        guard
            let pace = lore.flatMap({ lore in
                KillPace(Array(bosses), lore: lore, tier: tier, history: history)
            }) ?? KillPace(Array(bosses), difficulty: difficulty, tier: tier, history: history)
        else { return nil }
        self.pace = pace
        let spent = history.weeks.count { week in week.start > next.since && week.start <= from }
        let ends = (0..<KillChance.horizon).map { index in week.end + .days(7 * Int64(index)) }
        chance = KillChance(
            pace, spent: spent, from: from, ends: ends, share: record.share(of: week, after: from))
        let boss = lore?.boss(next.key).flatMap { boss in boss.guilds >= Self.fewestGuilds ? boss : nil }
        usual = boss.map { boss in
            ends.indices.map { index in boss.share(killedWithin: index + 1, after: spent) }
        }
    }

    /// The first index of the chance's ends that lies after `asOf`.
    func firstEnd(after asOf: Timestamp) -> Int {
        chance.ends.firstIndex { end in end > asOf } ?? chance.ends.count
    }
}

extension KillPace {
    /// The pace that the weeks of other guilds teach; nil where too few of them killed the boss.
    init?(_ bosses: [BossKey], lore: RaidLore, tier: RaidTier, history: RaidHistory) {
        guard let model = lore.model, let first = bosses.first,
            let guilds = lore.boss(first)?.guilds, guilds >= KillForecast.fewestGuilds
        else { return nil }
        let known = Dictionary(lore.bosses.map { boss in (boss.key, boss) }) { first, _ in first }
        func chance(_ week: BossWeek) -> (ease: Double, chance: Double) {
            let boss = known[week.boss]
            let row = KillFeatures.row(week, reference: boss?.itemLevel)
            return (boss?.ease ?? 1, model.probability(row))
        }
        let own = history.bossWeeks(lore)
        let posterior = RateShrinkage(
            prior: GammaDistribution(shape: lore.pace.shape, rate: lore.pace.rate)
        ).posterior(
            RateShrinkage.Group(
                own.count(where: \.fell),
                in: own.reduce(0) { sum, week in
                    let (ease, chance) = chance(week)
                    return sum + ease * chance
                }))
        let pace = history.pace(in: tier, before: history.asOf)
        let depths = bosses.map { boss in
            tier.depth(of: tier.bosses.firstIndex { $0.encounterID == boss.encounterID } ?? 0)
        }
        self.bosses = bosses
        multiple = posterior
        basis = .guilds(guilds)
        self.hazard = { step, spent in
            let week = BossWeek(
                boss: bosses[step], depth: depths[step], spent: spent, form: history.form, pace: pace,
                fell: false)
            let (ease, chance) = chance(week)
            return ease * cumulativeHazard(chance)
        }
    }

    /// The guild's own pace: its kills of the last eight weeks on the difficulty, believed by half, since bosses get
    /// harder; a boss in three weeks is as good a guess as any before the first. Nil before the first kill on a
    /// difficulty: many a guild never takes it up.
    init?(_ bosses: [BossKey], difficulty: Difficulty, tier: RaidTier, history: RaidHistory) {
        let until = history.seenUntil ?? history.asOf
        let hasBegun = history.firstKills.contains { kill in
            kill.boss.difficulty == difficulty && tier.contains(kill.boss)
        }
        guard hasBegun else { return nil }
        let since = max(tier.start, until - .days(56), history.seenSince ?? tier.start)
        let kills = history.firstKills.count { kill in
            kill.boss.difficulty == difficulty && tier.contains(kill.boss) && kill.isExact
                && kill.latest >= since
        }
        let weeks = max(0, (until - since).days / 7)
        self.bosses = bosses
        multiple = GammaDistribution(shape: 1 + 0.5 * Double(kills), rate: 3 + 0.5 * weeks)
        basis = .ownKills(kills, weeks: weeks)
        hazard = { step, _ in pow(0.8, Double(step + 1)) }
    }
}

extension RaidRecord {
    /// How much of a week's raiding comes after a moment, by the evenings of the last eight weeks; a guild that has
    /// raided little is taken to raid at any time.
    func share(of week: RaidWeek, after moment: Timestamp) -> Double {
        let length = (week.end - week.start).days
        let offset = min(length, max(0, (moment - week.start).days))
        let offsets = nights.filter { night in moment - night.start <= .days(56) }.map { night in
            let days = (night.start - week.start).days
            return days - 7 * (days / 7).rounded(.down)
        }
        let later = Double(offsets.count { night in night > offset })
        return (later + 1 - offset / length) / (Double(offsets.count) + 1)
    }
}
