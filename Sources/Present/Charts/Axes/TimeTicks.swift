/// A date on the time axis.
struct TimeTick: Hashable, Sendable {
    /// Seconds since 1970.
    var time: Double
    var label: String
    /// Set where a year begins and on the first tick.
    var year: String?
}

/// Chooses dates for a time axis: single weeks, months, quarters or years, as many as have room.
enum TimeTicks {
    private static let monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200]

    /// Ticks at the moments themselves, or every other one, when the time is short; else at months or years.
    ///
    /// `width` is the axis's in logical pixels: a day with its month takes 76 of them, a month 62.
    static func ticks(for times: [Double], in domain: ClosedRange<Double>, width: Double) -> [TimeTick] {
        let room = Int(max(width, 0) / 76)
        let moments = Set(times).sorted()
        if let first = moments.first, let last = moments.last {
            let isShort = last - first < 100 * 86_400
            let every = [1, 2].first { step in (moments.count + step - 1) / step <= max(room, 1) }
            if let every, isShort || moments.count <= 4 {
                let chosen = stride(from: 0, to: moments.count, by: every).map { index in moments[index] }
                return labelled(
                    chosen.map { time in (time, CalendarDay(secondsSince1970: time)) }, days: true)
            }
        }
        return months(in: domain, room: Int(max(width, 0) / 62))
    }

    private static func months(in domain: ClosedRange<Double>, room: Int) -> [TimeTick] {
        let first = CalendarDay(secondsSince1970: domain.lowerBound)
        let last = CalendarDay(secondsSince1970: domain.upperBound)
        let span = (last.year - first.year) * 12 + last.month - first.month
        let step = monthSteps.first { step in span / step <= max(room, 1) } ?? 1_200
        // Steps count from January of year 0, so that a quarter starts in January, April, July or October.
        let offset = (step - (first.year * 12 + first.month - 1) % step) % step
        let starts = stride(from: offset, through: span, by: step).map { count in
            first.monthStart(after: count)
        }
        let days = starts.map { day in (day.secondsSince1970, day) }.filter { time, _ in
            domain.contains(time)
        }
        return labelled(days, days: false, yearsOnly: step % 12 == 0)
    }

    private static func labelled(
        _ times: [(Double, CalendarDay)], days: Bool, yearsOnly: Bool = false
    ) -> [TimeTick] {
        var year: Int?
        return times.map { time, day in
            defer { year = day.year }
            if yearsOnly { return TimeTick(time: time, label: "\(day.year)") }
            return TimeTick(
                time: time, label: days ? day.short : day.monthName,
                year: year == day.year ? nil : "\(day.year)")
        }
    }
}
