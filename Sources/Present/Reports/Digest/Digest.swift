/// A digest before it takes a form: what is said, and in which order it goes when there is too much.
struct Digest {
    var title: DigestText?
    var headline: DigestText
    var numbers: [DigestNumber]
    var lines: [DigestLine]
    /// As-of, coverage and what is missing: always there.
    var footer: DigestText
    /// Of the edition: `Weekly digest for officers`.
    let edition: DigestText
    let notice: DigestText?
    let guild: DigestText
}

/// One figure with its change since the reset before.
struct DigestNumber: Hashable {
    let label: DigestText
    let value: DigestText
    /// Nil when one of the two weeks is unknown.
    let change: DigestText?
}

/// A labelled list of one line.
struct DigestLine {
    /// What a line is about; of two, the lesser is dropped first.
    enum Kind: Int, CaseIterable, Comparable {
        case promotions, welcome, left, risk, movers, forecast, kills, absences, decisions

        /// Whether the line goes as a whole before any other gives up a thing.
        var isExtra: Bool { self < .movers }

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    let kind: Kind
    let label: DigestText
    /// The most important first.
    var items: [DigestText]
    /// So many stay as long as another line can give something up.
    var least = 1
    /// How many items are not shown.
    var hidden = 0
    /// Whether the line says how many are not shown.
    var countsHidden = true
}
