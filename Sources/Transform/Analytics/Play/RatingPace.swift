import Foundation
import Guilds
import Statistics

/// How fast one member's rating grows, and when it reaches an aim.
///
/// Weekly gains, newer ones weighing more, give a pace and its spread. Ratings of a season flatten out, so each week
/// ahead is expected to bring 5 % less than the one before. The sum of the gains of k weeks is taken as normal, with the
/// uncertainty of the pace in it; its deviation is widened for few weeks by the first term of the expansion of Student's
/// quantiles by R. A. Fisher and E. A. Cornish, Technometrics 2 (1960).
struct RatingPace {
    /// With fewer known gains there is no pace.
    static let fewestGains = 4
    /// Gains further back are another time.
    static let mostGains = 10
    private static let fading = 0.8
    private static let flattening = 0.95
    /// A date farther away is none.
    static let farthest = 26

    private let pace: Double
    private let deviation: Double
    /// How many equally weighted gains would tell as much.
    private let weight: Double

    /// Nil with fewer than four gains; they are per week, the newest last.
    init?(gains: [Double]) {
        guard gains.count >= Self.fewestGains else { return nil }
        let weights = gains.indices.map { index in
            pow(Self.fading, Double(gains.count - 1 - index))
        }
        let total = weights.reduce(0, +)
        let pace = zip(gains, weights).reduce(0) { sum, pair in sum + pair.0 * pair.1 } / total
        let squares = zip(gains, weights).reduce(0) { sum, pair in
            sum + pair.1 * (pair.0 - pace) * (pair.0 - pace)
        }
        weight = total * total / weights.reduce(0) { sum, weight in sum + weight * weight }
        let z = 1.281_551_565_544_6
        let few = 1 + (z * z + 1) / (4 * (weight - 1))
        // Even the steadiest pace is not known better than to a tenth.
        deviation = max((squares / total * weight / (weight - 1)).squareRoot(), pace / 10) * few
        self.pace = pace
    }

    /// What so many weeks ahead bring together, in weeks of today's pace, and the sum of the squares.
    private static let ahead: [(sum: Double, squares: Double)] = (1...farthest).reduce(into: [(0, 0)]) {
        sums, week in
        let step = pow(flattening, Double(week))
        let (sum, squares) = sums[week - 1]
        sums.append((sum + step, squares + step * step))
    }

    /// The probability that the rating has grown by so much after so many weeks, 1 to `farthest`.
    func chance(of distance: Double, within weeks: Int) -> Double {
        guard distance > 0 else { return 1 }
        guard pace > 0, deviation > 0 else { return 0 }
        let (sum, squares) = Self.ahead[weeks]
        let spread = deviation * (squares + sum * sum / weight).squareRoot()
        return StandardNormal.cumulative((pace * sum - distance) / spread)
    }

    /// The first week by whose end the aim is reached with a probability; nil when none of the next 26 is.
    func weeks(to distance: Double, with probability: Double) -> Int? {
        (1...Self.farthest).first { week in chance(of: distance, within: week) >= probability }
    }
}

extension MemberSeries {
    /// What the member's rating grew by in each of the last complete weeks of a season of which that is known, the
    /// newest last; weeks in which nobody looked share the gain of the next look.
    func ratingGains(_ weeks: [Week], of season: KeystoneSeason) -> [Double] {
        var gains: [Double] = []
        var before: (step: Int, rating: Double)?
        for week in weeks.suffix(RatingPace.mostGains + 1) {
            let end = week.period.end
            guard rating.wasSeen(in: week) else { continue }
            let now = self.rating(in: season, at: end) ?? 0
            if let before {
                let count = week.step - before.step
                // Corrections can lower a rating by a little; that is no pace.
                let gain = max(0, now - before.rating) / Double(count)
                gains.append(contentsOf: repeatElement(gain, count: count))
            }
            before = (week.step, now)
        }
        return gains.suffix(RatingPace.mostGains)
    }
}

extension Series {
    /// Whether the source was seen at some moment of a week.
    func wasSeen(in week: Week) -> Bool {
        seen.last { span in span.since <= week.period.end }.map { span in span.until >= week.period.start }
            ?? false
    }
}
