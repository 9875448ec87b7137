import Guilds

/// One of the guild's figures as the snapshot tells it: a row of `delta.figures`.
struct DigestFigure {
    /// The figures that digests know; the raw values are the names in the snapshot.
    enum Key: String, CaseIterable {
        case members, active, itemlevel, rating, runs, raiders
    }

    /// Where most of a change comes from.
    struct Source: Equatable {
        let kind: String
        let number: Int
        let share: Double
    }

    let key: Key
    let before: Double?
    let now: Double?
    let change: Double?
    let usual: Double?
    let spread: Double?
    let verdict: String
    /// 1 is the most unusual; nil for what stayed within the usual.
    let place: Int?
    let source: Source?

    init?(_ row: TableRow) {
        guard let key = row.text("Figure").flatMap(Key.init) else { return nil }
        self.key = key
        before = row.number("Week before")
        now = row.number("Last week")
        change = row.number("Change")
        usual = row.number("Usual change")
        spread = row.number("Usual distance")
        verdict = row.text("Verdict") ?? "unknown"
        place = row.number("Place among the unusual").map { place in Int(place) }
        source = row.text("From").flatMap { kind in
            row.number("Share %").map { share in
                Source(kind: kind, number: Int(row.number("Which") ?? 0), share: share / 100)
            }
        }
    }
}

extension DigestFigure.Key {
    /// In a list of numbers.
    var label: ReportPhrase {
        switch self {
        case .members: .figureMembers
        case .active: .figureActive
        case .itemlevel: .figureItemLevel
        case .rating: .figureRating
        case .runs: .figureRuns
        case .raiders: .figureRaiders
        }
    }

    /// At the head of a sentence.
    var subject: ReportPhrase {
        switch self {
        case .members: .headlineMembers
        case .active: .headlineActive
        case .itemlevel: .headlineItemLevel
        case .rating: .headlineRating
        case .runs: .headlineRuns
        case .raiders: .headlineRaiders
        }
    }
}

/// A row of a table among the insights, read by the names of its columns, so that a new column changes nothing.
struct TableRow {
    let columns: [String]
    let cells: [Insight.Cell]

    subscript(column: String) -> Insight.Cell {
        columns.firstIndex(of: column).flatMap { index in
            cells.indices.contains(index) ? cells[index] : nil
        } ?? .unknown
    }

    func text(_ column: String) -> String? {
        guard case .text(let text) = self[column] else { return nil }
        return text
    }

    func number(_ column: String) -> Double? {
        guard case .number(let number) = self[column], number.isFinite else { return nil }
        return number
    }

    /// Seconds since 1970.
    func date(_ column: String) -> Int64? {
        guard case .date(let seconds) = self[column] else { return nil }
        return seconds
    }

    func member(_ column: String) -> Insight.Cell? {
        guard case .member = self[column] else { return nil }
        return self[column]
    }
}
