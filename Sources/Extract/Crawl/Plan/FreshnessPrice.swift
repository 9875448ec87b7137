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

    /// The price at which the targets ask for so many visits a day.
    ///
    /// `sample` stands for the targets, each for `each` of them. A thousand of a large population will do, and
    /// the answer is good to a hundredth; about 20 ms for a thousand. A visit that finds a change costs `woken`
    /// requests more, which count as visits.
    package static func fitting(
        _ sample: [RevisitValue], each: Double, visitsPerDay: Double, within days: ClosedRange<Double>,
        woken: Double = 0
    ) -> FreshnessPrice {
        func demand(_ price: Double) -> Double {
            each
                * sample.reduce(0) { sum, value in
                    let interval = value.interval(at: price, within: days)
                    return sum + (1 + woken * (1 - value.rate.survival(interval))) / interval
                }
        }
        guard demand(Self.floor.value) > visitsPerDay else { return .floor }
        var (low, high) = (log(Self.floor.value), log(Self.ceiling))
        while high - low > 0.01 {
            let middle = (low + high) / 2
            if demand(exp(middle)) > visitsPerDay { low = middle } else { high = middle }
        }
        return FreshnessPrice(exp(high))
    }

    /// Orders by value.
    package static func < (left: FreshnessPrice, right: FreshnessPrice) -> Bool { left.value < right.value }
}
