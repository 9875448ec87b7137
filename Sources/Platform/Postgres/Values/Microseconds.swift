/// A point in time as microseconds since 1970-01-01 00:00 UTC.
package struct Microseconds: RawRepresentable, Hashable, Comparable, Sendable {
    /// Negative before 1970; the largest and smallest values stand for the server's infinities.
    package let rawValue: Int64

    /// The point that many microseconds after the start of 1970.
    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// The point that many microseconds after the start of 1970.
    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// Later than every other time: the server's `infinity`.
    package static let infinity = Microseconds(.max)
    /// Earlier than every other time: the server's `-infinity`.
    package static let negativeInfinity = Microseconds(.min)

    /// In order of time: `-infinity` is before, `infinity` after every other.
    package static func < (left: Microseconds, right: Microseconds) -> Bool { left.rawValue < right.rawValue }

    /// The start of 2000, where the server's binary form counts from.
    private static let serverEpoch: Int64 = 946_684_800_000_000

    /// The server's binary value. Times before its range become a value that it refuses as out of range.
    var serverValue: Int64 {
        if self == .infinity || self == .negativeInfinity { return rawValue }
        let (value, overflow) = rawValue.subtractingReportingOverflow(Self.serverEpoch)
        return overflow ? .min + 1 : value
    }

    /// Nil when the server's value lies beyond the year 294246, where 64 bits from 1970 end.
    init?(serverValue: Int64) {
        if serverValue == .max || serverValue == .min {
            rawValue = serverValue
            return
        }
        let (value, overflow) = serverValue.addingReportingOverflow(Self.serverEpoch)
        guard !overflow else { return nil }
        rawValue = value
    }
}
