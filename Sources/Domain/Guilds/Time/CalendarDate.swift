/// A day of the proleptic Gregorian calendar in UTC, for reports and file names.
///
/// Source of the conversion: Howard Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil).
package struct CalendarDate: Sendable, Hashable {
    /// Astronomical year: 0 is 1 BC.
    package let year: Int
    /// Month of the year, 1 to 12.
    package let month: Int
    /// Day of the month, 1 to 31.
    package let day: Int

    /// The day in UTC that holds the moment, also before 1970.
    package init(_ timestamp: Timestamp) {
        let days = Int((Double(timestamp.seconds) / 86_400).rounded(.down))
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// `2026-11-22`.
    package var iso: String { "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))" }

    /// `22 Nov`.
    package var short: String { "\(day) \(Self.monthNames[month - 1])" }

    /// `22 Nov 2026`.
    package var long: String { "\(short) \(year)" }

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC to the second, `2026-11-22T19:20:00Z`.
    @usableFromInline package var description: String {
        let second = seconds - (Timestamp.dayStart(seconds))
        let clock = [second / 3600, second / 60 % 60, second % 60].map { part in padded(Int(part), to: 2) }
        return "\(CalendarDate(self).iso)T\(clock.joined(separator: ":"))Z"
    }

    private static func dayStart(_ seconds: Int64) -> Int64 {
        let remainder = seconds % 86_400
        return seconds - (remainder < 0 ? remainder + 86_400 : remainder)
    }
}

private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Timestamp {
    /// Reads `2026-11-22` or `2026-11-22T19:20:00Z`, both in UTC; nil for anything else.
    package init?(iso text: String) {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let date = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { part in Int64(part)
        }
        guard date.count == 3, let year = date[0], let month = date[1], let day = date[2],
            (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var second: Int64 = 0
        if parts.count == 2 {
            guard let clock = Self.secondOfDay(parts[1]) else { return nil }
            second = clock
        }
        let moment = Timestamp(seconds: Self.daysFromCivil(year, month, day) * 86_400 + second)
        // A day that its month does not have would come back as another date.
        guard CalendarDate(moment).iso == String(parts[0]) else { return nil }
        self = moment
    }

    private static func secondOfDay(_ text: Substring) -> Int64? {
        guard text.hasSuffix("Z") else { return nil }
        let clock = text.dropLast().split(separator: ":", omittingEmptySubsequences: false).map { part in
            Int64(part)
        }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    // The inverse of CalendarDate's conversion, from the same source.
    private static func daysFromCivil(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
