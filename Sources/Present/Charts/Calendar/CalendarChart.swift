/// A value per day: a column per week, a row per weekday, a shade per value.
package struct CalendarChart: Chart {
    /// A day's value.
    package struct Day: Hashable, Sendable {
        /// Any moment of the day, in seconds since 1970, UTC; the reader's zone decides which day it is.
        package var time: Int64
        /// Nil where nothing is known.
        package var value: Double?

        /// A value that is not finite becomes unknown.
        package init(time: Int64, value: Double?) {
            self.time = time
            self.value = value.flatMap { value in value.isFinite ? value : nil }
        }
    }

    /// In bold at the top; two lines at most, then an ellipsis.
    package var title: String
    /// Below the title; two lines at most. Empty takes no room.
    package var subtitle: String
    /// At the bottom; two lines at most. Empty takes no room.
    package var footnote: String
    /// What the values are.
    package var measure: String
    /// Digits after the point of every value.
    package var decimals: Int
    /// Of two on the same day the later in the list counts; days that are missing are unknown.
    package var days: [Day]
    /// The first row, 0 for Monday: the weekday of the region's reset.
    package var firstWeekday: Int

    /// Weeks that begin on Wednesday, as in Europe, without decimals, unless told otherwise.
    package init(
        title: String, subtitle: String = "", footnote: String = "", measure: String, decimals: Int = 0,
        days: [Day], firstWeekday: Int = 2
    ) {
        self.title = title
        self.subtitle = subtitle
        self.footnote = footnote
        self.measure = measure
        self.decimals = decimals
        self.days = days
        self.firstWeekday = ((firstWeekday % 7) + 7) % 7
    }

    /// Seven rows need the height.
    package var isDense: Bool { true }

    /// Span of days, the fullest and the emptiest, and how many are unknown.
    package func story(in locale: ChartLocale) -> String {
        let kind = locale.phrase(.calendar)
        let known = days.compactMap { day in day.value.map { (Double(day.time), $0) } }
        guard let first = days.map(\.time).min(), let last = days.map(\.time).max() else {
            return "\(kind). \(locale.phrase(.nothingYet))."
        }
        let head = locale.phrase(
            .fromTo, "\(kind): \(measure)", locale.date(at: Double(first)), locale.date(at: Double(last)))
        guard let most = known.max(by: { $0.1 < $1.1 }), let least = known.min(by: { $0.1 < $1.1 }) else {
            return "\(head) \(locale.phrase(.nothingKnown))."
        }
        func text(_ value: Double) -> String { locale.number(value, decimals: decimals) }
        let ends = locale.phrase(
            .mapMost, locale.day(at: most.0), text(most.1), locale.day(at: least.0), text(least.1))
        let unknown = days.count - known.count
        let gaps =
            unknown == 0
            ? "" : " " + locale.phrase(.cellsUnknown, locale.number(unknown), locale.number(days.count))
        return "\(head) \(ends)\(gaps)"
    }
}
