/// A date on the time axis.
struct TimeTick: Hashable, Sendable {
    /// Seconds since 1970.
    var time: Double
    var label: String
    /// Set where a year begins and on the first tick, where it has a line of its own.
    var year: String?
}

/// Chooses dates for a time axis: single weeks, months, quarters or years, as many as have room.
///
/// Weeks are labelled with the reader's day at the very moment they begin, months begin at the reader's midnight.
struct TimeTicks: Hashable, Sendable {
    private static let monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200]

    var locale: ChartLocale
    /// How large letters are beside the usual 20 pixels.
    var scale = 1.0
    /// The most ticks; with it years stand behind their month rather than below it.
    var most: Int?

    /// Ticks at the moments themselves, or every other one, when the time is short; else at months or years.
    ///
    /// `width` is the axis's in logical pixels: a day with its month takes 76 of them, a month 62.
    func ticks(for times: [Double], in domain: ClosedRange<Double>, width: Double) -> [TimeTick] {
        let room = min(Int(max(width, 0) / (76 * scale)), most ?? .max)
        let moments = Set(times).sorted()
        if let first = moments.first, let last = moments.last {
            let isShort = last - first < 100 * 86_400
            let steps = most == nil ? [1, 2] : [1, 2, 3, 4, 5]
            let every = steps.first { step in (moments.count + step - 1) / step <= max(room, 1) }
            if let every, isShort || moments.count <= 4 {
                let chosen = stride(from: 0, to: moments.count, by: every).map { index in moments[index] }
                return labelled(chosen.map { time in (time, locale.zone.day(at: time)) }, days: true)
            }
        }
        let months = self.months(in: domain, room: min(Int(max(width, 0) / (62 * scale)), (most ?? .max) - 1))
        // A span without the beginning of a month has its first and last day.
        guard months.isEmpty, let first = moments.first, let last = moments.last else { return months }
        return labelled(
            (first == last ? [first] : [first, last]).map { time in (time, locale.zone.day(at: time)) },
            days: true)
    }

    private func months(in domain: ClosedRange<Double>, room: Int) -> [TimeTick] {
        let first = locale.zone.day(at: domain.lowerBound)
        let last = locale.zone.day(at: domain.upperBound)
        let span = (last.year - first.year) * 12 + last.month - first.month
        let step = Self.monthSteps.first { step in span / step <= max(room, 1) } ?? 1_200
        // Steps count from January of year 0, so that a quarter starts in January, April, July or October.
        let offset = (step - (first.year * 12 + first.month - 1) % step) % step
        let starts = stride(from: offset, through: span, by: step).map { count in
            first.monthStart(after: count)
        }
        let days = starts.map { day in (locale.zone.start(of: day), day) }.filter { time, _ in
            domain.contains(time)
        }
        return labelled(days, days: false, yearsOnly: step % 12 == 0)
    }

    private func labelled(
        _ times: [(Double, CalendarDay)], days: Bool, yearsOnly: Bool = false
    ) -> [TimeTick] {
        var year: Int?
        return times.map { time, day in
            defer { year = day.year }
            if yearsOnly { return TimeTick(time: time, label: "\(day.year)") }
            let label = days ? locale.short(day) : locale.month(day)
            let begins = year != day.year
            guard most == nil else {
                let shownYear = begins && !days ? " \u{2019}\(String(day.year).suffix(2))" : ""
                return TimeTick(time: time, label: label + shownYear)
            }
            return TimeTick(time: time, label: label, year: begins ? "\(day.year)" : nil)
        }
    }
}
