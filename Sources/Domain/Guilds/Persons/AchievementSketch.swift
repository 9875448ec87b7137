/// The few of a character's achievements by which it is looked up among all others.
///
/// Each pair of achievement and second is mixed into a number, and the smallest numbers are kept: two
/// characters share an anchor about as often as they share achievements, so that whoever carried a history
/// over, or has it from the same account, is found through an index, and comrades of some raid evenings
/// hardly are. Source: A. Broder, "On the resemblance and containment of documents", 1997.
package struct AchievementSketch: Sendable, Hashable {
    /// How many anchors a sketch keeps at most.
    package static let size = 16
    /// Anchors that two sketches must share before the characters are compared.
    package static let sharedAtLeast = 2
    /// An anchor that more characters hold tells nothing: the game itself gave it to all of them at once.
    package static let crowd = 100

    /// The anchors, ascending as unsigned numbers, each once.
    package let anchors: [Int64]

    /// The sketch of these achievements, in whatever order they come.
    package init(_ earned: some Sequence<EarnedAchievement>) {
        let mixed = Set(earned.map(Self.anchor))
        anchors = mixed.sorted().prefix(Self.size).map { number in Int64(bitPattern: number) }
    }

    // The finalizer of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number
    // generators").
    private static func anchor(_ earned: EarnedAchievement) -> UInt64 {
        var mixed =
            UInt64(bitPattern: earned.completedAt.seconds) &* 0x9e37_79b9_7f4a_7c15
            ^ UInt64(truncatingIfNeeded: earned.id) << 40
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
