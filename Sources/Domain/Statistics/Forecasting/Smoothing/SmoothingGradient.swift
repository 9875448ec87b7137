/// The derivatives of a smoothing model's criterion by its weights and initial states.
struct SmoothingGradient {
    var alpha = 0.0
    var beta = 0.0
    var gamma = 0.0
    var phi = 0.0
    var level = 0.0
    var slope = 0.0
    /// By the initial season effects.
    var season: [Double]

    init(period: Int) { season = [Double](repeating: 0, count: period) }
}

extension SmoothingTape {
    /// The derivatives, by going back along a tape that has been run: the chain rule from the last step to the
    /// first, at about twice the cost of the run.
    func differentiate(
        _ values: [Double], _ weights: SmoothingWeights, into gradient: inout SmoothingGradient
    ) {
        let (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
        let isRelative = model.error == .multiplicative
        let (known, squares) = squaredErrors(values)
        let pull = 2 * known / max(squares, 1e-300)
        var (byAlpha, byBeta, byGamma, byPhi) = (0.0, 0.0, 0.0, 0.0)
        var byLevel = 0.0
        var bySlope = 0.0
        for i in gradient.season.indices { gradient.season[i] = 0 }
        var slot = (values.count - 1) % period
        for t in stride(from: values.count - 1, through: 0, by: -1) {
            let y = values[t]
            let b = slope[t]
            let isKnown = !y.isNaN
            let f = fitted[t]
            let e = isKnown ? y - f : 0
            // By the forecast itself.
            var byFit = 0.0
            if isKnown {
                byFit = isRelative ? -pull * (e / f) * y / (f * f) + 2 / f : -pull * e
            }
            var byQ = byLevel
            switch model.season {
            case .none:
                if isKnown {
                    byAlpha += byLevel * e
                    byBeta += bySlope * e
                    byQ += byFit - alpha * byLevel - beta * bySlope
                }
            case .additive:
                if isKnown {
                    let bySeason = gradient.season[slot]
                    byAlpha += byLevel * e
                    byBeta += bySlope * e
                    byGamma += bySeason * e
                    let through = byFit - alpha * byLevel - beta * bySlope - gamma * bySeason
                    byQ += through
                    gradient.season[slot] = bySeason + through
                }
            case .multiplicative:
                if isKnown {
                    let s = season[t]
                    let q = level[t] + phi * b
                    let bySeason = gradient.season[slot]
                    let d = e / s
                    let g = e / q
                    byAlpha += byLevel * d
                    byBeta += bySlope * d
                    byGamma += bySeason * g
                    let byD = alpha * byLevel + beta * bySlope
                    let byG = gamma * bySeason
                    let through = byFit - byD / s - byG / q
                    byQ += through * s - byG * g / q
                    gradient.season[slot] = bySeason + through * q - byD * d / s
                }
            }
            byPhi += b * (byQ + bySlope)
            byLevel = byQ
            bySlope = phi * (byQ + bySlope)
            slot = slot == 0 ? period - 1 : slot - 1
        }
        gradient.alpha = byAlpha
        gradient.beta = byBeta
        gradient.gamma = byGamma
        gradient.phi = byPhi
        gradient.level = byLevel
        gradient.slope = bySlope
    }

    private func squaredErrors(_ values: [Double]) -> (known: Double, squares: Double) {
        var known = 0.0
        var squares = 0.0
        for t in 0..<values.count {
            let y = values[t]
            if y.isNaN { continue }
            known += 1
            let error = model.error == .multiplicative ? (y - fitted[t]) / fitted[t] : y - fitted[t]
            squares += error * error
        }
        return (known, squares)
    }
}
