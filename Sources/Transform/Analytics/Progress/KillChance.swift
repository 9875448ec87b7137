import Foundation
import Guilds
import Statistics

/// How fast bosses fall to a guild: for each boss to come and each week spent on it the expected kills of a week, and
/// what is believed of the guild's own pace as a multiple of that.
struct KillPace {
    /// Bosses in the order in which they are next, from the one that is.
    let bosses: [BossKey]
    /// Nil where the hazard already is that of a guild as uncertain as this one.
    let multiple: GammaDistribution?
    /// The cumulative hazard of a whole week for the boss at a place in `bosses`: of the first by the weeks from now
    /// on, of the others by the weeks since they became the next.
    let hazard: (_ step: Int, _ ahead: Int) -> Double
    let basis: Basis

    /// What a pace was judged from.
    enum Basis: Equatable {
        case guilds(Int)
        /// So few killed the boss itself that guilds at bosses like it have to do.
        case likeBosses(Int)
        case ownKills(Int, weeks: Double)
    }
}

/// The chance that each of the next bosses has fallen by each of the coming resets.
struct KillChance {
    /// Weeks for which chances are computed; later ones are nobody's business.
    static let horizon = 52

    /// The ends of the weeks, ascending; the first is that of the week in which watching ended.
    let ends: [Timestamp]
    let start: Timestamp
    /// For each boss the chance that it has fallen by each of `ends`.
    let chances: [[Double]]

    /// - Parameter share: how much of the first week's raiding is still to come, 0 to 1.
    init(_ pace: KillPace, from start: Timestamp, ends: [Timestamp], share: Double) {
        self.ends = ends
        self.start = start
        // The middle of eleven equally likely parts of what is believed of the guild.
        let nodes =
            pace.multiple.map { multiple in
                (0..<11).map { index in multiple.quantile((Double(index) + 0.5) / 11) }
            } ?? [1]
        var sum = pace.bosses.map { _ in [Double](repeating: 0, count: ends.count) }
        for node in nodes {
            let fallen = Self.fallen(pace, node, weeks: ends.count, share: share)
            for step in sum.indices {
                for week in ends.indices { sum[step][week] += fallen[step][week] / Double(nodes.count) }
            }
        }
        chances = sum
    }

    /// The moment by which a boss has fallen with a probability, between resets as if every moment were alike; nil
    /// when that lies beyond the horizon.
    func moment(_ probability: Double, step: Int) -> Timestamp? {
        guard let week = chances[step].firstIndex(where: { chance in chance >= probability }) else {
            return nil
        }
        let (low, since) = week == 0 ? (0, start) : (chances[step][week - 1], ends[week - 1])
        let high = chances[step][week]
        let part = high > low ? (probability - low) / (high - low) : 1
        return since + .milliseconds(Int64(part * Double((ends[week] - since).milliseconds)))
    }

    /// Goes week by week over how likely the guild is to stand at each boss after how many weeks. A boss that
    /// falls lets the next one be tried in the same week.
    private static func fallen(
        _ pace: KillPace, _ multiple: Double, weeks: Int, share: Double
    ) -> [[Double]] {
        let count = pace.bosses.count
        var standing = [[Int: Double]](repeating: [:], count: count)
        standing[0][0] = 1
        var fallen = [[Double]](repeating: [Double](repeating: 0, count: weeks), count: count)
        for week in 0..<weeks {
            let part = week == 0 ? share : 1
            var next = [[Int: Double]](repeating: [:], count: count)
            var arriving = 0.0
            for step in 0..<count {
                var killed = 0.0
                var masses = standing[step].sorted { left, right in left.key < right.key }
                if arriving > 0 { masses.append((0, arriving)) }
                for (ahead, mass) in masses {
                    let chance = 1 - exp(-multiple * part * pace.hazard(step, ahead))
                    killed += mass * chance
                    next[step][ahead + 1, default: 0] += mass * (1 - chance)
                }
                fallen[step][week] = (week > 0 ? fallen[step][week - 1] : 0) + killed
                arriving = killed
            }
            standing = next
        }
        return fallen
    }
}
