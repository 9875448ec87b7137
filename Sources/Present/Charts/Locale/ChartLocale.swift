/// How numbers, dates and words are written: a value that is passed in, never the process's own locale.
package struct ChartLocale: Hashable, Sendable {
    /// A language that every phrase exists in.
    package enum Language: String, Sendable, CaseIterable {
        case english = "en"
        case german = "de"
    }

    /// Of words, months and number forms.
    package var language: Language
    /// Of days and hours.
    package var zone: ChartZone

    /// In UTC unless told otherwise.
    package init(_ language: Language, zone: ChartZone = .utc) {
        self.language = language
        self.zone = zone
    }

    /// English in UTC.
    package static let english = ChartLocale(.english)
    /// German in UTC.
    package static let german = ChartLocale(.german)

    /// A number as people read it: "1,234.5" or "1.234,5", with a real minus sign.
    package func number(_ value: Double, decimals: Int = 0) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return phrase(.noData) }
        let scale = (0..<max(decimals, 0)).reduce(1.0) { product, _ in product * 10 }
        let units = Int64((abs(value) * scale).rounded())
        let (whole, rest) = units.quotientAndRemainder(dividingBy: Int64(scale))
        var text = grouped(whole)
        if decimals > 0 {
            let digits = String(rest)
            text += language.decimalPoint + String(repeating: "0", count: decimals - digits.count) + digits
        }
        return value < 0 && units != 0 ? "\u{2212}" + text : text
    }

    /// A whole number as people read it.
    package func number(_ value: Int) -> String { number(Double(value)) }

    /// A change as people read it, with its sign: "+12".
    package func change(_ value: Double, decimals: Int = 0) -> String {
        let text = number(value, decimals: decimals)
        return value > 0 && text != number(0, decimals: decimals) ? "+" + text : text
    }

    /// A share as people read it: "37 %".
    package func percent(_ share: Double) -> String { "\(number(share * 100))\u{00A0}%" }

    /// An axis's number: beyond a million in millions, so that ticks stay narrow.
    func tick(_ value: Double, decimals: Int, greatest: Double) -> String {
        let units = [(1e12, Phrase.trillions), (1e9, .billions), (1e6, .millions)]
        guard let (unit, word) = units.first(where: { unit, _ in greatest >= unit * 0.999 }) else {
            return number(value, decimals: decimals)
        }
        let scaled = value / unit
        let places = [0, 1, 2].first { places in
            let factor = [1.0, 10, 100][places]
            return abs(scaled * factor - (scaled * factor).rounded()) < 1e-6
        }
        return value == 0 ? "0" : number(scaled, decimals: places ?? 2) + "\u{00A0}" + phrase(word)
    }

    private func grouped(_ whole: Int64) -> String {
        let digits = Array(String(whole))
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) {
                text.append(language.groupMark)
            }
            text.append(digit.element)
        }
    }
}

extension ChartLocale {
    /// Such as "5 May" or "5. Mai": the reader's day at a moment.
    package func day(at time: Double) -> String { short(zone.day(at: time)) }

    /// Such as "5 May 2025" or "5. Mai 2025".
    package func date(at time: Double) -> String {
        let day = zone.day(at: time)
        return "\(short(day)) \(day.year)"
    }

    /// Such as "5 May" or "5. Mai 2025": a day of the calendar, months from 1 on; without a year where it is nil.
    package func day(_ day: Int, month: Int, year: Int?) -> String {
        let words = short(CalendarDay(year: year ?? 0, month: month, day: day))
        return year.map { year in "\(words) \(year)" } ?? words
    }

    /// What stands between groups of three digits, and before decimals.
    package var numberMarks: (group: String, point: String) { (language.groupMark, language.decimalPoint) }

    /// Source, as-of and coverage in one line: "Battle.net API · as of 5 May 2025 · 97 % seen".
    ///
    /// The most important comes first: where a line is short, the pieces at its end are left out.
    package func sourceLine(_ source: String, asOf time: Int64, coverage: Double = 1) -> String {
        let seen = coverage < 0.995 ? [phrase(.seen, percent(coverage))] : []
        return ([phrase(.asOf, date(at: Double(time)))] + seen + [source]).joined(separator: " · ")
    }

    func month(_ day: CalendarDay) -> String { language.months[(day.month - 1) % 12] }

    func short(_ day: CalendarDay) -> String {
        "\(day.day)\(language == .german ? "." : "") \(month(day))"
    }
}

extension ChartLocale.Language {
    fileprivate var decimalPoint: String { self == .german ? "," : "." }
    fileprivate var groupMark: String { self == .german ? "." : "," }

    fileprivate var months: [String] {
        switch self {
        case .english: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        case .german: ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]
        }
    }

    /// From Monday on.
    var weekdays: [String] {
        switch self {
        case .english: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        case .german: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]
        }
    }
}
