/// The typical effect of each phase of a season, by classical decomposition.
///
/// A centred moving average over one season is the trend; what is left of it is averaged by phase and normalised
/// (M. Kendall and A. Stuart, "The Advanced Theory of Statistics", vol. 3; as `seasonal_decompose` in statsmodels).
struct SeasonalIndices: Sendable, Hashable {
    /// Whether effects are factors around 1 instead of summands around 0.
    let isMultiplicative: Bool
    /// By phase; step t has phase t modulo the length.
    let effects: [Double]

    /// Nil with less than two seasons, an unknown phase, or factors of a history that is not positive.
    init?(_ history: History, isMultiplicative: Bool) {
        let period = history.season
        guard period > 1, history.values.count >= 2 * period else { return nil }
        guard !isMultiplicative || history.isPositive else { return nil }
        self.isMultiplicative = isMultiplicative
        let neutral = isMultiplicative ? 1.0 : 0
        var effects = [Double](repeating: neutral, count: period)
        // With gaps, windows do not hold every phase equally; a second round, with the first effects taken out
        // before averaging, makes good for it.
        for _ in 0..<(history.known < history.values.count ? 3 : 1) {
            guard let next = Self.pass(history.values, isMultiplicative, effects) else { return nil }
            effects = next
        }
        if isMultiplicative, effects.contains(where: { effect in effect < 0.01 }) { return nil }
        self.effects = effects
    }

    private static func pass(_ values: [Double], _ isMultiplicative: Bool, _ before: [Double]) -> [Double]? {
        let period = before.count
        let adjusted = values.indices.map { t in
            isMultiplicative ? values[t] / before[t % period] : values[t] - before[t % period]
        }
        var sums = [Double](repeating: 0, count: period)
        var counts = sums
        for t in (period / 2)..<max(period / 2, values.count - period / 2) where !values[t].isNaN {
            guard let trend = centredMean(adjusted, around: t, period: period) else { continue }
            sums[t % period] += isMultiplicative ? values[t] / trend : values[t] - trend
            counts[t % period] += 1
        }
        guard !counts.contains(0) else { return nil }
        let effects = (0..<period).map { phase in sums[phase] / counts[phase] }
        let mean = effects.reduce(0, +) / Double(period)
        guard !isMultiplicative || mean > 0 else { return nil }
        return effects.map { effect in isMultiplicative ? effect / mean : effect - mean }
    }

    /// The mean of the known values of a season around a step, ends of an even season counting half; nil where less
    /// than half is known.
    private static func centredMean(_ values: [Double], around step: Int, period: Int) -> Double? {
        let half = period / 2
        var sum = 0.0
        var weight = 0.0
        for t in (step - half)...(step + half) where !values[t].isNaN {
            let share = period % 2 == 0 && (t == step - half || t == step + half) ? 0.5 : 1
            sum += share * values[t]
            weight += share
        }
        return 2 * weight >= Double(period) ? sum / weight : nil
    }

    /// The effect at a step.
    func effect(at step: Int) -> Double { effects[step % effects.count] }

    /// The history without its season.
    func adjust(_ history: History) -> History {
        history.with(
            values: history.values.indices.map { t in
                isMultiplicative
                    ? history.values[t] / effect(at: t) : history.values[t] - effect(at: t)
            })
    }

    /// Puts the season back on a value at a step.
    func restore(_ value: Double, at step: Int) -> Double {
        isMultiplicative ? value * effect(at: step) : value + effect(at: step)
    }

    /// The history without its season where it has one, as factors if it is positive, and the season.
    static func split(_ history: History) -> (calm: History, indices: SeasonalIndices?) {
        guard isSeasonal(history),
            let indices = SeasonalIndices(history, isMultiplicative: true)
                ?? SeasonalIndices(history, isMultiplicative: false)
        else { return (history, nil) }
        return (indices.adjust(history), indices)
    }

    /// Whether values one season apart resemble each other more than the closer ones explain, at the 10 % level.
    ///
    /// The autocorrelation at the season's lag against Bartlett's variance, as in V. Assimakopoulos and
    /// K. Nikolopoulos, "The Theta Model", International Journal of Forecasting 16 (2000).
    static func isSeasonal(_ history: History) -> Bool {
        let period = history.season
        let values = history.values
        guard period > 1, values.count >= 2 * period, history.known >= 2 * period else { return false }
        let mean = values.reduce(0) { sum, value in value.isNaN ? sum : sum + value } / Double(history.known)
        let centred = values.map { value in value.isNaN ? 0 : value - mean }
        let variance = centred.reduce(0) { sum, value in sum + value * value }
        guard variance > 0 else { return false }
        var squares = 0.0
        var last = 0.0
        for lag in 1...period {
            if lag > 1 { squares += last * last }
            var products = 0.0
            for t in lag..<centred.count { products += centred[t] * centred[t - lag] }
            last = products / variance
        }
        let limit = 1.644_853_626_951_472 * ((1 + 2 * squares) / Double(history.known)).squareRoot()
        return abs(last) > limit
    }
}
