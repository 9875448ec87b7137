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

    init?(
        _ difficulty: Difficulty, tier: RaidTier, before: Double?, record: RaidRecord, history: RaidHistory,
        study: Study
    ) {
        let path = RaidPath(difficulty, tier: tier, history: history, before: before)
        guard let next = path.next,
            let from = history.seenUntil.map({ seen in min(seen, study.series.asOf) }),
            let week = history.weeks.last(where: { week in week.start <= from })
        else { return nil }
        let bosses = tier.bosses[next.index...].map { boss in
            BossKey(encounterID: boss.encounterID, difficulty: difficulty)
        }.filter { boss in history.firstKill(of: boss) == nil }.prefix(Self.mostBosses)
        let lore = study.population?.content.raids
        let spent = history.weeks.count { week in week.start > next.since && week.start <= from }
        guard
            let pace = lore.flatMap({ lore in
                KillPace(
                    Array(bosses), lore: lore, tier: tier, form: history.form,
                    standing: path.standing(at: from), spent: spent)
            }) ?? KillPace(Array(bosses), difficulty: difficulty, tier: tier, history: history)
        else { return nil }
        self.pace = pace
        let ends = (0..<KillChance.horizon).map { index in week.end + .days(7 * Int64(index)) }
        chance = KillChance(pace, from: from, ends: ends, share: record.share(of: week, after: from))
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
    /// The pace that the weeks of other guilds teach; nil where too few bosses fell to them.
    init?(
        _ bosses: [BossKey], lore: RaidLore, tier: RaidTier, form: RaidForm, standing: TierStanding,
        spent: Int
    ) {
        guard let model = lore.model, let first = bosses.first else { return nil }
        let killers = lore.boss(first)?.guilds ?? 0
        let references = lore.references
        let sums = bosses.enumerated().map { step, boss in
            let index = tier.bosses.firstIndex { other in other.encounterID == boss.encounterID } ?? 0
            var then = standing
            if step > 0 { then.hasBegun = true }
            let stand = BossStand(
                boss, depth: tier.depth(of: index), spent: step == 0 ? spent : 0, isArrival: step > 0,
                form: form, standing: then)
            return model.hazards(stand, reference: references[boss], weeks: KillChance.horizon)
        }
        self.bosses = bosses
        multiple = model.frailty.map { belief in GammaDistribution(shape: belief.shape, rate: belief.rate) }
        basis = killers >= KillForecast.fewestGuilds ? .guilds(killers) : .likeBosses(model.guilds)
        hazard = { step, ahead in
            let sum = sums[step]
            return ahead == 0 ? sum[0] : sum[min(ahead, sum.count - 1)] - sum[min(ahead, sum.count - 1) - 1]
        }
    }

    /// The guild's own pace: the evenings on which something new fell on the difficulty, half as telling for each
    /// three weeks that passed, and believed by four fifths, since bosses get harder; the guess before the first is
    /// vague, half a boss in 0.8 weeks. Both were chosen in simulated worlds whose law they do not know. Nil before
    /// the first kill on a difficulty: many a guild never takes it up.
    init?(_ bosses: [BossKey], difficulty: Difficulty, tier: RaidTier, history: RaidHistory) {
        let until = history.seenUntil ?? history.asOf
        let kills = history.firstKills.filter { kill in
            kill.boss.difficulty == difficulty && tier.contains(kill.boss)
        }
        guard !kills.isEmpty else { return nil }
        let since = max(tier.start, history.seenSince ?? tier.start)
        let recent = kills.filter { kill in kill.isExact && kill.latest >= since }
        func weight(_ moment: Timestamp) -> Double { exp2(-max(0, (until - moment).days) / Self.halfLife) }
        let evenings = recent.enumerated().filter { index, kill in
            index == 0 || kill.latest - recent[index - 1].latest > RaidRecord.nightGap
        }
        let events = evenings.reduce(0) { sum, kill in sum + weight(kill.element.latest) }
        let exposure = Self.halfLife / 7 / log(2) * (1 - weight(since))
        self.bosses = bosses
        multiple = GammaDistribution(shape: 0.5 + 0.8 * events, rate: 0.8 + 0.8 * exposure)
        basis = .ownKills(recent.count, weeks: max(0, (until - since).days / 7))
        hazard = { step, _ in pow(0.8, Double(step)) }
    }

    /// Days after which an own kill tells half as much.
    private static let halfLife = 21.0
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
