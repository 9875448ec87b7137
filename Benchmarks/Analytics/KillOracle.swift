import Analytics
import BattleNetSimulator
import Foundation
import Guilds
import Statistics

/// The chances of kills by the world's own law, told by someone who knows the law, what the guild has learnt by trying
/// and how strong the teams of the coming nights will be: no forecast can know more.
struct KillOracle {
    /// A raid night of a guild.
    private struct Night {
        var start: Int
        var strength: Double
        /// Pulls of bosses that had not fallen before, by difficulty from the easiest.
        var pulls: [Int]
    }

    private let attempts: [[Truth.Attempt]]
    private let nights: [[Night]]
    /// How hard the bosses are: the difficulty from the easiest on, and how strong a guild must be.
    private let targets: [String: (rank: Int, threshold: Double)]

    init(_ world: World) {
        let byGuild = Dictionary(grouping: world.truth.attempts, by: \.guild)
        attempts = world.settings.guilds.indices.map { guild in byGuild[guild] ?? [] }
        targets = world.truth.attempts.reduce(into: [:]) { targets, attempt in
            targets[Self.key(attempt.encounter, attempt.difficulty.type)] = (
                attempt.difficulty.rawValue, attempt.threshold
            )
        }
        nights = attempts.map { attempts in
            var nights: [Night] = []
            for attempt in attempts {
                if nights.last.map({ night in attempt.time - night.start > 6 * 3600 }) ?? true {
                    nights.append(
                        Night(start: attempt.time, strength: attempt.strength, pulls: [0, 0, 0, 0]))
                }
                if attempt.isFirst {
                    nights[nights.count - 1].pulls[attempt.difficulty.rawValue] += attempt.pulls
                }
            }
            return nights
        }
    }

    private static func key(_ encounter: Int, _ difficulty: String) -> String { "\(encounter)/\(difficulty)" }

    /// The chance that a kill comes by the moment claimed.
    func chance(_ claim: ScoredClaim, guild: Int) -> Double? {
        course(claim, guild: guild, until: Int(claim.prediction.due))?.chance
    }

    /// Where the moment at which the boss fell lies among those that could have been, 0 to 1; of a boss that still
    /// stands when the claim is due, halfway between its chance to have fallen and 1.
    func rank(_ claim: ScoredClaim, guild: Int) -> Double? {
        guard let outcome = claim.outcome else {
            return chance(claim, guild: guild).map { chance in (chance + 1) / 2 }
        }
        guard let course = course(claim, guild: guild, until: Int(outcome)) else { return nil }
        return (course.before + course.chance) / 2
    }

    /// The chance by the end of the last night that begins before a moment, and by that of the night before it.
    private func course(
        _ claim: ScoredClaim, guild: Int, until: Int
    ) -> (before: Double, chance: Double)? {
        guard let detail = claim.prediction.detail?.split(separator: "/"), detail.count == 3,
            let encounter = Int(detail[1]),
            let (rank, threshold) = targets[Self.key(encounter, String(detail[2]))]
        else { return nil }
        let own = attempts[guild].filter { attempt in
            attempt.encounter == encounter && attempt.difficulty.type == detail[2]
        }
        let earlier = own.last { attempt in attempt.time < claim.made }
        var tries = Double(earlier.map { attempt in attempt.before + attempt.pulls } ?? 0)
        var (stands, before) = (1.0, 0.0)
        for night in nights[guild] where night.start >= claim.made && night.start < until {
            before = 1 - stands
            let pulls = night.pulls[rank...].reduce(0, +)
            for _ in 0..<pulls {
                stands *=
                    1 - Truth.Attempt.chance(strength: night.strength, threshold: threshold, tries: tries)
                tries += 1
            }
        }
        return (before, 1 - stands)
    }
}
