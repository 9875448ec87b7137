import Foundation

/// A correction of what adds up to a chance over time: the logarithm of the cumulative hazard on a line.
///
/// A slope below 1 spreads the times further apart than was told, and a chance that rises with time still does
/// afterwards. It is the recalibration of D. R. Cox, "Two Further Applications of a Model for Binary Regression",
/// Biometrika 45 (1958), with the complementary log-log link of proportional hazards.
package struct HazardLine: Sendable, Hashable, Codable {
    /// The logarithm of what a cumulative hazard of 1 becomes.
    package var intercept: Double
    /// How the logarithms are spread; above 0.
    package var slope: Double

    /// No correction.
    package static let none = HazardLine(intercept: 0, slope: 1)

    /// A correction that is known.
    package init(intercept: Double, slope: Double) {
        self.intercept = intercept
        self.slope = slope
    }

    /// The line under which what came is likeliest, by damped Fisher scoring; nil without both outcomes.
    ///
    /// Drawn a little towards no correction, as if `doubt` were the standard error of both numbers before.
    package init?(_ predictions: [Prediction], doubt: Double = 1) {
        guard predictions.contains(where: \.happened), !predictions.allSatisfy(\.happened) else { return nil }
        let rows = predictions.map { one in
            let held = min(1 - 1e-9, max(1e-9, one.probability))
            return (x: log(-log1p(-held)), happened: one.happened)
        }
        let price = 1 / (doubt * doubt)
        func likelihood(_ line: HazardLine) -> Double {
            rows.reduce(-price / 2 * (line.intercept * line.intercept + (line.slope - 1) * (line.slope - 1)))
            {
                sum, row in
                let hazard = exp(line.intercept + line.slope * row.x)
                return sum + (row.happened ? log(max(1e-300, -expm1(-hazard))) : -hazard)
            }
        }
        var line = HazardLine.none
        var best = likelihood(line)
        for _ in 0..<100 {
            let change = Self.step(line, rows, price)
            var damping = 1.0
            var next = line.moved(change, by: damping)
            var reached = likelihood(next)
            while !(reached >= best), damping > 1e-9 {
                damping /= 2
                next = line.moved(change, by: damping)
                reached = likelihood(next)
            }
            guard reached >= best else { break }
            let length = abs(next.intercept - line.intercept) + abs(next.slope - line.slope)
            (line, best) = (next, reached)
            if length < 1e-10 { break }
        }
        self = HazardLine(intercept: line.intercept, slope: max(0.05, line.slope))
    }

    /// The corrected cumulative hazard.
    package func callAsFunction(_ hazard: Double) -> Double {
        hazard > 0 ? exp(intercept + slope * log(hazard)) : 0
    }

    private func moved(_ change: (Double, Double), by damping: Double) -> HazardLine {
        HazardLine(intercept: intercept + damping * change.0, slope: slope + damping * change.1)
    }

    /// One step of Fisher scoring.
    private static func step(
        _ line: HazardLine, _ rows: [(x: Double, happened: Bool)], _ price: Double
    ) -> (Double, Double) {
        var (a, b, c) = (price, 0.0, price)
        var (f, g) = (-price * line.intercept, -price * (line.slope - 1))
        for row in rows {
            let hazard = exp(min(30, line.intercept + line.slope * row.x))
            let chance = max(1e-12, -expm1(-hazard))
            let rest = max(1e-12, exp(-hazard))
            let rise = hazard * rest
            let weight = rise * rise / (chance * rest)
            let score = ((row.happened ? 1 : 0) - chance) * rise / (chance * rest)
            (a, b, c) = (a + weight, b + weight * row.x, c + weight * row.x * row.x)
            (f, g) = (f + score, g + score * row.x)
        }
        let determinant = a * c - b * b
        return ((c * f - b * g) / determinant, (a * g - b * f) / determinant)
    }
}
