/// A history split into trend, season and remainder, none of which outliers move far.
///
/// R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning, "STL: A Seasonal-Trend Decomposition Procedure
/// Based on Loess", Journal of Official Statistics 6 (1990), with lines as local fits, two inner rounds and up to 15
/// rounds of bisquare weights. Unknown steps weigh nothing; their trend and season are carried over from the
/// neighbours, and their remainder is not a number. O(rounds · n · window).
package struct SeasonalTrend: Sendable, Hashable {
    /// The slow part, by step.
    package let trend: [Double]
    /// The part that returns every season, by step.
    package let season: [Double]
    /// What is left, by step; not a number where the value is unknown.
    package let remainder: [Double]
    /// Between 0 for an outlier and 1, by step.
    package let weights: [Double]

    /// Nil without a season, with fewer than two of them, or when a phase is never known.
    ///
    /// `smoothness` is the number of seasons, odd and at least 7, over which a season effect is smoothed.
    package init?(_ history: History, smoothness: Int = 7, isRobust: Bool = true) {
        let period = history.season
        let count = history.values.count
        guard period > 1, count >= 2 * period else { return nil }
        let isKnown = history.values.map { value in !value.isNaN }
        for phase in 0..<period {
            guard stride(from: phase, to: count, by: period).contains(where: { t in isKnown[t] }) else {
                return nil
            }
        }
        var work = Work(history.values, period: period, smoothness: max(7, smoothness | 1))
        for round in 0...(isRobust ? 15 : 0) {
            if round > 0 { work.weigh() }
            work.split()
            work.split()
        }
        trend = work.trend
        season = work.season
        remainder = work.remainder
        weights = work.weights
    }
}

extension SeasonalTrend {
    private struct Work {
        let values: [Double]
        let period: Int
        let seasonWindow: Int
        let trendWindow: Int
        let lowWindow: Int
        private let known: [Double]
        private(set) var weights: [Double]
        private(set) var trend: [Double]
        private(set) var season: [Double]

        init(_ values: [Double], period: Int, smoothness: Int) {
            self.values = values
            self.period = period
            seasonWindow = smoothness
            // The least odd window that keeps trend and season apart (section 3.5 of the paper).
            let least = 1.5 * Double(period) / (1 - 1.5 / Double(smoothness))
            trendWindow = Int(least.rounded(.up)) | 1
            lowWindow = (period + 1) | 1
            known = values.map { value in value.isNaN ? 0 : 1 }
            weights = known
            trend = values.map { _ in 0 }
            season = trend
        }

        var remainder: [Double] { values.indices.map { t in values[t] - trend[t] - season[t] } }

        /// Bisquare weights from the remainder: 0 beyond six medians.
        mutating func weigh() {
            let misses = remainder.map(abs)
            let limit = 6 * (misses.filter { miss in !miss.isNaN }.median ?? 0)
            let size = values.reduce(0) { sum, value in value.isNaN ? sum : sum + abs(value) }
            // Where the parts explain everything, what is left are rounding errors: none is an outlier.
            guard limit > 1e-9 * size / Double(values.count) else {
                weights = known
                return
            }
            weights = misses.map { miss in
                if miss.isNaN { return 0 }
                if miss <= 0.001 * limit { return 1 }
                if miss > 0.999 * limit { return 0 }
                let share = miss / limit
                return (1 - share * share) * (1 - share * share)
            }
        }

        /// One inner round: the season of what the trend leaves, then the trend of what the season leaves.
        mutating func split() {
            let count = values.count
            let detrended = values.indices.map { t in values[t] - trend[t] }
            // One season longer at both ends, so that the moving averages below reach every step.
            var cycles = [Double](repeating: 0, count: count + 2 * period)
            for phase in 0..<period {
                let steps = Array(stride(from: phase, to: count, by: period))
                let smooth = Loess(
                    values: steps.map { t in detrended[t] }, weights: steps.map { t in weights[t] },
                    window: seasonWindow)
                for index in -1...steps.count {
                    let place = phase + (index + 1) * period
                    cycles[place] = smooth.value(at: index) ?? smooth.nearest(to: index)
                }
            }
            let average = Self.moving(Self.moving(Self.moving(cycles, period), period), 3)
            let low = Loess(values: average, weights: average.map { _ in 1 }, window: lowWindow)
            for t in 0..<count { season[t] = cycles[t + period] - (low.value(at: t) ?? average[t]) }
            let calm = Loess(
                values: values.indices.map { t in values[t] - season[t] }, weights: weights,
                window: trendWindow)
            for t in 0..<count { trend[t] = calm.value(at: t) ?? calm.nearest(to: t) }
        }

        private static func moving(_ values: [Double], _ length: Int) -> [Double] {
            var sum = values[..<length].reduce(0, +)
            var means = [sum / Double(length)]
            for t in length..<values.count {
                sum += values[t] - values[t - length]
                means.append(sum / Double(length))
            }
            return means
        }
    }
}
