/// Two values between which something lies.
package struct Interval: Sendable, Hashable {
    /// The lower bound; one of the ranked slopes or averages, not interpolated.
    package let low: Double
    /// The upper bound; one of the ranked slopes or averages, not interpolated.
    package let high: Double

    /// The values `reach` ranks below and above the middle of an ascending sample, one rank wider on each side
    /// to be safe; nil where the sample does not reach so far, so that it gives no bound.
    init?(ofSorted values: [Double], reach: Double) {
        let middle = Double(values.count) / 2
        let below = Int((middle - reach).rounded(.toNearestOrEven)) - 1
        let above = Int((middle + reach).rounded(.toNearestOrEven))
        guard below >= 0, above < values.count else { return nil }
        low = values[below]
        high = values[above]
    }
}
