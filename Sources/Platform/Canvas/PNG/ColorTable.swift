/// The colours of an image in the order in which they first occur: open addressing, since a dictionary's hash takes
/// longer than the rest of the work.
struct ColorTable {
    /// How many there can be; what comes after them counts as the last one. More than a drawing has.
    static let limit = 1 << 24

    /// In the order in which they first occur.
    private(set) var colors: [UInt32] = []
    /// How many pixels have each of them.
    private(set) var counts: [Int] = []
    /// 0 where a slot is free, else a colour and above it its place and 1.
    private var slots = [UInt64](repeating: 0, count: 1 << 13)
    /// Leaves as many upper bits of a hash as there are bits in a slot's number.
    private var shift: UInt32 = 32 - 13

    /// The place of the colour, a new one where it has not been asked for before.
    @inline(__always)
    mutating func place(of color: UInt32) -> UInt32 {
        let mask = slots.count &- 1
        var slot = start(of: color)
        while true {
            let entry = slots[slot]
            if entry == 0 { return add(color, at: slot) }
            if UInt32(truncatingIfNeeded: entry) == color {
                return UInt32(truncatingIfNeeded: entry >> 32) &- 1
            }
            slot = (slot &+ 1) & mask
        }
    }

    /// Counts the pixels of as many rows as these packed runs are told of.
    mutating func count(_ runs: ArraySlice<UInt32>, times: Int) {
        var counts = self.counts.mutableSpan
        for packed in runs {
            let run = Run(packed: packed)
            counts[run.place] += run.count * times
        }
    }

    /// Fibonacci hashing: the upper bits of the product with 2^32 over the golden ratio.
    @inline(__always)
    private func start(of color: UInt32) -> Int { Int((color &* 2_654_435_769) &>> shift) }

    @inline(never)
    private mutating func add(_ color: UInt32, at slot: Int) -> UInt32 {
        guard colors.count < Self.limit else { return UInt32(Self.limit - 1) }
        colors.append(color)
        counts.append(0)
        slots[slot] = UInt64(colors.count) << 32 | UInt64(color)
        if colors.count * 4 > slots.count { grow() }
        return UInt32(colors.count - 1)
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        shift -= 1
        let mask = slots.count - 1
        for entry in old where entry > 0 {
            var slot = start(of: UInt32(truncatingIfNeeded: entry))
            while slots[slot] > 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }
}
