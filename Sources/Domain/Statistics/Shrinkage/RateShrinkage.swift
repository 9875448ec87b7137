import Foundation

/// Rates of small groups, such as joins per member and week, drawn towards what is usual.
///
/// Empirical Bayes with a gamma prior, fitted by maximum likelihood of the negative binomial distribution:
/// M. Greenwood and G. U. Yule, Journal of the Royal Statistical Society 83 (1920).
package struct RateShrinkage: Sendable, Hashable {
    /// One group: so many events while it was watched.
    package struct Group: Sendable, Hashable {
        /// Events that were counted.
        package var events: Int
        /// For how long, or over how many, they were counted, such as member-weeks; only what was observed.
        package var exposure: Double

        /// `events` in `exposure`.
        package init(_ events: Int, in exposure: Double) {
            self.events = events
            self.exposure = exposure
        }
    }

    /// What is believed of the rate of a group that was never watched.
    package let prior: GammaDistribution

    /// A prior that is already known.
    package init(prior: GammaDistribution) {
        self.prior = prior
    }

    /// Learns the prior from groups; nil with fewer than three that were watched at all.
    package init?(_ groups: [Group]) {
        let watched = groups.filter { group in group.exposure > 0 }
        guard watched.count >= 3 else { return nil }
        let events = watched.reduce(0) { sum, group in sum + group.events }
        let exposure = watched.reduce(0) { sum, group in sum + group.exposure }
        let pooled = (Double(events) + 0.5) / exposure
        var centre = log(pooled)
        var shape = 0.0
        for _ in 0..<12 {
            shape = peak(within: log(0.02)...log(1e6)) { value in Self.likelihood(watched, centre, value) }
            centre = peak(within: (centre - 3)...(centre + 3)) { value in
                Self.likelihood(watched, value, shape)
            }
        }
        prior = GammaDistribution(shape: exp(shape), rate: exp(shape - centre))
    }

    /// What is believed of the group's rate: its mean is the shrunken estimate, its quantiles the interval.
    package func posterior(_ group: Group) -> GammaDistribution {
        GammaDistribution(shape: prior.shape + Double(group.events), rate: prior.rate + group.exposure)
    }

    private static func likelihood(_ groups: [Group], _ centre: Double, _ logShape: Double) -> Double {
        let shape = exp(logShape)
        let rate = exp(logShape - centre)
        return groups.reduce(0) { sum, group in
            let k = Double(group.events)
            return sum + logGamma(shape + k) - logGamma(shape) + shape * log(rate)
                - (shape + k) * log(rate + group.exposure)
        }
    }
}
