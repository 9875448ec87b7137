import Guilds

extension Insight.Cell {
    /// The cell as people read it, numbers with the digits of their column; an unknown one is a dash.
    func text(in reading: SnapshotReading, digits: Int) -> String {
        switch self {
        case .text(let text): text
        case .number(let number): Wording.number(number, digits: digits)
        case .date(let seconds): CalendarDate(Timestamp(seconds: seconds)).long
        case .member(let realm, let id): reading.name(realm: realm, id: id)
        case .unknown: "–"
        }
    }

    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    var isPercentage: Bool {
        guard case .text(let text) = self else { return false }
        return text.hasSuffix("%")
    }
}

extension Timestamp {
    /// `22 Nov 2026, 19:20 UTC`.
    var longText: String {
        let clock = description.drop { character in character != "T" }.dropFirst().prefix(5)
        return "\(CalendarDate(self).long), \(clock) UTC"
    }
}
