/// A way to forecast; `combination` is the one to use unless there is a reason not to.
///
/// All are deterministic, learn nothing at unknown steps, and never go below zero where the history cannot.
package enum Forecaster: Sendable, Hashable {
    /// The last known value.
    case naive
    /// The values of the last season.
    case seasonalNaive
    /// Simple exponential smoothing from the first value on, its weight between 0.01 and 0.99.
    case simpleSmoothing
    /// One given smoothing model, fitted by maximum likelihood: Holt's is AAN, the damped trend AAdN.
    case smoothing(SmoothingModel)
    /// The smoothing model with the best corrected Akaike criterion.
    case bestSmoothing
    /// Theta with its weight optimised; the line is that of the whole history.
    case theta
    /// Theta with its weight optimised; the line is learnt as the history goes on.
    case dynamicTheta
    /// A method for counts that are mostly zero.
    case sparse(SparseMethod)
    /// The default: dynamic theta, smoothing models averaged by Akaike weights and a damped trend, weighing 2 : 2 : 1;
    /// for counts that are mostly zero, the mean of the bias-corrected Croston, TSB and ADIDA.
    case combination

    /// A method for counts that are mostly zero.
    package enum SparseMethod: Sendable, Hashable {
        /// Croston's, both weights 0.1.
        case croston
        /// Croston's less the 5 % by which it is too high (Syntetos and Boylan).
        case correctedCroston
        /// Croston's with weights between 0.1 and 0.3.
        case optimisedCroston
        /// Teunter, Syntetos and Babai's, which falls while nothing happens; both weights 0.2.
        case tsb
        /// Smoothing of sums over the mean interval.
        case adida
        /// The mean of smoothing over sums of several lengths.
        case imapa
    }

    /// The expectation of the next `horizon` steps with a band per level, which lies between 0 and 1.
    ///
    /// Bands come from the forecaster's own misses from earlier origins (`RollingSpread`), made wider by a factor
    /// learnt on other series (`Calibration`).
    package func forecast(
        _ history: History, horizon: Int, levels: [Double] = [0.8, 0.95]
    ) throws(ForecastShortfall) -> Forecast {
        let needed = fewestKnown(history)
        guard history.known >= needed, let source = source(history) else {
            throw ForecastShortfall(needed: max(needed, history.known + 1), known: history.known)
        }
        var mean = [Double](repeating: 0, count: horizon)
        source.forecast(from: history.values.count, into: &mean)
        if history.isNonNegative { mean = mean.map { value in max(0, value) } }
        guard !levels.isEmpty else { return Forecast(mean: mean, bands: []) }
        let earliest = max(3, self == .seasonalNaive ? history.season : 0)
        let spread =
            RollingSpread(source, history, horizon: horizon, from: earliest)
            ?? RollingSpread(step: SmoothingStart(history).unit, history)
        let bands = levels.map { level in
            Calibration(history).band(
                level: level, around: mean, spread, isNonNegative: history.isNonNegative)
        }
        return Forecast(mean: mean, bands: bands)
    }

    /// The known steps without which there is no forecast.
    package func fewestKnown(_ history: History) -> Int {
        switch self {
        case .naive, .simpleSmoothing: 2
        case .seasonalNaive: history.season + 1
        case .smoothing(let model): model.parameters(season: history.season) + 2
        case .sparse: 2
        case .bestSmoothing, .theta, .dynamicTheta, .combination: 5
        }
    }

    private func source(_ history: History) -> (any PathSource)? {
        switch self {
        case .naive: return NaivePath(history, period: 1)
        case .seasonalNaive: return NaivePath(history, period: history.season)
        case .simpleSmoothing:
            let alpha = SimpleSmoothing.bestAlpha(history.values, from: 0.01, to: 0.99)
            return FlatPath(levels: SimpleSmoothing.levels(history.values, alpha))
        case .smoothing(let model):
            guard history.isPositive || model.error == .additive && model.season != .multiplicative else {
                return nil
            }
            return SmoothingFit(model, history, start: SmoothingStart(history))
        case .bestSmoothing:
            return SmoothingSelection.fits(history, effort: .thorough).min { left, right in
                left.aicc < right.aicc
            }
        case .theta: return Self.theta(history, isDynamic: false)
        case .dynamicTheta: return Self.theta(history, isDynamic: true)
        case .sparse(let method): return FlatPath(levels: SparseLevels.levels(history, [method]))
        case .combination: return Self.combination(history)
        }
    }

    private static func theta(_ history: History, isDynamic: Bool) -> (any PathSource)? {
        let (calm, indices) = SeasonalIndices.split(history)
        guard let theta = DynamicTheta(calm, isDynamic: isDynamic) else { return nil }
        return SeasonalPath(source: theta, indices: indices)
    }

    private static func combination(_ history: History) -> (any PathSource)? {
        guard !SparseLevels.isSparse(history) else {
            return FlatPath(levels: SparseLevels.levels(history, [.correctedCroston, .tsb, .adida]))
        }
        let (calm, indices) = SeasonalIndices.split(history)
        var parts: [(source: any PathSource, weight: Double)] = []
        if let theta = DynamicTheta(calm) { parts.append((SeasonalPath(source: theta, indices: indices), 2)) }
        let start = SmoothingStart(history)
        let fits = SmoothingSelection.promisingFits(history, start: start)
        if let average = SmoothingSelection.average(fits) { parts.append((average, 2)) }
        let damped = SmoothingModel(error: calm.isPositive ? .multiplicative : .additive, trend: .damped)
        // Without a season the damped trend may have been fitted already.
        let fitted = indices == nil ? fits.first { fit in fit.model == damped } : nil
        if let fit = fitted
            ?? SmoothingFit(
                damped, calm, start: indices == nil ? start : SmoothingStart(calm), effort: .quick)
        {
            parts.append((SeasonalPath(source: fit, indices: indices), 1))
        }
        return parts.isEmpty ? nil : CombinedPath(parts)
    }
}
