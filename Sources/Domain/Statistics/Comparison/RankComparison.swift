import Foundation

/// Whether the values of one group tend to be higher than those of another, and by how much.
///
/// H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947), normal approximation with the
/// corrections for ties and continuity; the shift is the estimate of Hodges and Lehmann (1963) with its interval
/// by ranks; the effect size is N. Cliff's delta, Psychological Bulletin 114 (1993). O(nm log nm).
package struct RankComparison: Sendable, Hashable {
    /// Pairs in which the first group's value is higher, ties half.
    package let u: Double
    /// The probability of so unlike groups where there is no difference.
    package let p: Double
    /// How much higher the first group's values are: the middle of all differences.
    package let shift: Double
    /// The interval of `shift`; nil where the groups are too small to bound it.
    package let interval: ClosedRange<Double>?
    /// The share of pairs in which the first is higher less that in which it is lower: -1 to 1.
    package let delta: Double
    /// How many values each group has.
    package let counts: [Int]

    /// Groups smaller than this give no comparison.
    package static let fewest = 5

    /// Compares two groups of known values; nil when one has fewer than 5.
    package init?(_ first: [Double], _ second: [Double], level: Double = 0.95) {
        guard first.count >= Self.fewest, second.count >= Self.fewest else { return nil }
        var differences: [Double] = []
        differences.reserveCapacity(first.count * second.count)
        for one in first { for other in second { differences.append(one - other) } }
        differences.sort()
        let above = differences.count { difference in difference > 0 }
        let below = differences.count { difference in difference < 0 }
        let pairs = Double(differences.count)
        u = Double(above) + (pairs - Double(above + below)) / 2
        delta = Double(above - below) / pairs
        shift = differences.quantileOfSorted(0.5) ?? 0
        p = Self.chance(u, first, second)
        let reach = StandardNormal.quantile((1 + level) / 2) * Self.deviationWithoutTies(first, second)
        let low = Int((pairs / 2 - reach).rounded(.down))
        let high = differences.count - 1 - low
        interval = low >= 0 && low <= high ? differences[low]...differences[high] : nil
        counts = [first.count, second.count]
    }

    /// The probability of so unlike groups where there is no difference, without the shift and its interval, which
    /// take all pairs; nil when a group has fewer than 5 values. O(n log n).
    package static func chance(_ first: [Double], _ second: [Double]) -> Double? {
        guard first.count >= fewest, second.count >= fewest else { return nil }
        let (ascending, others) = (first.sorted(), second.sorted())
        var (below, upTo, u) = (0, 0, 0.0)
        for value in ascending {
            while below < others.count, others[below] < value { below += 1 }
            while upTo < others.count, others[upTo] <= value { upTo += 1 }
            u += Double(below + upTo) / 2
        }
        return chance(u, first, second)
    }

    private static func chance(_ u: Double, _ first: [Double], _ second: [Double]) -> Double {
        let deviation = deviation(first, second)
        let distance = abs(u - Double(first.count * second.count) / 2)
        return deviation > 0
            ? min(1, 2 * StandardNormal.cumulative(-max(0, distance - 0.5) / deviation)) : 1
    }

    private static func deviationWithoutTies(_ first: [Double], _ second: [Double]) -> Double {
        let (n, m) = (Double(first.count), Double(second.count))
        return (n * m * (n + m + 1) / 12).squareRoot()
    }

    private static func deviation(_ first: [Double], _ second: [Double]) -> Double {
        let (n, m) = (Double(first.count), Double(second.count))
        let ties = Ties(of: first + second).groups.reduce(0.0) { sum, size in
            let t = Double(size)
            return sum + t * t * t - t
        }
        let all = n + m
        return (n * m / 12 * (all + 1 - ties / (all * (all - 1)))).squareRoot()
    }
}
