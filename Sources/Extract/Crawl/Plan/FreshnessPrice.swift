import Foundation
import Guilds

/// The one number that fits all revisits into a budget: weighted fresh days that a request must gain.
///
/// It rises while more falls due than the budget holds and sinks to its floor while it does not. It is moved by
/// counts and world time only, and stays at the floor unless an hour's budget lies waiting, so that the same world
/// gets the same plan whatever the speed, the number of workers and the kills.
package struct FreshnessPrice: Sendable, Hashable, Comparable {
    /// Weighted fresh days per request.
    package let value: Double

    /// A request that gains half an hour of one character's freshness is always worth its while.
    package static let floor = FreshnessPrice(0.02)
    private static let ceiling = 1e4

    package init(_ value: Double) {
        self.value = value
    }

    /// Whether the budget holds everything that anyone wants.
    package var isFloor: Bool { self <= .floor }

    /// The price after `elapsed` of world time in which `arrived` targets fell due, with `backlog` still waiting,
    /// at `perHour` requests of routine budget.
    ///
    /// ln price moves by the excess of the inflow and by the part of the backlog beyond an hour's budget, at most
    /// by a factor of e a step; without either, it falls back to the floor within days.
    package func next(arrived: Int, backlog: Int, perHour: Double, elapsed: Duration) -> FreshnessPrice {
        let hours = Double(elapsed.milliseconds) / 3_600_000
        guard hours > 0, perHour > 0 else { return self }
        let inflow = Double(arrived) / (perHour * hours) - 1
        let waiting = Double(backlog) / perHour - 1
        guard waiting > 0 || !isFloor else { return self }
        let push = 0.05 * min(max(inflow, -1), 4) + 0.02 * min(max(waiting, -1), 10)
        let step = min(max(push * hours, -1), 1)
        return FreshnessPrice(min(max(value * exp(step), Self.floor.value), Self.ceiling))
    }

    package static func < (left: FreshnessPrice, right: FreshnessPrice) -> Bool { left.value < right.value }
}
