#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The states of a smoothing model along a history, and the derivatives of its likelihood.
///
/// In innovations form, with q = level + phi slope and e the error of the one-step forecast: level = q + alpha d,
/// slope = phi slope + beta d, season += gamma g, where d = g = e for additive and d = e / season, g = e / q for
/// multiplicative seasons (Hyndman et al. 2008, equations 2.12 and table 2.3). Errors of either kind lead to the
/// same states; only the likelihood differs. An unknown step carries the state on.
struct SmoothingTape {
    let model: SmoothingModel
    let period: Int
    /// After t steps; the first is the initial state.
    private(set) var level: [Double]
    private(set) var slope: [Double]
    /// The effect used at step t is entry t; the first `period` are initial.
    private(set) var season: [Double]
    /// One-step forecasts.
    private(set) var fitted: [Double]

    init(model: SmoothingModel, period: Int, steps: Int) {
        self.model = model
        self.period = model.season == .none ? 1 : period
        level = [Double](repeating: 0, count: steps + 1)
        slope = level
        season = [Double](repeating: 0, count: steps + self.period)
        fitted = [Double](repeating: 0, count: steps)
    }

    mutating func start(level first: Double, slope firstSlope: Double, season effects: ArraySlice<Double>) {
        level[0] = first
        slope[0] = firstSlope
        if model.season != .none {
            for (index, effect) in effects.enumerated() { season[index] = effect }
        }
    }

    /// Fills the tape from the initial states; false where a positive forecast is needed and there is none.
    mutating func run(_ values: [Double], _ weights: SmoothingWeights) -> Bool {
        var l = level[0]
        var b = slope[0]
        let (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
        let needsPositive = model.error == .multiplicative || model.season == .multiplicative
        switch model.season {
        case .none:
            for t in 0..<values.count {
                let q = l + phi * b
                let y = values[t]
                fitted[t] = q
                let e = y.isNaN ? 0 : y - q
                l = q + alpha * e
                b = phi * b + beta * e
                level[t + 1] = l
                slope[t + 1] = b
                if needsPositive, q <= 0 { return false }
            }
        case .additive:
            for t in 0..<values.count {
                let q = l + phi * b
                let s = season[t]
                let y = values[t]
                fitted[t] = q + s
                let e = y.isNaN ? 0 : y - q - s
                l = q + alpha * e
                b = phi * b + beta * e
                season[t + period] = s + gamma * e
                level[t + 1] = l
                slope[t + 1] = b
                if needsPositive, q + s <= 0 { return false }
            }
        case .multiplicative:
            for t in 0..<values.count {
                let q = l + phi * b
                let s = season[t]
                if q <= 0 || s <= 0 { return false }
                let y = values[t]
                let e = y.isNaN ? 0 : y - q * s
                fitted[t] = q * s
                let d = e / s
                l = q + alpha * d
                b = phi * b + beta * d
                season[t + period] = s + gamma * e / q
                level[t + 1] = l
                slope[t + 1] = b
            }
        }
        return true
    }

    /// Twice the negative logarithm of the likelihood up to a constant: n log(sum of squared errors), of relative
    /// errors with twice the sum of the logarithms of the forecasts added (Hyndman et al. 2008, equation 5.3).
    func criterion(_ values: [Double]) -> Double {
        var squares = 0.0
        var logarithms = 0.0
        var known = 0.0
        let isRelative = model.error == .multiplicative
        // One logarithm per product of a few forecasts is much cheaper than one per forecast.
        var product = 1.0
        for t in 0..<values.count {
            let y = values[t]
            if y.isNaN { continue }
            known += 1
            let f = fitted[t]
            if isRelative {
                let relative = (y - f) / f
                squares += relative * relative
                product *= f
                if product > 1e100 || product < 1e-100 {
                    logarithms += log(product)
                    product = 1
                }
            } else {
                squares += (y - f) * (y - f)
            }
        }
        return known * log(max(squares, 1e-300)) + 2 * (logarithms + log(product))
    }
}
