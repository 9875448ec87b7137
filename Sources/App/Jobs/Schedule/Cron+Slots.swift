package import Guilds

extension Cron {
    /// The schedule's moments after `start` up to and including `end`, ascending, at most `limit` of them.
    ///
    /// Where clocks are put forward, a named time that is left out comes at the moment they are put forward;
    /// where they are put back, a named time comes once, the first time around. A schedule whose hours begin
    /// with `*` follows the clock instead: what is left out does not come, what is repeated comes twice.
    package func slots(
        after start: Timestamp, through end: Timestamp, in zone: Zone, limit: Int
    ) -> [Timestamp] {
        guard start < end, limit > 0 else { return [] }
        var slots: [Timestamp] = []
        // A day's clock is at most a day ahead of or behind UTC.
        var day = start.seconds.dividedDown(by: 86_400) - 1
        let lastDay = end.seconds.dividedDown(by: 86_400) + 1
        while day <= lastDay && slots.count < limit {
            for second in moments(ofDay: day, in: zone) {
                let slot = Timestamp(seconds: second)
                // Where clocks are put forward at midnight two days can name the same moment.
                if slot > start && slot <= end && slots.last.map({ last in last < slot }) ?? true {
                    slots.append(slot)
                }
            }
            day += 1
        }
        return Array(slots.prefix(limit))
    }

    /// The moments of one day of the zone's calendar, ascending, in seconds since 1970.
    private func moments(ofDay day: Int64, in zone: Zone) -> [Int64] {
        // 1970-01-01 was a Thursday.
        let weekday = Int((day + 4).remainderDown(by: 7))
        guard fits(CalendarDate(Timestamp(seconds: day * 86_400)), weekday: weekday) else { return [] }
        let clock = DayClock(day: day, zone: zone)
        var moments: [Int64] = []
        for hour in hours.values {
            for minute in minutes.values {
                let local = day * 86_400 + Int64(hour * 3600 + minute * 60)
                let shown = clock.moments(showing: local)
                if followsClock {
                    moments += shown
                } else {
                    moments.append(shown.first ?? clock.gapEnd(around: local))
                }
            }
        }
        return Set(moments).sorted()
    }
}

/// What the clocks of a zone show on one day.
private struct DayClock {
    private let zone: Zone
    /// The distances from UTC before and after the day; they differ where clocks are changed nearby.
    private let before: Int64
    private let after: Int64

    init(day: Int64, zone: Zone) {
        self.zone = zone
        before = zone.offset(at: (day - 1) * 86_400)
        after = zone.offset(at: (day + 2) * 86_400)
    }

    /// The moments at which clocks show a local time (in seconds of a calendar without zones): none, one or
    /// two of them.
    func moments(showing local: Int64) -> [Int64] {
        guard before != after else { return [local - before] }
        return [local - max(before, after), local - min(before, after)].filter { moment in
            moment + zone.offset(at: moment) == local
        }
    }

    /// The moment at which clocks were put forward over a local time.
    func gapEnd(around local: Int64) -> Int64 {
        var early = local - max(before, after)
        var late = local - min(before, after)
        let old = zone.offset(at: early)
        while late - early > 1 {
            let middle = (early + late) / 2
            if zone.offset(at: middle) == old { early = middle } else { late = middle }
        }
        return late
    }
}

extension Int64 {
    func dividedDown(by divisor: Int64) -> Int64 { (self - remainderDown(by: divisor)) / divisor }

    func remainderDown(by divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
