/// What `QuasiNewton` minimises: a value and its gradient.
protocol SmoothObjective {
    /// The value at a point; the gradient, of the same dimension, is overwritten.
    mutating func value(at point: [Double], gradient: inout [Double]) -> Double
}

/// Minimisation by the update of Broyden, Fletcher, Goldfarb and Shanno with a backtracking line search.
///
/// J. Nocedal and S. J. Wright, "Numerical Optimization", 2nd ed. (2006), algorithm 6.1, with the initial
/// scaling of equation 6.20. Fit for up to a few dozen dimensions. Deterministic.
struct QuasiNewton {
    /// Steps at most.
    var iterations = 60
    /// Two steps in a row that gain less than this end the search.
    var tolerance = 1e-6

    /// The best point found and its value.
    func minimise<Objective: SmoothObjective>(
        _ objective: inout Objective, from start: [Double]
    ) -> (point: [Double], value: Double) {
        let dimension = start.count
        var point = start
        var gradient = [Double](repeating: 0, count: dimension)
        var value = objective.value(at: point, gradient: &gradient)
        guard value.isFinite else { return (point, .infinity) }
        var inverse = InverseHessian(dimension: dimension)
        var direction = gradient
        var candidate = point
        var candidateGradient = gradient
        var smallGains = 0
        for iteration in 0..<iterations {
            inverse.descend(gradient, into: &direction)
            var slope = dot(direction, gradient)
            if slope >= 0 {
                inverse.reset()
                inverse.descend(gradient, into: &direction)
                slope = dot(direction, gradient)
            }
            guard slope < -1e-14 else { break }
            var step = iteration == 0 ? min(1, 0.5 / (-slope).squareRoot()) : 1
            var found = false
            var next = value
            for _ in 0..<14 {
                for i in 0..<dimension { candidate[i] = point[i] + step * direction[i] }
                next = objective.value(at: candidate, gradient: &candidateGradient)
                if next.isFinite, next <= value + 1e-4 * step * slope {
                    found = true
                    break
                }
                // The minimum of the parabola through the value, the slope and the new value.
                let bent = next.isFinite ? -slope * step / (2 * (next - value - slope * step)) : 0.2
                step *= min(0.5, max(0.1, bent))
            }
            guard found else { break }
            inverse.update(
                moved: { i in candidate[i] - point[i] },
                turned: { i in candidateGradient[i] - gradient[i] }, isFirst: iteration == 0)
            swap(&point, &candidate)
            swap(&gradient, &candidateGradient)
            smallGains = value - next < tolerance ? smallGains + 1 : 0
            value = next
            if smallGains == 2 { break }
        }
        return (point, value)
    }
}

/// An approximation of the inverse of the matrix of second derivatives.
private struct InverseHessian {
    private let dimension: Int
    private var entries: [Double]
    private var moved: [Double]
    private var turned: [Double]
    private var product: [Double]

    init(dimension: Int) {
        self.dimension = dimension
        entries = [Double](repeating: 0, count: dimension * dimension)
        moved = [Double](repeating: 0, count: dimension)
        turned = moved
        product = moved
        reset()
    }

    mutating func reset() { scale(1) }

    private mutating func scale(_ factor: Double) {
        for i in entries.indices { entries[i] = 0 }
        for i in 0..<dimension { entries[i * dimension + i] = factor }
    }

    func descend(_ gradient: [Double], into direction: inout [Double]) {
        for i in 0..<dimension {
            var sum = 0.0
            for j in 0..<dimension { sum -= entries[i * dimension + j] * gradient[j] }
            direction[i] = sum
        }
    }

    mutating func update(moved move: (Int) -> Double, turned turn: (Int) -> Double, isFirst: Bool) {
        var bend = 0.0
        var turnSquare = 0.0
        for i in 0..<dimension {
            moved[i] = move(i)
            turned[i] = turn(i)
            bend += moved[i] * turned[i]
            turnSquare += turned[i] * turned[i]
        }
        // Without curvature along the step the update would lose definiteness.
        guard bend > 1e-12, turnSquare > 0 else { return }
        if isFirst { scale(bend / turnSquare) }
        var quadratic = 0.0
        for i in 0..<dimension {
            var sum = 0.0
            for j in 0..<dimension { sum += entries[i * dimension + j] * turned[j] }
            product[i] = sum
            quadratic += sum * turned[i]
        }
        let outer = (1 + quadratic / bend) / bend
        for i in 0..<dimension {
            for j in 0..<dimension {
                entries[i * dimension + j] +=
                    outer * moved[i] * moved[j]
                    - (product[i] * moved[j] + moved[i] * product[j]) / bend
            }
        }
    }
}

private func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for i in left.indices { sum += left[i] * right[i] }
    return sum
}
