/// A keystone run of five.
struct Run: Sendable {
    /// A member of a run, as they were in it.
    struct Member: Sendable {
        /// The index of the character; nil for a stranger.
        var character: Int?
        var specialization: Int
        var itemLevel: Int
    }

    var index: Int
    var region: Region
    var period: Int
    /// The second of its end.
    var completed: Int
    var dungeon: Dungeon
    var level: Int
    /// In milliseconds.
    var duration: Int
    var members: [Member]

    var isTimed: Bool { duration <= dungeon.par }

    /// The rating of the run.
    ///
    /// The formula of timed runs is measured on real ones; what a run over time loses is not known and invented.
    var rating: Double {
        let base = 155 + 15 * Double(level - 2) + 15 * Double([4, 7, 10, 12].count { step in step <= level })
        let ratio = Double(duration) / Double(dungeon.par)
        if ratio <= 1 { return base + min(15, 15 * (1 - ratio) / 0.4) }
        guard ratio <= 1.4 else { return 0 }
        return max(0, min(320, base - 15 - 25 * (ratio - 1) / 0.4))
    }

    /// The numbers of the affixes of a period.
    static func affixes(period: Int) -> [(id: Int, name: String)] {
        let tyrannical = (9, "Tyrannical")
        let fortified = (10, "Fortified")
        let bargain = [(148, "Xal'atath's Bargain: Ascendant"), (158, "Xal'atath's Bargain: Voidbound")]
        return period % 2 == 0
            ? [bargain[period / 2 % 2], fortified, tyrannical]
            : [bargain[period / 2 % 2], tyrannical, fortified]
    }
}
