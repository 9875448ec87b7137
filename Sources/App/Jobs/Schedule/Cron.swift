import Guilds

/// A cron schedule: minute, hour, day of month, month, day of week.
///
/// Where day of month and day of week are both restricted, a day fits that fits either, as in every cron since
/// Vixie's; a field that begins with `*` restricts nothing in this sense, also with a step.
package struct Cron: Sendable, Hashable {
    /// As it was written.
    package let text: String
    let minutes: CronField
    let hours: CronField
    private let days: CronField
    private let months: CronField
    private let weekdays: CronField

    /// Reads five fields; throws with a sentence for whoever wrote them.
    package init(_ text: String) throws(CronError) {
        let fields = text.split { letter in letter == " " || letter == "\t" }
        guard fields.count == 5 else {
            throw CronError(
                reason:
                    "a cron schedule has 5 fields (minute, hour, day, month, weekday), here are \(fields.count)"
            )
        }
        self.text = fields.joined(separator: " ")
        minutes = try CronField(fields[0], .minute)
        hours = try CronField(fields[1], .hour)
        days = try CronField(fields[2], .day)
        months = try CronField(fields[3], .month)
        weekdays = try CronField(fields[4], .weekday)
        guard canFit else { throw CronError(reason: "no month has such a day: “\(self.text)” never comes") }
    }

    /// Whether the schedule follows the clock around, as `*` and `*/2` do, rather than naming its hours.
    var followsClock: Bool { hours.isStar }

    /// Whether the schedule has slots on a day, by the calendar alone.
    func fits(_ date: CalendarDate, weekday: Int) -> Bool {
        guard months.contains(date.month) else { return false }
        let fitsDay = days.contains(date.day)
        let fitsWeekday = weekdays.contains(weekday)
        if days.isStar || weekdays.isStar { return fitsDay && fitsWeekday }
        return fitsDay || fitsWeekday
    }

    private var canFit: Bool {
        let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        if !days.isStar && !weekdays.isStar { return true }
        return (1...12).contains { month in
            months.contains(month) && (1...lengths[month - 1]).contains { day in days.contains(day) }
        }
    }
}

/// Why a cron schedule cannot be read.
package struct CronError: Error, Hashable {
    /// What is wrong with the expression.
    package let reason: String
}
