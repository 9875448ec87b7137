import Guilds

/// What is known of a member's activity in one week.
enum WeekActivity {
    case active
    case inactive
    /// The profile was not seen in time: private, missing, or passed over until a later login hid this week.
    case unknown
}

/// How many of the members of one week are known to have played.
struct ActivityCount {
    var active = 0
    var inactive = 0
    var unknown = 0
    /// Members whose profile was seen at some time: those whose activity could be known.
    private var visible = 0

    init(_ members: [MemberSeries], in week: Week) {
        visible = members.count { member in !member.lastLogin.changes.isEmpty }
        for member in members {
            switch member.activity(in: week) {
            case .active: active += 1
            case .inactive: inactive += 1
            case .unknown: unknown += 1
            }
        }
    }

    var known: Int { active + inactive }
    var members: Int { known + unknown }

    /// Whether the count speaks for the guild and not for the crawl: half of the members have a profile that
    /// can be seen, and of these nine in ten are known. A week half unseen would look like a drop.
    var isTelling: Bool { known > 0 && 2 * visible >= members && 10 * known >= 9 * visible }

    /// Per cent of the known members.
    var share: Double? { known > 0 ? 100 * Double(active) / Double(known) : nil }

    /// Member-weeks known of those that should be, and why the rest is missing.
    static func coverage(_ counts: [ActivityCount?]) -> (share: Double, missing: String?) {
        let known = counts.compactMap(\.self).map(\.known).reduce(0, +)
        let all = counts.compactMap(\.self).map(\.members).reduce(0, +)
        let blind = counts.count { count in count == nil }
        let reasons = [
            Finding.reason(all - known) { _ in
                "nothing certain is known of \(Wording.percent(1 - Finding.share(known, of: all))) of the "
                    + "members' weeks: profiles private, or not seen around that week"
            },
            Finding.reason(blind) { count in "the roster was not seen in \(Wording.count(count, "week"))" },
        ].compactMap(\.self)
        let weeksSeen = Finding.share(counts.count - blind, of: counts.count)
        return (
            Finding.share(known, of: all) * weeksSeen, reasons.isEmpty ? nil : reasons.joined(separator: "; ")
        )
    }
}

extension MemberSeries {
    /// Whether the member logged in during a week.
    ///
    /// A profile tells the last login only. A login in the week proves activity, whenever it was seen. An
    /// older login proves inactivity only if it was still the last one after the week's end: one seen
    /// earlier says nothing about the rest of the week, and a later login hides whether there was one before.
    func activity(in week: Week) -> WeekActivity {
        activity(since: week.period.start, until: week.period.end)
    }

    /// The same of any stretch, its closing second included. O(log changes) and the logins within.
    func activity(since start: Timestamp, until end: Timestamp) -> WeekActivity {
        let logins = lastLogin.changes
        // A login is recorded after it happened, and each one later than those before.
        for change in logins[logins.firstIndex(recordedSince: start)...] {
            guard let login = change.value else { continue }
            if login >= end + .seconds(1) { break }
            if login >= start { return .active }
        }
        let after = logins.firstIndex(recordedSince: end + .milliseconds(1))
        guard let held = after > 0 ? logins[after - 1] : logins.first else { return .unknown }
        let next = logins[after...].first { change in change.recordedAt > held.recordedAt }
        let confirmed =
            next.map(\.unchangedUntil) ?? max(lastLogin.seen.last?.until ?? held.recordedAt, held.recordedAt)
        guard let login = held.value, let confirmed, login < start else { return .unknown }
        return confirmed > end ? .inactive : .unknown
    }
}

extension Array {
    /// The first change that was recorded at or after a moment. O(log n).
    fileprivate func firstIndex<Value>(recordedSince moment: Timestamp) -> Int
    where Element == Series<Value>.Change {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].recordedAt >= moment { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
