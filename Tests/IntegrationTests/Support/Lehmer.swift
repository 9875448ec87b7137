/// The generator of Park and Miller: the same seed gives the same moments.
struct Lehmer: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed % 2_147_483_646 + 1
    }

    private mutating func step() -> UInt64 {
        state = state * 48_271 % 2_147_483_647
        return state
    }

    mutating func next() -> UInt64 { step() << 42 ^ step() << 21 ^ step() }
}
