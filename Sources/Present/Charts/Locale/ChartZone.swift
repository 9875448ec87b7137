/// Where the reader's clock stands against UTC, now and in the past; a value, so that no process-wide zone counts.
package struct ChartZone: Hashable, Sendable {
    /// From this moment on the clock is this far ahead of UTC.
    package struct Change: Hashable, Sendable {
        /// Seconds since 1970, UTC.
        package var since: Int64
        /// Seconds east of Greenwich.
        package var seconds: Int

        /// A change of the clock.
        package init(since: Int64, seconds: Int) {
            self.since = since
            self.seconds = seconds
        }
    }

    private let first: Int
    private let changes: [Change]

    /// Always `seconds` ahead of UTC, but for the changes, in any order.
    package init(seconds: Int = 0, changes: [Change] = []) {
        first = seconds
        self.changes = changes.sorted { left, right in left.since < right.since }
    }

    /// Greenwich without summer time.
    package static let utc = ChartZone()

    func offset(at time: Double) -> Double {
        Double(changes.last { change in Double(change.since) <= time }?.seconds ?? first)
    }

    /// The reader's day at a moment in seconds since 1970.
    func day(at time: Double) -> CalendarDay { CalendarDay(secondsSince1970: time + offset(at: time)) }

    /// The reader's midnight at the start of the day, in seconds since 1970.
    func start(of day: CalendarDay) -> Double {
        let clock = day.secondsSince1970
        return clock - offset(at: clock - offset(at: clock))
    }
}
