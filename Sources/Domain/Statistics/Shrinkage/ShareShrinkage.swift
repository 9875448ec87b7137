import Foundation

/// Shares of small groups, drawn towards what is usual: the less a group has been seen, the more.
///
/// Empirical Bayes with a beta prior, fitted to all groups by maximum likelihood of the beta-binomial distribution:
/// J. G. Skellam, Journal of the Royal Statistical Society B 10 (1948); B. Efron and C. Morris, "Data Analysis Using
/// Stein's Estimator and Its Generalizations", Journal of the American Statistical Association 70 (1975).
package struct ShareShrinkage: Sendable, Hashable {
    /// One group: so many of so many.
    package struct Group: Sendable, Hashable {
        /// How many of the group did it.
        package var events: Int
        /// How many could have.
        package var count: Int

        /// `events` of `count`.
        package init(_ events: Int, of count: Int) {
            self.events = events
            self.count = count
        }
    }

    /// What is believed of the share of a group that was never seen.
    package let prior: BetaDistribution

    /// A prior that is already known.
    package init(prior: BetaDistribution) {
        self.prior = prior
    }

    /// Learns the prior from groups; nil with fewer than three that were seen at all.
    ///
    /// Where the groups do not differ by more than chance, the prior is as strong as a million sightings.
    package init?(_ groups: [Group]) {
        let seen = groups.filter { group in group.count > 0 }
        guard seen.count >= 3 else { return nil }
        let events = seen.reduce(0) { sum, group in sum + group.events }
        let total = seen.reduce(0) { sum, group in sum + group.count }
        var centre = logit((Double(events) + 0.5) / (Double(total) + 1))
        var strength = log(10.0)
        for _ in 0..<12 {
            strength = peak(within: log(0.05)...log(1e6)) { value in Self.likelihood(seen, centre, value) }
            centre = peak(within: (centre - 3)...(centre + 3)) { value in
                Self.likelihood(seen, value, strength)
            }
        }
        let (share, weight) = (logistic(centre), exp(strength))
        prior = BetaDistribution(successes: share * weight, failures: (1 - share) * weight)
    }

    /// What is believed of the group's share: its mean is the shrunken estimate, its quantiles the interval.
    package func posterior(_ group: Group) -> BetaDistribution {
        BetaDistribution(
            successes: prior.successes + Double(group.events),
            failures: prior.failures + Double(group.count - group.events))
    }

    private static func likelihood(_ groups: [Group], _ centre: Double, _ strength: Double) -> Double {
        let weight = exp(strength)
        let a = max(1e-9, logistic(centre) * weight)
        let b = max(1e-9, weight - a)
        let none = logGamma(a) + logGamma(b) - logGamma(a + b)
        return groups.reduce(0) { sum, group in
            let (k, n) = (Double(group.events), Double(group.count))
            return sum + logGamma(a + k) + logGamma(b + n - k) - logGamma(a + b + n) - none
        }
    }
}

/// The argument at which a function with one peak is highest, by golden section.
func peak(within bounds: ClosedRange<Double>, _ function: (Double) -> Double) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (bounds.lowerBound, bounds.upperBound)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (leftValue, rightValue) = (function(left), function(right))
    while high - low > 1e-8 * max(1, abs(low) + abs(high)) {
        if leftValue > rightValue {
            (high, right, rightValue) = (right, left, leftValue)
            left = high - ratio * (high - low)
            leftValue = function(left)
        } else {
            (low, left, leftValue) = (left, right, rightValue)
            right = low + ratio * (high - low)
            rightValue = function(right)
        }
    }
    return (low + high) / 2
}
