#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A smoothing model fitted to a history by maximum likelihood, initial states included.
struct SmoothingFit: Sendable {
    let tape: SmoothingTape
    let weights: SmoothingWeights
    /// Twice the negative log-likelihood up to a constant that only the history decides.
    let criterion: Double
    /// Akaike's criterion corrected for short histories: smaller is better.
    let aicc: Double

    var model: SmoothingModel { tape.model }

    /// How much work a fit is worth.
    struct Effort: Sendable, Hashable {
        var iterations: Int
        var tolerance: Double
        /// Whether initial season effects are estimated; otherwise they stay those of the decomposition.
        var fitsSeason = true
        /// Whether slopes that change quickly or start steep need more evidence: a normal prior on the logit of
        /// beta / alpha (mean -2, variance 5/3) and on the first slope. It makes short histories forecast better.
        var hasPrior = false
        /// How many of the best starting points are followed.
        var starts = 1

        /// To the optimum for practical purposes.
        static let thorough = Effort(iterations: 200, tolerance: 1e-7, starts: 4)
        /// To about a hundredth of what one parameter is worth to the information criterion.
        static let quick = Effort(iterations: 20, tolerance: 0.05, fitsSeason: false, hasPrior: true)
    }

    /// Nil when the history is too short for the model, or not positive where the model needs it.
    init?(_ model: SmoothingModel, _ history: History, start: SmoothingStart, effort: Effort = .thorough) {
        let known = Double(history.known)
        let count = Double(model.parameters(season: history.season))
        guard known > count + 1 else { return nil }
        var objective = SmoothingObjective(model, history, start, effort)
        let search = QuasiNewton(iterations: effort.iterations, tolerance: effort.tolerance)
        var best: (point: [Double], value: Double)?
        for point in objective.starts().prefix(effort.starts) {
            let found = search.minimise(&objective, from: point)
            if found.value < best?.value ?? .infinity { best = found }
        }
        guard let best, objective.run(at: best.point) else { return nil }
        tape = objective.tape
        weights = objective.weights
        criterion = best.value
        aicc = best.value + 2 * count + 2 * count * (count + 1) / (known - count - 1)
    }

    /// Writes the forecasts of the steps after `origin` steps into `path`.
    func forecast(from origin: Int, into path: inout [Double]) {
        var drift = 0.0
        var fade = 1.0
        let base = tape.level[origin]
        let slope = tape.slope[origin]
        let period = tape.period
        var phase = 0
        for k in path.indices {
            fade *= weights.phi
            drift += fade
            let level = base + drift * slope
            switch model.season {
            case .none: path[k] = level
            case .additive: path[k] = level + tape.season[origin + phase]
            case .multiplicative: path[k] = level * tape.season[origin + phase]
            }
            phase = phase + 1 == period ? 0 : phase + 1
        }
    }
}

/// The criterion of a smoothing model as a function without bounds.
struct SmoothingObjective: SmoothObjective {
    private(set) var tape: SmoothingTape
    private(set) var weights = SmoothingWeights(alpha: 0.5)
    private let values: [Double]
    private let start: SmoothingStart
    private let fitsSeason: Bool
    private let hasPrior: Bool
    private let effects: [Double]
    private var gradient: SmoothingGradient

    init(_ model: SmoothingModel, _ history: History, _ start: SmoothingStart, _ effort: SmoothingFit.Effort)
    {
        tape = SmoothingTape(model: model, period: history.season, steps: history.values.count)
        values = history.values
        self.start = start
        fitsSeason = effort.fitsSeason
        hasPrior = effort.hasPrior
        effects = start.effects(model.season)
        gradient = SmoothingGradient(period: tape.period)
    }

    private var model: SmoothingModel { tape.model }
    private var hasTrend: Bool { model.trend != .none }
    private var dimension: Int {
        2 + (hasTrend ? 2 : 0) + (model.trend == .damped ? 1 : 0)
            + (model.season == .none ? 0 : 1 + (fitsSeason ? effects.count : 0))
    }

