import Foundation

/// The logistic function: log odds to a probability.
package func logistic(_ logit: Double) -> Double {
    logit >= 0 ? 1 / (1 + exp(-logit)) : exp(logit) / (1 + exp(logit))
}

/// The log odds of a probability, kept finite.
package func logit(_ probability: Double) -> Double {
    let held = min(1 - 1e-12, max(1e-12, probability))
    return log(held / (1 - held))
}

/// A probability as a logistic function of features, with a penalty on large coefficients.
///
/// Ridge-penalised maximum likelihood by iteratively reweighted least squares: S. le Cessie and J. C. van
/// Houwelingen, "Ridge Estimators in Logistic Regression", Applied Statistics 41 (1992). Features are brought to
/// mean 0 and deviation 1 first, so that the penalty treats them alike; the intercept is not penalised. With one
/// row per subject and period it is the discrete-time hazard model of P. D. Allison, "Discrete-Time Methods for
/// the Analysis of Event Histories", Sociological Methodology 13 (1982). O(rows · features²) for each step.
package struct LogisticRegression: Sendable, Hashable {
    /// Change of the log odds per unit of each feature.
    package let coefficients: [Double]
    /// Log odds where every feature is 0.
    package let intercept: Double
    /// Mean of each feature in the rows it was learnt from.
    package let means: [Double]
    /// Standard errors of the coefficients, by the curvature of the penalised likelihood.
    package let errors: [Double]

    /// Learns from rows of features and whether the event came; nil without both outcomes or with ragged rows.
    ///
    /// `penalty` is half the price of a squared standardised coefficient, as 1/C of common libraries.
    package init?(_ rows: [[Double]], _ outcomes: [Bool], penalty: Double = 1) {
        guard let width = rows.first?.count, rows.count == outcomes.count,
            rows.allSatisfy({ row in row.count == width }),
            outcomes.contains(true), outcomes.contains(false)
        else { return nil }
        let scaling = Scaling(rows, width: width)
        let events = outcomes.count { outcome in outcome }
        var beta = [logit(Double(events) / Double(rows.count))] + [Double](repeating: 0, count: width)
        let design = rows.flatMap(scaling.standardised)
        var information = SymmetricMatrix(size: width + 1)
        var likelihood = Self.likelihood(design, outcomes, beta, penalty)
        for _ in 0..<100 {
            let step = Self.step(design, outcomes, beta, penalty)
            information = step.information
            guard let change = step.information.cholesky()?.solve(step.gradient) else { return nil }
            // A full step may overshoot and then wander for ever: it is halved until it climbs.
            var damping = min(1, 4 / max(1e-300, change.map(abs).max() ?? 0))
            var next = zip(beta, change).map { old, change in old + damping * change }
            var reached = Self.likelihood(design, outcomes, next, penalty)
            while !(reached >= likelihood), damping > 1e-9 {
                damping /= 2
                next = zip(beta, change).map { old, change in old + damping * change }
                reached = Self.likelihood(design, outcomes, next, penalty)
            }
            let length = damping * (change.map(abs).max() ?? 0)
            guard reached >= likelihood else { break }
            (beta, likelihood) = (next, reached)
            if length < 1e-10 { break }
        }
        guard let covariance = information.cholesky()?.inverse() else { return nil }
        means = scaling.means
        coefficients = (0..<width).map { index in beta[index + 1] / scaling.deviations[index] }
        errors = (0..<width).map { index in
            covariance[index + 1, index + 1].squareRoot() / scaling.deviations[index]
        }
        intercept = zip(coefficients, means).reduce(beta[0]) { sum, pair in sum - pair.0 * pair.1 }
    }

    /// The log odds of the event.
    package func logOdds(_ features: [Double]) -> Double {
        zip(coefficients, features).reduce(intercept) { sum, pair in sum + pair.0 * pair.1 }
    }

    /// The probability of the event.
    package func probability(_ features: [Double]) -> Double { logistic(logOdds(features)) }

    /// How much each feature moves the log odds away from those of the average row: the reasons of a prediction.
    package func contributions(_ features: [Double]) -> [Double] {
        coefficients.indices.map { index in coefficients[index] * (features[index] - means[index]) }
    }

    /// The penalised log likelihood; `design` holds the rows one after the other, as many numbers each as `beta`.
    private static func likelihood(
        _ design: [Double], _ outcomes: [Bool], _ beta: [Double], _ penalty: Double
    ) -> Double {
        let size = beta.count
        var sum = 0.0
        var start = 0
        for outcome in outcomes {
            var logOdds = 0.0
            for index in 0..<size { logOdds += beta[index] * design[start + index] }
            let told = outcome ? logOdds : -logOdds
            sum -= told > 0 ? log1p(exp(-told)) : log1p(exp(told)) - told
            start += size
        }
        return beta.dropFirst().reduce(sum) { sum, value in sum - penalty * value * value / 2 }
    }

    private static func step(
        _ design: [Double], _ outcomes: [Bool], _ beta: [Double], _ penalty: Double
    ) -> (information: SymmetricMatrix, gradient: [Double]) {
        let size = beta.count
        var products = [Double](repeating: 0, count: size * size)
        var gradient = [Double](repeating: 0, count: size)
        var start = 0
        for outcome in outcomes {
            var logOdds = 0.0
            for index in 0..<size { logOdds += beta[index] * design[start + index] }
            let probability = logistic(logOdds)
            let weight = max(1e-12, probability * (1 - probability))
            let surprise = (outcome ? 1 : 0) - probability
            for row in 0..<size {
                let value = design[start + row]
                gradient[row] += surprise * value
                let scaled = weight * value
                let place = row * size
                for column in 0...row { products[place + column] += scaled * design[start + column] }
            }
            start += size
        }
        var information = SymmetricMatrix(size: size, lower: products)
        for index in 1..<max(1, size) {
            information[index, index] += penalty
            gradient[index] -= penalty * beta[index]
        }
        return (information, gradient)
    }
}

/// How features are brought to one scale.
struct Scaling {
    let means: [Double]
    /// Population deviations; 1 for a feature that never varies, whose coefficient the penalty then holds at 0.
    let deviations: [Double]

    init(_ rows: [[Double]], width: Int) {
        let count = Double(rows.count)
        var means = [Double](repeating: 0, count: width)
        for row in rows { for index in 0..<width { means[index] += row[index] / count } }
        var squares = [Double](repeating: 0, count: width)
        for row in rows {
            for index in 0..<width {
                squares[index] += (row[index] - means[index]) * (row[index] - means[index])
            }
        }
        self.means = means
        deviations = squares.map { sum in
            let deviation = (sum / count).squareRoot()
            return deviation > 1e-12 ? deviation : 1
        }
    }

    /// A row at mean 0 and deviation 1, led by the 1 of the intercept.
    func standardised(_ row: [Double]) -> [Double] {
        [1] + row.indices.map { index in (row[index] - means[index]) / deviations[index] }
    }
}
