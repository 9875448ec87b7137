import Guilds

/// What a visit to one target is worth, and with it when the next one pays.
///
/// Expected freshness is greatest under a budget when every visited target is asked again at the moment at which
/// V(T) = w (integral of S(u) du from 0 to T - T S(T)) reaches one price, the same for all: the gain of freshness by
/// another visit per request. With a known rate D this is Cho and Garcia-Molina's
/// (w / D)(1 - (1 + DT) exp(-DT)); with a learnt one S is the Lomax tail of `ChangeRate`, so that a target about
/// which little is known is looked at again in the end.
package struct RevisitValue: Sendable, Hashable {
    /// How much it matters that the target is current, relative to others.
    package let importance: Double
    /// What is believed of its change rate.
    package let rate: ChangeRate

    /// The value of visits to one target.
    package init(importance: Double, rate: ChangeRate) {
        self.importance = importance
        self.rate = rate
    }

    /// Weighted fresh days that a visit gains `days` after the one before. Grows with `days`.
    package func gain(after days: Double) -> Double {
        let survival = rate.survival(days)
        let integral = rate.rate / (rate.shape - 1) * (1 - survival * (rate.rate + days) / rate.rate)
        return importance * (integral - days * survival)
    }

    /// Days after which a visit is worth `price`, within the bounds; the upper one when it never is.
    package func interval(at price: Double, within bounds: ClosedRange<Double>) -> Double {
        guard gain(after: bounds.upperBound) > price else { return bounds.upperBound }
        guard gain(after: bounds.lowerBound) < price else { return bounds.lowerBound }
        var (low, high) = (bounds.lowerBound, bounds.upperBound)
        // Good to a minute in thirty days.
        for _ in 0..<16 {
            let middle = (low + high) / 2
            if gain(after: middle) < price { low = middle } else { high = middle }
        }
        return high
    }
}

extension Duration {
    /// Days of 24 hours, with fractions.
    package var days: Double { Double(milliseconds) / 86_400_000 }

    /// So many days of 24 hours, to the millisecond.
    package static func fractionalDays(_ count: Double) -> Duration {
        .milliseconds(Int64((count * 86_400_000).rounded()))
    }
}
