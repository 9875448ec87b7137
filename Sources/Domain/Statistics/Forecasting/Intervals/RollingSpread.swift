#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How far a forecaster's paths from earlier origins of a history missed, by steps ahead.
///
/// Errors count in units of `unit`, the square root of the forecast where the quantity is positive, since they grow
/// with the level, though less than in proportion. Their spread is a power of the steps ahead: the logarithms of the
/// root mean squares by step are fitted with a line whose exponent is drawn towards 0.6 (a random walk has 0.5), as
/// few origins tell little about far steps.
struct RollingSpread: Sendable {
    /// Origins beyond this many count no more; the latest are kept.
    static let mostOrigins = 100
    private static let usualExponent = 0.6
    private static let exponentWeight = 10.0

    private let first: Double
    private let exponent: Double
    private let floor: Double?
    /// The misses in units of the spread, sign left out.
    private let misses: [Double]

    /// Nil when no step of the history can be forecast from an earlier one.
    init?(_ source: any PathSource, _ history: History, horizon: Int, from earliest: Int) {
        let values = history.values
        floor = Self.floor(history)
        let start = max(earliest, values.count - Self.mostOrigins)
        guard start < values.count else { return nil }
        var squares = [Double](repeating: 0, count: horizon)
        var counts = squares
        var scaled: [(step: Int, miss: Double)] = []
        scaled.reserveCapacity((values.count - start) * horizon)
        var path = squares
        for origin in start..<values.count {
            source.forecast(from: origin, into: &path)
            for k in 0..<min(horizon, values.count - origin) {
                let miss = (values[origin + k] - path[k]) / Self.unit(path[k], floor)
                guard miss.isFinite else { continue }
                squares[k] += miss * miss
                counts[k] += 1
                scaled.append((k, abs(miss)))
            }
        }
        guard let line = Self.line(squares, counts) else { return nil }
        (first, exponent) = line
        var spreads = squares
        for k in 0..<horizon { spreads[k] = first * pow(Double(k + 1), exponent) }
        misses = first > 0 ? scaled.map { entry in entry.miss / spreads[entry.step] } : []
    }

    /// A spread where rolling origins tell nothing: that of a random walk with steps of this size.
    init(step: Double, _ history: History) {
        floor = Self.floor(history)
        let size = history.values.reduce(0) { sum, value in value.isNaN ? sum : sum + abs(value) }
        first = step / Self.unit(size / Double(max(1, history.known)), floor)
        exponent = 0.5
        misses = []
    }

    /// The spread `ahead` steps from the origin around a forecast, in the unit of the history.
    func spread(ahead: Int, around mean: Double) -> Double {
        first * pow(Double(ahead), exponent) * Self.unit(mean, floor)
    }

    /// The number of spreads that `level` of the misses stay within: the normal one drawn towards the empirical
    /// quantile of the rolling origins, the more the more there are.
    ///
    /// The rank is that of split conformal prediction (V. Vovk, A. Gammerman and G. Shafer, "Algorithmic Learning in
    /// a Random World", 2005): the ceiling of (n + 1) level.
    func reach(level: Double, horizon: Int) -> Double {
        let normal = StandardNormal.quantile((1 + level) / 2)
        // Paths from neighbouring origins overlap, so that they count as fewer.
        let independent = Double(misses.count) / Double(horizon)
        guard independent >= 10 else { return normal }
        let rank = Int((Double(misses.count + 1) * level).rounded(.up))
        let empirical = Self.ranked(misses, min(misses.count, rank) - 1)
        let trust = independent / (independent + 30)
        return trust * empirical + (1 - trust) * normal
    }

    /// The value that `rank` others do not exceed, by C. A. R. Hoare's FIND (Communications of the ACM 4, 1961): much
    /// cheaper than sorting.
    static func ranked(_ misses: [Double], _ rank: Int) -> Double {
        var values = misses
        var (low, high) = (0, values.count - 1)
        while low < high {
            let pivot = values[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if rank <= right {
                high = right
            } else if rank >= left {
                low = left
            } else {
                break
            }
        }
        return values[rank]
    }

    /// The least forecast that the spread follows; nil where errors keep their size.
    private static func floor(_ history: History) -> Double? {
        guard history.isPositive else { return nil }
        let sum = history.values.reduce(0) { sum, value in value.isNaN ? sum : sum + value }
        return 0.05 * sum / Double(history.known)
    }

    private static func unit(_ mean: Double, _ floor: Double?) -> Double {
        guard let floor else { return 1 }
        return max(floor, mean).squareRoot()
    }

    /// The spread one step ahead and its exponent, by weighted least squares; nil without errors.
    private static func line(_ squares: [Double], _ counts: [Double]) -> (first: Double, exponent: Double)? {
        guard counts.contains(where: { count in count > 0 }) else { return nil }
        var (weight, sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for k in squares.indices where counts[k] > 0 {
            guard squares[k] > 0 else { continue }
            let independent = counts[k] / Double(k + 1)
            let x = log(Double(k + 1))
            let y = log(squares[k] / counts[k]) / 2
            weight += independent
            sumX += independent * x
            sumY += independent * y
            sumXX += independent * x * x
            sumXY += independent * x * y
        }
        guard weight > 0 else { return (0, usualExponent) }
        let (meanX, meanY) = (sumX / weight, sumY / weight)
        let slope =
            (sumXY - weight * meanX * meanY + exponentWeight * usualExponent)
            / (sumXX - weight * meanX * meanX + exponentWeight)
        let exponent = min(1.6, max(0, slope))
        return (exp(meanY - exponent * meanX), exponent)
    }
}
