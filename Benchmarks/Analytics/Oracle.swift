import Analytics
import BattleNetSimulator
import Foundation
import Guilds
import Statistics

/// Many guilds of unlike size and skill over two seasons.
enum BenchWorld {
    static func settings(guilds count: Int, weeks: Int) -> WorldSettings {
        let guilds = (0..<count).map { index in
            WorldSettings.Guild(
                "Bench \(index)", .eu, realm: "tarren-mill", members: 40 + index * 37 % 70,
                skill: -0.3 + Double(index * 29 % 20) / 10,
                raidNights: [[0, 4], [0, 1, 5], [2], [0, 3], [1, 4]][index % 5],
                crisisWeek: index % 12 == 7 ? 10 : nil)
        }
        return WorldSettings(
            seed: 4711, start: WorldSettings.demoStart, weeks: weeks, weeksBefore: 12, guilds: guilds)
    }
}

/// The chances by which the world really was drawn: no model can know more on average.
struct Oracle {
    private let people: [Int: Int]
    private let hazards: [Int: [Int: Double]]
    private let periods: (Int64) -> Int

    init(_ world: World) {
        people = world.truth.players.reduce(into: [:]) { people, player in
            for character in player.characters { people[character] = player.person }
        }
        hazards = world.truth.hazards.reduce(into: [:]) { hazards, hazard in
            hazards[hazard.person, default: [:]][hazard.period] = hazard.probability
        }
        let region = world.settings.guilds[0].region
        periods = { seconds in region.period(at: Int(seconds)) }
    }

    /// The chance of the person to leave within the four weeks, from the law's own weekly chances; those after a
    /// departure are unknown, as there were none.
    func leaving(_ claim: ScoredClaim, guild: Int) -> Statistics.Prediction? {
        guard case .member(_, let id) = claim.prediction.subject, let outcome = claim.outcome,
            let person = people[Int(id) - 1], let weekly = hazards[person]
        else { return nil }
        let first = periods(claim.made)
        // Moods to come are not known at the origin: the first week's chance stands for all four.
        guard let chance = weekly[first] ?? weekly[first + 1] else { return nil }
        return Statistics.Prediction(1 - pow(1 - chance, 4), happened: outcome > 0.5)
    }
}

/// The plain expectation of kill dates: how soon other guilds killed a boss, whatever the guild.
struct Usual {
    private let population: Population

    init(_ population: Population) { self.population = population }

    /// The Brier score of telling each kill by the share of all guilds that killed the boss within as many weeks of
    /// taking it up; nil where nothing was told.
    func scores(_ claims: [ScoredClaim]) -> Double? {
        let told = claims.compactMap { claim -> Statistics.Prediction? in
            guard claim.prediction.metric == "progress.kill", let outcome = claim.outcome,
                let detail = claim.prediction.detail?.split(separator: "/"), detail.count == 3,
                let encounter = Int32(detail[1]),
                let difficulty = Guilds.Difficulty(rawValue: String(detail[2])),
                let boss = population.content.raids.boss(
                    BossKey(encounterID: encounter, difficulty: difficulty))
            else { return nil }
            let weeks = Int((claim.prediction.due - claim.made + 604_799) / 604_800)
            return Statistics.Prediction(boss.share(killedWithin: weeks, after: 0), happened: outcome > 0.5)
        }
        return ProbabilityScores(told)?.brier
    }
}
