package import Guilds

/// The weekly reset of a region and how near it is: just before and after, a visit is worth more.
///
/// Weeks come from the region's period documents; without one nothing is special.
package struct WeeklyReset: Sendable, Hashable {
    /// How long before a reset a last look at the closing week is wanted.
    package static let before = Duration.hours(6)
    /// How long after it the first look at the new week is wanted: players log in, and boards are empty.
    package static let after = Duration.hours(12)
    /// How much more a visit is worth in either window than at another time of the week.
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

    /// A due time brought forward, so that neither window passes without a look.
    ///
    /// `spread` from 0 to 1 says where in the first two thirds of the window, so that not everybody is looked at
    /// at one moment and a third is left to catch up. A time in those two thirds is kept.
    package func pulled(_ due: Timestamp, now: Timestamp, spread: Double) -> Timestamp {
        let reset = next(from: now)
        for (start, length) in [(reset - Self.before, Self.before), (reset, Self.after)]
        where now < start && due >= start + length * (2.0 / 3) {
            return start + length * (spread * 2 / 3)
        }
        return due
    }

    /// The first moment at which a visit pays that pays at `due` at ordinary times and at `soon` in a window.
    package func earliest(_ due: Timestamp, near soon: Timestamp, spread: Double) -> Timestamp {
        let reset = next(from: soon - Self.after)
        return min(due, max(soon, reset - Self.before + Self.before * (spread * 2 / 3)))
    }
}
