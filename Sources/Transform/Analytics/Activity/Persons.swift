import Guilds
import Statistics

extension Analysis {
    /// How many people play, by week, by day and since the reset; the characters of one person count once.
    static let persons = Analysis(name: "active-people", version: 1) { study in
        let record = PlayRecord(study)
        let weeks = study.completeWeeks
        let counts = weeks.map { week in study.people(in: week, record) }
        return [weekly(weeks, counts), daily(study, record), sinceReset(study, record)]
            + [forecast(weeks, counts)]
    }

    private static func values(_ counts: [PeopleCount?]) -> [Double?] {
        counts.map { count in count.flatMap { $0.isTelling ? Double($0.active) : nil } }
    }

    private static func weekly(_ weeks: [Week], _ counts: [PeopleCount?]) -> Finding {
        let values = values(counts)
        let known = values.count { value in value != nil }
        let latest = zip(weeks, counts).reversed().first { _, count in count?.isTelling == true }
        return Finding(
            metric: "activity.persons", n: known, basis: "complete weeks",
            coverage: Finding.share(known, of: weeks.count),
            missing: Finding.reason(weeks.count - known) { count in
                "too few profiles were seen in \(Wording.count(count, "week"))"
            },
            figure: .curve(zip(weeks, values).map { week, value in week.point(value) }, unit: "people"),
            sentence: latest.flatMap { week, count in
                count.map { count in
                    let least = count.unknown == 0 ? "" : "At least "
                    return "\(least)\(Wording.number(Double(count.active))) of "
                        + "\(Wording.count(count.people, "person", "people")) played in the week of "
                        + "\(CalendarDate(week.period.start).long), alts counted once."
                }
            } ?? "Too few profiles are known to say how many people play.")
    }

    /// The last four weeks by days that begin at the hour of the weekly reset.
    private static func daily(_ study: Study, _ record: PlayRecord) -> Finding {
        let days = study.lastDays(28)
        let values = days.map { day -> Double? in
            let count = PeopleCount(
                study.members, record, since: day, until: day + .days(1) - .seconds(1))
            return count.isTelling ? Double(count.active) : nil
        }
        let known = values.compactMap(\.self)
        return Finding(
            metric: "activity.daily", from: days.first, n: known.count, basis: "days",
            coverage: Finding.share(known.count, of: days.count),
            missing: Finding.reason(days.count - known.count) { count in
                "too few profiles were seen around \(Wording.count(count, "day")); a later login hides earlier ones"
            },
            figure: .curve(
                zip(days, values).map { day, value in Insight.Point(at: day, value: value) }, unit: "people"),
            sentence: known.median.map { middle in
                "On a usual day of the last four weeks at least \(Wording.count(Int(middle), "person", "people")) "
                    + "of today's roster played; days begin at the hour of the weekly reset."
            } ?? "The profiles were not seen often enough to count people by day.")
    }

    private static func sinceReset(_ study: Study, _ record: PlayRecord) -> Finding {
        let reset = study.weeks.last?.period.start ?? study.series.asOf
        let looked = study.members.filter { member in
            member.lastLogin.seen.last.map { span in span.until > reset } ?? false
        }
        let count = PeopleCount(study.members, record, since: reset, until: study.series.asOf)
        let seen = Set(looked.map(\.personKey)).count
        var finding = Finding(
            metric: "activity.reset", from: reset, n: seen,
            basis: "people whose profile was seen since the reset",
            coverage: min(1, Finding.share(seen, of: count.people)),
            missing: Finding.reason(count.people - seen) { count in
                "\(Wording.count(count, "person", "people")) private or not seen since the reset"
            },
            figure: .notEnough(needs: "needs a look at the profiles after the reset"),
            sentence: "No profile was seen since the weekly reset.")
        guard seen > 0 else { return finding }
        finding.figure = .number(Double(count.active), unit: "people", interval: nil)
        finding.sentence =
            "At least \(Wording.number(Double(count.active))) of "
            + "\(Wording.count(count.people, "person", "people")) played since the reset of "
            + "\(CalendarDate(reset).long)."
        return finding
    }

    private static func forecast(_ weeks: [Week], _ counts: [PeopleCount?]) -> Finding {
        .forecast(
            "activity.forecast", claiming: "activity.persons", weeks: weeks, values: values(counts),
            subject: "The number of people who play in a week", unit: "people")
    }
}

extension Study {
    /// The starts of the newest days that are over, ascending; days begin at the hour of the weekly reset.
    func lastDays(_ count: Int) -> [Timestamp] {
        guard let reset = weeks.last?.period.start, let watched = series.rosterSeen.first?.since else {
            return []
        }
        let over = Int((series.asOf - reset).days.rounded(.down))
        return ((over - count)..<over).map { index in reset + .days(Int64(index)) }
            .filter { day in day >= watched }
    }
}
