import Guilds

extension Insight.Cell {
    /// The cell as people read it, numbers with the digits of their column; an unknown one is a dash.
    func text(in reading: SnapshotReading, _ words: ReportWords, digits: Int) -> String {
        switch self {
        case .text(let text): words.label(text)
        case .number(let number): words.number(number, digits: digits)
        case .date(let seconds): words.date(CalendarDate(Timestamp(seconds: seconds)))
        case .member(let realm, let id):
            reading.knownName(realm: realm, id: id) ?? words.text(.pageNameRemoved)
        case .unknown: "–"
        }
    }

    /// A number by which the cell is sorted: its own, a day's seconds, a share's percent; nil for words.
    var order: String? {
        switch self {
        case .number(let number): "\(number)"
        case .date(let seconds): "\(seconds)"
        case .text(let text) where isPercentage:
            Double(
                text.dropLast().replacing("\u{2212}", with: "-").replacing("+", with: "")
                    .filter { letter in letter != "," && !letter.isWhitespace }
            ).map { share in "\(share)" }
        case .text, .member, .unknown: nil
        }
    }

    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// Whether the cell tells nothing.
    var isBlank: Bool { self == .unknown || self == .text("") }

    /// Of a text in letters; 0 for others, which are short.
    var length: Int {
        guard case .text(let text) = self else { return 0 }
        return text.count
    }

    var isPercentage: Bool {
        guard case .text(let text) = self else { return false }
        return text.hasSuffix("%") && text.contains { letter in letter.isNumber }
    }
}
