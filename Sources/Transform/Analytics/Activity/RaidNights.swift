import Guilds

extension Analysis {
    /// On which weekdays and at which hours the guild raids and plays, in UTC, over the last twelve weeks.
    static let raidNights = Analysis(name: "raid-nights", version: 1) { study in
        let since = study.series.asOf - .days(84)
        let evenings = study.raidEvenings(since: since)
        return [nights(study, evenings, since)]
    }

    private static let fewestEvenings = 3

    private static func nights(
        _ study: Study, _ evenings: [RaidEvening], _ since: Timestamp
    ) -> Finding {
        var slots: [HourOfWeek: HourCount] = [:]
        for evening in evenings {
            // An evening holds every hour from its first kill to its last.
            var hours: Set<HourOfWeek> = [HourOfWeek(evening.end)]
            for hour in 0...max(0, (evening.end - evening.start).components.seconds / 3600) {
                hours.insert(HourOfWeek(evening.start + .hours(hour)))
            }
            for hour in hours { slots[hour, default: HourCount()].evenings += 1 }
        }
        for run in study.series.runs where run.completedAt >= since {
            slots[HourOfWeek(run.completedAt), default: HourCount()].runs += 1
        }
        for member in study.members {
            for login in member.lastLogin.changes.compactMap(\.value) where login >= since {
                slots[HourOfWeek(login), default: HourCount()].logins += 1
            }
        }
        let ranked = slots.sorted { left, right in
            (right.value, left.key) < (left.value, right.key)
        }.prefix(10)
        let missing = fewestEvenings - evenings.count
        return Finding(
            metric: "activity.nights", from: since, n: evenings.count,
            basis: "evenings with a raid kill that \(RaidEvening.fewestMembers) members share",
            figure: ranked.isEmpty
                ? .notEnough(needs: "needs \(Wording.count(fewestEvenings, "raid evening")) with a kill")
                : .table(
                    columns: ["Weekday (UTC)", "Hour (UTC)", "Raid evenings", "Keystone runs", "Logins"],
                    rows: ranked.map { hour, count in
                        [
                            .text(hour.dayName), .number(Double(hour.hour)),
                            .number(Double(count.evenings)), .number(Double(count.runs)),
                            .number(Double(count.logins)),
                        ]
                    }),
            sentence: missing > 0
                ? "Too few raid evenings with a kill are known to name a best one: needs "
                    + "\(Wording.count(missing, "more", "more"))."
                : sentence(evenings))
    }

    private static func sentence(_ evenings: [RaidEvening]) -> String {
        let starts = evenings.map { evening in HourOfWeek(evening.start) }
        let days = Dictionary(grouping: starts, by: \.day)
        guard let best = days.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else {
            return "No raid evening is known yet."
        }
        let hours = best.value.map(\.hour).sorted()
        return "\(best.value.count) of \(evenings.count) raid evenings fell on a "
            + "\(HourOfWeek.dayNames[best.key]), the first kill usually in the hour from "
            + "\(hours[hours.count / 2]):00 UTC; evenings without a kill are not seen."
    }
}

/// What was seen in one hour of the week.
private struct HourCount: Comparable {
    var evenings = 0
    var runs = 0
    var logins = 0

    static func < (left: HourCount, right: HourCount) -> Bool {
        (left.evenings, left.runs, left.logins) < (right.evenings, right.runs, right.logins)
    }
}

/// An hour of a weekday in UTC.
struct HourOfWeek: Hashable, Comparable {
    /// Monday is 0.
    let day: Int
    let hour: Int

    static let dayNames = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    init(_ moment: Timestamp) {
        // The first hour of 1970 was on a Thursday.
        let hours = Int((Double(moment.seconds) / 3600).rounded(.down)) + 3 * 24
        let ofWeek = (hours % 168 + 168) % 168
        (day, hour) = ofWeek.quotientAndRemainder(dividingBy: 24)
    }

    var dayName: String { Self.dayNames[day] }

    static func < (left: HourOfWeek, right: HourOfWeek) -> Bool {
        (left.day, left.hour) < (right.day, right.hour)
    }
}
