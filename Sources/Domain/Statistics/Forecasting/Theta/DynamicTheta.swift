/// The theta model with its weight optimised: exponential smoothing drawn towards the line of the history.
///
/// J. A. Fiorucci, T. R. Pellegrini, F. Louzada, F. Petropoulos and A. B. Koehler, "Models for Optimising the Theta
/// Method and Their Relationship to State Space Models", International Journal of Forecasting 32 (2016): the
/// forecast is level + (1 - 1/theta) ((1 - alpha)^t A + (1 - (1 - alpha)^(t+1)) / alpha B), where A and B are the
/// line through what was seen so far (dynamic) or through all of it (static).
///
/// For a given alpha the forecasts are linear in the first level and in 1 - 1/theta, so that both follow from two
/// normal equations, and only alpha is searched.
struct DynamicTheta: Sendable {
    let isDynamic: Bool
    let alpha: Double
    /// 1 - 1/theta, between 0 (plain smoothing) and 1 (theta without bound).
    let pull: Double
    let firstLevel: Double
    /// The mean squared one-step error, the first three steps left out.
    let meanSquare: Double
    private let states: [State]
    private let count: Int

    private struct State: Sendable {
        var level = 0.0
        var mean = 0.0
        var intercept = 0.0
        var slope = 0.0
        /// Known values so far, and the sums that a line through steps with gaps needs.
        var known = 0.0
        var meanStep = 0.0
        var stepSquares = 0.0
        var products = 0.0

        /// Learns the value at step `t`, counted from 1, for the line.
        mutating func extend(_ y: Double, at t: Double) {
            known += 1
            let stepOff = t - meanStep
            meanStep += stepOff / known
            let off = y - mean
            mean += off / known
            stepSquares += stepOff * (t - meanStep)
            products += stepOff * (y - mean)
            slope = stepSquares > 0 ? products / stepSquares : 0
            intercept = mean - slope * meanStep
        }
    }

    /// Nil with fewer than four known values.
    init?(_ history: History, isDynamic: Bool = true, theta: Double? = nil) {
        guard history.known >= 4 else { return nil }
        let problem = Problem(
            history.values, isDynamic: isDynamic, pull: theta.map { theta in 1 - 1 / theta })
        let alpha = GoldenSection.minimum(from: 0.1, to: 0.99, points: 9, tolerance: 2e-3) { alpha in
            problem.solve(alpha).squares
        }
        let solution = problem.solve(alpha)
        self.isDynamic = isDynamic
        self.alpha = alpha
        pull = solution.pull
        firstLevel = solution.level
        count = history.values.count
        meanSquare = solution.squares / Double(max(1, history.known - 3))
        states = Self.states(problem, alpha: alpha, level: solution.level)
    }

    private static func states(_ problem: Problem, alpha: Double, level first: Double) -> [State] {
        var states = problem.lines
        var level = first
        for t in problem.values.indices {
            let y = problem.values[t]
            if !y.isNaN { level += alpha * (y - level) }
            states[t + 1].level = level
        }
        states[0].level = first
        return states
    }

    /// Writes the forecasts of the steps after `origin` steps into `path`.
    func forecast(from origin: Int, into path: inout [Double]) {
        var state = states[origin]
        var power = 1.0
        let rest = 1 - alpha
        for _ in 0..<origin { power *= rest }
        for k in path.indices {
            let weight = (1 - power * rest) / alpha
            let value = state.level + pull * (power * state.intercept + weight * state.slope)
            path[k] = value
            state.level += alpha * (value - state.level)
            // The dynamic line goes on through the forecasts.
            if isDynamic { state.extend(value, at: Double(origin + k + 1)) }
            power *= rest
        }
    }
}

extension DynamicTheta {
    /// The least-squares problem behind one history.
    private struct Problem {
        let values: [Double]
        /// The line after t steps.
        let lines: [State]
        let fixedPull: Double?

        init(_ values: [Double], isDynamic: Bool, pull: Double?) {
            self.values = values
            fixedPull = pull
            var lines = [State](repeating: State(), count: values.count + 1)
            var state = State()
            for (t, y) in values.enumerated() {
                if !y.isNaN { state.extend(y, at: Double(t + 1)) }
                lines[t + 1] = state
            }
            if !isDynamic { for t in lines.indices { lines[t] = state } }
            self.lines = lines
        }

        struct Solution {
            var level: Double
            var pull: Double
            var squares: Double
        }

        /// The best first level and pull for a weight. The error is y - c - d level - w pull with c the level that
        /// the values alone make, d what is left of the first level, w what the line adds.
        func solve(_ alpha: Double) -> Solution {
            var (c, d, power) = (0.0, 1.0, 1.0)
            let rest = 1 - alpha
            var (yy, dd, ww, dw, dy, wy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
            var seen = 0
            for t in 0..<values.count {
                let y = values[t]
                if !y.isNaN {
                    if seen >= 3 {
                        let w = power * lines[t].intercept + (1 - power * rest) / alpha * lines[t].slope
                        let e = y - c
                        yy += e * e
                        dd += d * d
                        ww += w * w
                        dw += d * w
                        dy += d * e
                        wy += w * e
                    }
                    seen += 1
                    c += alpha * (y - c)
                    d *= rest
                }
                power *= rest
            }
            // The first value counts as one forecast from the initial states: without it they are nearly free.
            let anchor = values[0]
            dd += 1
            dw += anchor
            ww += anchor * anchor
            dy += anchor
            wy += anchor * anchor
            yy += anchor * anchor
            var pull = fixedPull ?? 0
            if fixedPull == nil {
                let determinant = dd * ww - dw * dw
                if determinant > 1e-12 * dd * ww { pull = (dd * wy - dw * dy) / determinant }
                pull = min(1, max(0, pull))
            }
            let level = (dy - pull * dw) / dd
            let squares =
                yy - 2 * (level * dy + pull * wy) + level * level * dd + 2 * level * pull * dw
                + pull * pull * ww
            return Solution(level: level, pull: pull, squares: max(0, squares))
        }
    }
}
