import Analytics
import BattleNetSimulator
import Foundation
import Guilds
import Statistics

/// Many guilds of unlike size and skill over two seasons.
enum BenchWorld {
    static func settings(guilds count: Int, weeks: Int, seed: UInt64) -> WorldSettings {
        let guilds = (0..<count).map { index in
            WorldSettings.Guild(
                "Bench \(index)", .eu, realm: "tarren-mill", members: 40 + index * 37 % 70,
                skill: -0.3 + Double(index * 29 % 20) / 10,
                raidNights: [[0, 4], [0, 1, 5], [2], [0, 3], [1, 4]][index % 5],
                crisisWeek: index % 12 == 7 ? 10 : nil)
        }
        return WorldSettings(
            seed: seed, start: WorldSettings.demoStart, weeks: weeks, weeksBefore: 12, guilds: guilds)
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
