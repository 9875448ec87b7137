package import Guilds

/// The weekly reset of a region and how near it is: just before and after, a visit is worth more.
///
/// Weeks come from the region's period documents; without one nothing is special.
package struct WeeklyReset: Sendable, Hashable {
    /// How long before a reset what the closing week brought is wanted.
    package static let before = Duration.hours(6)
    /// How long after it the first look at the new week is wanted: players log in, and boards are empty.
    package static let after = Duration.hours(12)
    /// How much more a visit is worth in either window.
    package static let factor = 3.0

    private static let week = Duration.days(7)

    /// The end of a known period; others lie whole weeks away from it.
    package let anchor: Timestamp

    /// The resets of the region whose period this is.
    package init(end of: Period) {
        anchor = of.end + .seconds(1)
    }

    /// The first reset at or after the moment.
    package func next(from moment: Timestamp) -> Timestamp {
        let week = Self.week.milliseconds
        let offset = (anchor - moment).milliseconds % week
        return moment + .milliseconds(offset < 0 ? offset + week : offset)
    }

    /// What a visit at the moment is worth more than at another time of the week.
    package func weight(at moment: Timestamp) -> Double {
        let next = next(from: moment)
        let isNear = next - moment <= Self.before || moment - (next - Self.week) < Self.after
        return isNear ? Self.factor : 1
    }

    /// A due time pulled forward, so that a target that is due within `stretch` after the reset is looked at just
    /// before it; others keep theirs. `now` bounds it from below.
    package func pulled(_ due: Timestamp, by stretch: Duration, now: Timestamp) -> Timestamp {
        let reset = next(from: now)
        let window = reset - Self.before
        guard window > now, due > window, due <= reset + stretch else { return due }
        return window
    }
}
