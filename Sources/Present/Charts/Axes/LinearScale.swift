/// Maps values to places in proportion.
struct LinearScale: Hashable, Sendable {
    let domain: ClosedRange<Double>
    let start: Double
    let end: Double

    /// `domain`'s lower bound is placed at `start`, its upper bound at `end`.
    init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
        self.domain = domain
        self.start = start
        self.end = end
    }

    func callAsFunction(_ value: Double) -> Double {
        let span = domain.upperBound - domain.lowerBound
        guard span > 0 else { return (start + end) / 2 }
        return start + (value - domain.lowerBound) / span * (end - start)
    }
}