    /// A few sets of weights with the initial states that the history suggests, the most likely first.
    mutating func starts() -> [[Double]] {
        var found: [(point: [Double], value: Double)] = []
        let hasSeason = model.season != .none
        for memory in hasSeason ? [-2.0, -0.5, 1] : [-2.0, 0, 2] {
            for slope in hasTrend ? [-3.0, -1] : [0] {
                for season in hasSeason ? [-3.0, 0] : [0] {
                    var point = [memory]
                    if hasTrend { point.append(slope) }
                    if model.trend == .damped { point.append(1) }
                    if hasSeason { point.append(season) }
                    point += [Double](repeating: 0, count: dimension - point.count)
                    guard run(at: point) else { continue }
                    found.append((point, tape.criterion(values)))
                }
            }
        }
        return found.sorted { left, right in left.value < right.value }.map(\.point)
    }

    /// Sets weights and initial states from a point and runs the tape.
    mutating func run(at point: [Double]) -> Bool {
        var next = 1
        weights.alpha = 0.0001 + 0.9998 * logistic(point[0])
        weights.beta = 0
        weights.gamma = 0
        weights.phi = 0
        if hasTrend {
            weights.beta = weights.alpha * logistic(point[next])
            weights.phi = 1
            next += 1
        }
        if model.trend == .damped {
            weights.phi = 0.8 + 0.18 * logistic(point[next])
            next += 1
        }
        if model.season != .none {
            weights.gamma = (1 - weights.alpha) * logistic(point[next])
            next += 1
        }
        let level = start.level(model.season) + start.unit * point[next]
        next += 1
        var slope = 0.0
        if hasTrend {
            slope = start.slope(model.season) + start.unit * Self.slopeShare * point[next]
            next += 1
        }
        var season = effects
        if fitsSeason, model.season != .none {
            let unit = effectUnit
            for i in season.indices { season[i] += unit * point[next + i] }
        }
        tape.start(level: level, slope: slope, season: season[...])
        return tape.run(values, weights)
    }

    /// First slopes are much smaller than first levels.
    private static let slopeShare = 0.1

    private var effectUnit: Double {
        model.season == .multiplicative
            ? start.unit / max(abs(start.level(model.season)), start.unit) : start.unit
    }

    mutating func value(at point: [Double], gradient slopes: inout [Double]) -> Double {
        guard run(at: point) else { return .infinity }
        tape.differentiate(values, weights, into: &gradient)
        let atAlpha = logistic(point[0])
        let alpha = weights.alpha
        // Beta and gamma hang on alpha.
        var byAlpha = gradient.alpha
        var next = 1
        if hasTrend {
            let share = logistic(point[next])
            byAlpha += gradient.beta * share
            slopes[next] = gradient.beta * alpha * share * (1 - share)
            next += 1
        }
        if model.trend == .damped {
            let share = logistic(point[next])
            slopes[next] = gradient.phi * 0.18 * share * (1 - share)
            next += 1
        }
        if model.season != .none {
            let share = logistic(point[next])
            byAlpha -= gradient.gamma * share
            slopes[next] = gradient.gamma * (1 - alpha) * share * (1 - share)
            next += 1
        }
        slopes[0] = byAlpha * 0.9998 * atAlpha * (1 - atAlpha)
        slopes[next] = gradient.level * start.unit
        next += 1
        if hasTrend {
            slopes[next] = gradient.slope * start.unit * Self.slopeShare
            next += 1
        }
        if fitsSeason, model.season != .none {
            let unit = effectUnit
            for i in effects.indices { slopes[next + i] = gradient.season[i] * unit }
        }
        return tape.criterion(values) + prior(at: point, &slopes)
    }

    /// The prior's part of the criterion and of its gradient; 0 without one.
    private func prior(at point: [Double], _ slopes: inout [Double]) -> Double {
        guard hasTrend, hasPrior else { return 0 }
        let first = 2 + (model.trend == .damped ? 1 : 0) + (model.season == .none ? 0 : 1)
        let (share, slope) = (point[1] + 2, point[first + 1])
        slopes[1] += 0.6 * share
        slopes[first + 1] += 0.2 * slope
        return 0.3 * share * share + 0.1 * slope * slope
    }
}
