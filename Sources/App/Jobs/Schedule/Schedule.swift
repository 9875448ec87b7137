package import Guilds

/// When a job runs: a function of world time and the known weeks alone, so that every worker sees the same.
package enum Schedule: Sendable, Hashable {
    /// At the times that a cron line names on the clocks of a zone.
    case cron(Cron, Zone)
    /// At the multiples of a length of time since 1970-01-01 00:00 UTC.
    case every(Duration)
    /// Before (negative) or after each weekly reset of a region.
    case reset(Region, offset: Duration)

    /// The region whose weekly resets the schedule needs to know.
    package var region: Region? {
        guard case .reset(let region, _) = self else { return nil }
        return region
    }

    /// The slots after `start` up to and including `end`, ascending, at most `limit` of them.
    ///
    /// `resets` are the known weekly resets of the schedule's region, in any order; without one a schedule
    /// relative to the reset has no slots.
    package func slots(
        after start: Timestamp, through end: Timestamp, resets: [Timestamp] = [], limit: Int = 10_000
    ) -> [Timestamp] {
        switch self {
        case .cron(let cron, let zone):
            return cron.slots(after: start, through: end, in: zone, limit: limit)
        case .every(let interval):
            return Self.multiples(of: interval.milliseconds, after: start, through: end, limit: limit)
        case .reset(_, let offset):
            let slots = Set(resets.map { reset in reset + offset })
                .filter { slot in slot > start && slot <= end }
            return Array(slots.sorted().prefix(limit))
        }
    }

    /// The next slots after a moment, looking eight years ahead: as far as from one 29 February to the next.
    package func next(_ count: Int, after now: Timestamp, resets: [Timestamp] = []) -> [Timestamp] {
        // In parts, since a schedule that comes often need not be followed for years.
        var found: [Timestamp] = []
        var start = now
        for days in [2, 60, 3000] where found.count < count {
            let end = start + .days(Int64(days))
            found += slots(after: start, through: end, resets: resets, limit: count - found.count)
            start = found.count < count ? end : start
        }
        return found
    }

    private static func multiples(
        of interval: Int64, after start: Timestamp, through end: Timestamp, limit: Int
    ) -> [Timestamp] {
        var slots: [Timestamp] = []
        var slot = (start.milliseconds.dividedDown(by: interval) + 1) * interval
        while slot <= end.milliseconds && slots.count < limit {
            slots.append(Timestamp(milliseconds: slot))
            slot += interval
        }
        return slots
    }
}

extension Schedule: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cron(let cron, let zone): "\(cron.text) \(zone)"
        case .every(let interval): "every \(interval.short)"
        case .reset(let region, let offset):
            offset < .zero
                ? "\((.zero - offset).short) before the \(region) reset"
                : "\(offset.short) after the \(region) reset"
        }
    }
}

extension Duration {
    /// As job files write it, in the largest unit that needs no fraction: `90s`, `15m`, `2h`, `1d`.
    package var short: String {
        let seconds = milliseconds / 1000
        for (unit, length) in [("d", Int64(86_400)), ("h", 3600), ("m", 60)]
        where seconds >= length && seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}

extension Period {
    /// The weekly resets that a region's periods tell: the start of each, and the end of the newest.
    package static func resets(of periods: [Period]) -> [Timestamp] {
        var resets = periods.map(\.start)
        if let newest = periods.max(by: { left, right in left.start < right.start }) {
            // Documents give the last second of the week.
            resets.append(newest.end + .seconds(1))
        }
        return Set(resets).sorted()
    }
}
