/// A history of counts that are mostly zero, split into the sizes of what is not zero and how far apart they are.
///
/// Unknown steps are skipped: an interval counts known steps only. Sources: J. D. Croston, "Forecasting and Stock
/// Control for Intermittent Demands", Operational Research Quarterly 23 (1972); A. A. Syntetos and J. E. Boylan,
/// "The Accuracy of Intermittent Demand Estimates", International Journal of Forecasting 21 (2005); R. H. Teunter,
/// A. A. Syntetos and M. Z. Babai, European Journal of Operational Research 214 (2011); K. Nikolopoulos et al.
/// (ADIDA), Journal of the Operational Research Society 62 (2011); F. Petropoulos and N. Kourentzes (IMAPA), Journal
/// of the Operational Research Society 66 (2015).
struct SparseDemand {
    /// The known values.
    let values: [Double]
    private(set) var sizes: [Double] = []
    private(set) var intervals: [Double] = []

    init(_ known: [Double]) {
        values = known
        var since = 0.0
        for value in known {
            since += 1
            guard value != 0 else { continue }
            sizes.append(value)
            intervals.append(since)
            since = 0
        }
    }

    /// Croston's ratio of smoothed size and smoothed interval; both weights are `alpha`, or optimised between 0.1
    /// and 0.3 when it is nil.
    func croston(alpha: Double?) -> Double {
        guard !sizes.isEmpty else { return 0 }
        return smooth(sizes, alpha) / smooth(intervals, alpha)
    }

    /// Smoothed size times the smoothed probability that a step is not zero, which falls while nothing happens.
    func tsb(sizeWeight: Double, chanceWeight: Double) -> Double {
        guard !sizes.isEmpty else { return 0 }
        let chances = values.map { value in value == 0 ? 0.0 : 1 }
        return smooth(sizes, sizeWeight) * smooth(chances, chanceWeight)
    }

    /// Smoothing of sums over as many steps as the mean interval.
    func adida() -> Double {
        guard !sizes.isEmpty else { return 0 }
        return aggregated(over: aggregation)
    }

    /// The mean of smoothing sums over 1, 2, … steps up to the mean interval.
    func imapa() -> Double {
        guard !sizes.isEmpty else { return 0 }
        let levels = (1...aggregation).map(aggregated)
        return levels.reduce(0, +) / Double(levels.count)
    }

    private var aggregation: Int {
        let mean = intervals.reduce(0, +) / Double(intervals.count)
        return max(1, Int(mean.rounded(.toNearestOrEven)))
    }

    private func aggregated(over steps: Int) -> Double {
        // What does not fill a sum is left out at the old end.
        let sums = stride(from: values.count % steps, to: values.count, by: steps)
            .map { first in values[first..<(first + steps)].reduce(0, +) }
        return smooth(sums, nil) / Double(steps)
    }

    private func smooth(_ series: [Double], _ alpha: Double?) -> Double {
        SimpleSmoothing.level(series, alpha ?? SimpleSmoothing.bestAlpha(series, from: 0.1, to: 0.3))
    }
}

/// Exponential smoothing of a level that starts at the first value.
enum SimpleSmoothing {
    /// The level after each number of values, from none on.
    static func levels(_ values: [Double], _ alpha: Double) -> [Double] {
        var level = values.first ?? 0
        return [level]
            + values.map { value in
                if !value.isNaN { level += alpha * (value - level) }
                return level
            }
    }

    /// The level after all values.
    static func level(_ values: [Double], _ alpha: Double) -> Double {
        values.dropFirst().reduce(values.first ?? 0) { level, value in
            value.isNaN ? level : level + alpha * (value - level)
        }
    }

    /// The weight with the least squared one-step errors.
    static func bestAlpha(_ values: [Double], from low: Double, to high: Double) -> Double {
        GoldenSection.minimum(from: low, to: high, points: 5, tolerance: 1e-7) { alpha in
            var level = values.first ?? 0
            var squares = 0.0
            for value in values.dropFirst() where !value.isNaN {
                let error = value - level
                squares += error * error
                level += alpha * error
            }
            return squares
        }
    }
}
