import Foundation

/// The division of a series into stretches of constant level that fits best at a price per stretch.
///
/// The exact optimum of squared distances plus a penalty, by dynamic programming with pruning: R. Killick,
/// P. Fearnhead, I. A. Eckley, "Optimal Detection of Changepoints With a Linear Computational Cost", Journal of
/// the American Statistical Association 107 (2012). It takes the values as independent; for series with a memory
/// see `ChangePoints`. O(n) where changes are frequent, O(n²) at worst.
package struct Segmentation: Sendable, Hashable {
    /// Where stretches end: the index after the last value of each, the last one being the count of values.
    package let ends: [Int]

    /// The best division into stretches of at least `shortest` values, each of which costs `penalty`.
    package init(_ values: [Double], penalty: Double, shortest: Int = 4) {
        let costs = SegmentCosts(values)
        let count = values.count
        guard count >= 2 * shortest else {
            ends = count > 0 ? [count] : []
            return
        }
        var best = [Double](repeating: .infinity, count: count + 1)
        var previous = [Int](repeating: 0, count: count + 1)
        best[0] = -penalty
        var starts: [Int] = []
        for end in shortest...count {
            let newest = end - shortest
            if newest == 0 || newest >= shortest { starts.append(newest) }
            for start in starts {
                let total = best[start] + costs.cost(start, end) + penalty
                if total < best[end] { (best[end], previous[end]) = (total, start) }
            }
            starts.removeAll { start in best[start] + costs.cost(start, end) > best[end] }
        }
        ends = Self.walk(back: previous, from: count)
    }

    private static func walk(back previous: [Int], from count: Int) -> [Int] {
        var ends: [Int] = []
        var end = count
        while end > 0 {
            ends.append(end)
            end = previous[end]
        }
        return ends.reversed()
    }

    /// The usual penalty: `factor` times the variance, taken from the median distance of neighbouring differences
    /// so that changes of level do not count, times log n; nil with fewer than 3 values.
    package static func penalty(_ factor: Double, for values: [Double]) -> Double? {
        let differences = zip(values.dropFirst(), values).map { later, earlier in later - earlier }
        guard values.count > 2, let deviation = differences.medianDeviation else { return nil }
        return factor * deviation * deviation / 2 * log(Double(values.count))
    }
}

/// Squared distances of any stretch of a series from its mean, in constant time.
struct SegmentCosts {
    private let sums: [Double]
    private let squares: [Double]

    init(_ values: [Double]) {
        let centre = values.mean ?? 0
        var sums = [0.0]
        var squares = [0.0]
        for value in values {
            let centred = value - centre
            sums.append(sums[sums.count - 1] + centred)
            squares.append(squares[squares.count - 1] + centred * centred)
        }
        self.sums = sums
        self.squares = squares
    }

    /// Of the values from `start` up to, but not including, `end`.
    func cost(_ start: Int, _ end: Int) -> Double {
        let sum = sums[end] - sums[start]
        return max(0, squares[end] - squares[start] - sum * sum / Double(end - start))
    }
}
