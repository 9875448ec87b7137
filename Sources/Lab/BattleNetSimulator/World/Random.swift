#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A seeded stream of random numbers: xoshiro256**, its state filled by SplitMix64.
///
/// Streams of different parts are independent, so that one thing in the world may draw more numbers without
/// changing any other.
struct Random: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    init(seed: UInt64, _ parts: Int...) {
        var mixed = seed
        for part in parts { mixed = Self.mix(mixed ^ Self.mix(UInt64(bitPattern: Int64(part)))) }
        var words: [UInt64] = []
        for step in 1...4 { words.append(Self.mix(mixed &+ UInt64(step) &* 0x9E37_79B9_7F4A_7C15)) }
        state = (words[0], words[1], words[2], words[3])
    }

    /// The finaliser of SplitMix64: spreads every bit of the input over the output.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = (state.3 << 45) | (state.3 >> 19)
        return result
    }

    /// A number in 0..<1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    mutating func int(below bound: Int) -> Int { bound <= 1 ? 0 : Int(unit() * Double(bound)) }

    mutating func int(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + int(below: range.upperBound - range.lowerBound + 1)
    }

    mutating func double(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + unit() * (range.upperBound - range.lowerBound)
    }

    /// A standard normal number (Box and Muller).
    mutating func normal() -> Double {
        let radius = (-2 * log(max(unit(), 1e-300))).squareRoot()
        return radius * cos(2 * .pi * unit())
    }

    /// A Poisson count; for means up to about 20.
    mutating func poisson(_ mean: Double) -> Int {
        let limit = exp(-mean)
        var product = unit()
        var count = 0
        while product > limit && count < 100 {
            product *= unit()
            count += 1
        }
        return count
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[int(below: elements.count)] }

    /// An index drawn in proportion to the weights.
    mutating func index(weights: [Double]) -> Int {
        var rest = unit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.count - 1
    }

    /// The elements in random order (Fisher and Yates; the standard library may change its own).
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for index in result.indices.dropFirst().reversed() { result.swapAt(index, int(below: index + 1)) }
        return result
    }
}

/// The logistic function.
func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
