import Foundation

/// The gamma distribution: what is believed of a rate that must be positive.
package struct GammaDistribution: Sendable, Hashable {
    /// The shape; as if so many events had been seen.
    package let shape: Double
    /// The rate, the inverse of a scale; as if they had been seen in so long a time.
    package let rate: Double

    /// Both must be above 0.
    package init(shape: Double, rate: Double) {
        precondition(shape > 0 && rate > 0, "a gamma distribution needs a positive shape and rate")
        self.shape = shape
        self.rate = rate
    }

    /// The expected value.
    package var mean: Double { shape / rate }

    /// The probability of a value up to `x`.
    package func cumulative(_ x: Double) -> Double { IncompleteGamma.lower(shape, x * rate) }

    /// The value up to which `probability` of the distribution lies; precise to about 1e-12 of itself.
    package func quantile(_ probability: Double) -> Double {
        guard probability > 0 else { return 0 }
        guard probability < 1 else { return .infinity }
        var high = max(1, shape)
        while IncompleteGamma.lower(shape, high) < probability { high *= 2 }
        return ascent(to: probability, within: 0...high) { x in IncompleteGamma.lower(shape, x) } / rate
    }
}
