/// Round numbers that cover a range of values: 1, 2, 2.5 or 5 times a power of ten apart.
struct NiceTicks: Hashable, Sendable {
    let values: [Double]
    /// How many decimals tell the values apart.
    let decimals: Int

    var domain: ClosedRange<Double> { (values.first ?? 0)...(values.last ?? 1) }

    /// About `count` ticks from at or below the range to at or above it.
    init(covering range: ClosedRange<Double>, count: Int, wholeNumbers: Bool = false) {
        let limit = 1e15
        let low = min(max(range.lowerBound, -limit), limit)
        var high = min(max(range.upperBound, -limit), limit)
        if high <= low { high = low + max(abs(low) * 1e-6, 1) }
        let step = Self.step(atLeast: (high - low) / Double(max(count, 1)), wholeNumbers: wholeNumbers)
        let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
        values = stride(from: first, through: last, by: 1).map { multiple in multiple * step }
        var (decimals, shifted) = (0, step)
        while decimals < 6, abs(shifted - shifted.rounded()) > 1e-6 {
            decimals += 1
            shifted *= 10
        }
        self.decimals = decimals
    }

    /// Ticks for a line: what changes fills the height, but a change that is small beside the values stays
    /// small, and an axis near zero starts at zero.
    static func forLine(_ values: [Double], count: Int, wholeNumbers: Bool = false) -> NiceTicks? {
        guard var low = values.min(), var high = values.max() else { return nil }
        let least = max(max(abs(low), abs(high)) * 0.08, wholeNumbers ? 4 : 1e-3)
        if high - low < least {
            let middle = (low + high) / 2
            (low, high) = (middle - least / 2, middle + least / 2)
            if let smallest = values.min(), smallest >= 0, low < 0 { (low, high) = (0, least) }
        }
        if low > 0, low < high * 0.4 { low = 0 }
        return NiceTicks(covering: low...high, count: count, wholeNumbers: wholeNumbers)
    }

    private static func step(atLeast raw: Double, wholeNumbers: Bool) -> Double {
        var power = 1.0
        while power * 10 <= raw { power *= 10 }
        while power > raw { power /= 10 }
        let candidates = [1, 2, 2.5, 5, 10].map { factor in factor * power }
        let nice = candidates.first { candidate in
            candidate >= raw * 0.999 && !(wholeNumbers && candidate != candidate.rounded())
        }
        return max(nice ?? 10 * power, wholeNumbers ? 1 : 0)
    }
}
