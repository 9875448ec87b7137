/// A moment of world time: milliseconds since 1970-01-01 00:00 UTC, the resolution of the API.
///
/// World time comes from the clock that is passed in; on the simulator it is virtual.
@usableFromInline package struct Timestamp: Sendable, Hashable, Comparable, Codable {
    /// Milliseconds since 1970-01-01 00:00 UTC, negative before.
    @usableFromInline package let milliseconds: Int64

    /// The moment so many milliseconds after 1970, as the API's timestamps count.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The moment so many whole seconds after 1970.
    package init(seconds: Int64) {
        milliseconds = seconds * 1000
    }

    /// When something is due that is not asked for any more: the first moment of the year 9999.
    package static let never = Timestamp(seconds: 253_370_764_800)

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 { milliseconds.flooredQuotient(by: 1000) }

    /// Whether the left moment is the earlier one.
    @inlinable package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment so much later; parts of a millisecond are dropped.
    package static func + (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds + right.milliseconds)
    }

    /// The moment so much earlier; parts of a millisecond are dropped.
    package static func - (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds - right.milliseconds)
    }

    /// The time from the right moment to the left one, negative when the left is the earlier.
    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, rounded toward zero.
    package var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// So many hours of 3,600 seconds.
    package static func hours(_ count: Int64) -> Duration { .seconds(count * 3600) }

    /// So many days of 24 hours.
    package static func days(_ count: Int64) -> Duration { .seconds(count * 86_400) }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
