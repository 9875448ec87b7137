package import Guilds

/// The weekly reset of a region and how near it is: just before and after, a visit is worth more.
///
/// Who did not play in a week is told by a look after its end alone: everybody is looked at then, so that the digest
/// of the week, half an hour later, knows its numbers. Weeks come from the region's period documents; without one
/// nothing is special.
package struct WeeklyReset: Sendable, Hashable {
    /// How long before a reset a last look at the closing week is wanted.
    package static let before = Duration.hours(6)
    /// How soon after it everybody's week is closed by a look: half an hour after the reset its digest is prepared.
    package static let closing = Duration.seconds(20 * 60)
    /// How long after it a look is worth more: players log in, and boards are empty.
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

    /// A due time brought forward, so that neither the first minutes of a week pass without a look, nor the last hours
    /// of one in which the character played.
    ///
    /// `spread` from 0 to 1 says where in these times, so that not everybody is looked at at one moment; a third of the
    /// last hours is left to catch up. A time in them is kept.
    package func pulled(_ due: Timestamp, now: Timestamp, spread: Double, isInPlay: Bool) -> Timestamp {
        let reset = next(from: now)
        let last = (start: reset - Self.before, length: Self.before * (2.0 / 3))
        let first = (start: reset, length: Self.closing)
        for (start, length) in isInPlay ? [last, first] : [first]
        where now < start && due >= start + length {
            return start + length * spread
        }
        return due
    }

    /// The first moment at which a visit pays that pays at `due` at ordinary times and at `soon` in a window.
    package func earliest(_ due: Timestamp, near soon: Timestamp, spread: Double) -> Timestamp {
        let reset = next(from: soon - Self.after)
        return min(due, max(soon, reset - Self.before + Self.before * (spread * 2 / 3)))
    }
}
