import Foundation

/// The one number that fits all revisits into a budget: weighted fresh days that a request must gain.
///
/// It is found from the targets themselves, not by a controller that chases a backlog, and it stays at its floor
/// unless more is wanted than the budget holds: the same world gets the same plan, whatever the speed, the number
/// of workers and the kills.
package struct FreshnessPrice: Sendable, Hashable, Comparable {
    /// Weighted fresh days per request.
    package let value: Double

    /// A request that gains half an hour of one character's freshness is always worth its while.
    package static let floor = FreshnessPrice(0.02)
    private static let ceiling = 1e4

    /// A price; the policy never goes below its floor.
    package init(_ value: Double) {
        self.value = value
    }

    /// Whether the budget holds everything that anyone wants.
    package var isFloor: Bool { self <= .floor }

    /// The price at which the targets ask for so many visits a day, good to a hundredth.
    ///
    /// `demand` tells the visits a day that a price leads to; it falls with the price. About a dozen prices are tried.
    package static func fitting(visitsPerDay: Double, demand: (FreshnessPrice) -> Double) -> FreshnessPrice {
        guard demand(.floor) > visitsPerDay else { return .floor }
        var (low, high) = (log(Self.floor.value), log(Self.ceiling))
        while high - low > 0.01 {
            let middle = (low + high) / 2
            if demand(FreshnessPrice(exp(middle))) > visitsPerDay { low = middle } else { high = middle }
        }
        return FreshnessPrice(exp(high))
    }

    /// As above for targets that `sample` stands for, each for `each` of them, asked again within the bounds.
    /// A thousand of a large population will do; about 20 ms for a thousand.
    package static func fitting(
        _ sample: [RevisitValue], each: Double, visitsPerDay: Double, within days: ClosedRange<Double>
    ) -> FreshnessPrice {
        fitting(visitsPerDay: visitsPerDay) { price in
            each * sample.reduce(0) { sum, value in sum + 1 / value.interval(at: price.value, within: days) }
        }
    }

    /// Orders by value.
    package static func < (left: FreshnessPrice, right: FreshnessPrice) -> Bool { left.value < right.value }
}
