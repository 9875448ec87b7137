/// A day of the Gregorian calendar in UTC.
struct CalendarDay: Hashable, Sendable {
    var year: Int
    /// 1 to 12.
    var month: Int
    var day: Int

    init(year: Int, month: Int, day: Int = 1) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day of a moment in seconds since 1970; moments beyond the year 9999 are taken as its end.
    init(secondsSince1970 seconds: Double) {
        let days = Int((min(max(seconds, -62_135_596_800), 253_402_300_799) / 86_400).rounded(.down))
        // Counting from 1 March of year 0 puts the leap day last in its year, and in its 400 years.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Midnight at the day's start, in seconds since 1970.
    var secondsSince1970: Double {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Double(era * 146_097 + dayOfEra - 719_468) * 86_400
    }

    /// The first day of the month `count` months later.
    func monthStart(after count: Int) -> CalendarDay {
        let months = year * 12 + month - 1 + count
        return CalendarDay(year: months / 12, month: months % 12 + 1)
    }
}

extension CalendarDay {
    /// 0 is Monday.
    var weekday: Int {
        // 1 January 1970 was a Thursday.
        let days = Int((secondsSince1970 / 86_400).rounded(.down))
        return ((days + 3) % 7 + 7) % 7
    }

    /// The day this many days later.
    func adding(days: Int) -> CalendarDay {
        CalendarDay(secondsSince1970: secondsSince1970 + Double(days) * 86_400)
    }
}
