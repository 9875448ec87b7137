import Foundation

/// The beta distribution: what is believed of a share between 0 and 1.
package struct BetaDistribution: Sendable, Hashable {
    /// As if so many successes had been seen.
    package let successes: Double
    /// As if so many failures had been seen.
    package let failures: Double

    /// Both must be above 0.
    package init(successes: Double, failures: Double) {
        precondition(successes > 0 && failures > 0, "a beta distribution needs two positive counts")
        self.successes = successes
        self.failures = failures
    }

    /// The expected share.
    package var mean: Double { successes / (successes + failures) }

    /// The probability of a share up to `x`: the regularised incomplete beta function.
    ///
    /// The continued fraction of the NIST Digital Library of Mathematical Functions, 8.17.22, summed by Lentz's
    /// method on the side where it converges fast. Precise to about 1e-13.
    package func cumulative(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let (a, b) = (successes, failures)
        let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
        return x < (a + 1) / (a + b + 2)
            ? front * Self.fraction(a, b, x) / a : 1 - front * Self.fraction(b, a, 1 - x) / b
    }

    /// The share up to which `probability` of the distribution lies.
    package func quantile(_ probability: Double) -> Double {
        guard probability > 0 else { return 0 }
        guard probability < 1 else { return 1 }
        return ascent(to: probability, within: 0...1) { x in cumulative(x) }
    }

    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
        var value = d
        for step in 1...10_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonzero(1 + even * d)
            c = nonzero(1 + even / c)
            value *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonzero(1 + odd * d)
            c = nonzero(1 + odd / c)
            value *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return value
    }
}
