import Guilds

extension Insight.Cell {
    /// The cell as people read it; an unknown one is a dash.
    func text(in reading: SnapshotReading) -> String {
        switch self {
        case .text(let text): text
        // A tenth of a point says nothing where there are hundreds of points.
        case .number(let number):
            Wording.number(number, digits: number == number.rounded() || abs(number) >= 100 ? 0 : 1)
        case .date(let seconds): CalendarDate(Timestamp(seconds: seconds)).long
        case .member(let realm, let id): reading.name(realm: realm, id: id)
        case .unknown: "–"
        }
    }

    var isNumber: Bool {
        guard case .number = self else { return false }
        return true
    }

    var isMember: Bool {
        guard case .member = self else { return false }
        return true
    }
}

extension Timestamp {
    /// `22 Nov 2026, 19:20 UTC`.
    var longText: String {
        let clock = description.drop { character in character != "T" }.dropFirst().prefix(5)
        return "\(CalendarDate(self).long), \(clock) UTC"
    }
}
