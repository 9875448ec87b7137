import struct Foundation.Date
import struct Foundation.TimeZone

/// A time zone by its name in the IANA database: how far its clocks are ahead of UTC.
///
/// Foundation's own, since the program links it anyway: FoundationEssentials knows no names on Linux.
package struct Zone: Sendable, Hashable {
    /// As in `Europe/Berlin`.
    package let name: String
    private let zone: TimeZone

    /// Nil when there is no zone of this name.
    package init?(_ name: String) {
        // Abbreviations such as EST name different things in different places.
        guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
        self.name = name
        self.zone = zone
    }

    private init(utc name: String) {
        self.name = name
        zone = .gmt
    }

    /// Universal time, the default of job files.
    package static let utc = Zone(utc: "UTC")

    /// Seconds that the zone's clocks are ahead of UTC at a moment, given in seconds since 1970.
    package func offset(at seconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }
}

extension Zone: CustomStringConvertible {
    package var description: String { name }
}
