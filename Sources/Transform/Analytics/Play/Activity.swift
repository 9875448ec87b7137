import Guilds
import Statistics

extension Analysis {
    /// Who logged in, week by week; only weeks that are over, since a running one is never complete.
    static let activity = Analysis(name: "weekly-activity", version: 1) { study in
        let weeks = study.completeWeeks
        let counts = weeks.map { week in study.members(in: week).map { ActivityCount($0, in: week) } }
        return [active(weeks, counts), share(weeks, counts), trend(weeks, counts)]
    }

    private static func active(_ weeks: [Week], _ counts: [ActivityCount?]) -> Finding {
        let latest = zip(weeks, counts).reversed().first { _, count in count?.isTelling == true }
        let coverage = ActivityCount.coverage(counts)
        return Finding(
            metric: "activity.active", n: counts.count { $0?.isTelling == true }, basis: "complete weeks",
            coverage: coverage.share, missing: coverage.missing,
            figure: .curve(
                zip(weeks, counts).map { week, count in
                    week.point(count.flatMap { $0.isTelling ? Double($0.active) : nil })
                }, unit: "members"),
            sentence: latest.flatMap { week, count in count.map { sentence(week, $0) } }
                ?? "Too few profiles are known to say who plays.")
    }

    private static func sentence(_ week: Week, _ count: ActivityCount) -> String {
        let day = CalendarDate(week.period.start).long
        let least = count.unknown == 0 ? "" : "At least "
        let rest =
            count.unknown == 0
            ? "" : "; for \(Wording.number(Double(count.unknown))) nothing certain is known"
        return "\(least)\(Wording.number(Double(count.active))) of \(Wording.count(count.members, "member")) "
            + "logged in during the week of \(day)\(rest)."
    }

    /// The share of those whose activity is known; the interval holds every possibility of the others.
    private static func share(_ weeks: [Week], _ counts: [ActivityCount?]) -> Finding {
        let coverage = ActivityCount.coverage(counts)
        let latest = counts.last { count in count?.isTelling == true }.flatMap(\.self)
        var finding = Finding(
            metric: "activity.share", from: weeks.last?.period.start, n: latest.map(\.known) ?? 0,
            basis: "members", coverage: coverage.share, missing: coverage.missing,
            figure: .notEnough(needs: "needs one complete week in which the profiles were seen"),
            sentence: "Too few profiles are known to say what share plays.")
        guard let latest, let share = latest.share else { return finding }
        finding.coverage = Finding.share(latest.known, of: latest.members)
        finding.missing = Finding.reason(latest.unknown) { count in
            "nothing certain is known of \(Wording.count(count, "member")): private, or not seen around that week"
        }
        let members = Double(latest.members)
        finding.figure = .number(
            share, unit: "%",
            interval: Insight.Interval(
                low: 100 * Double(latest.active) / members,
                high: 100 * Double(latest.active + latest.unknown) / members, level: 1))
        finding.sentence =
            "\(Wording.percent(share / 100)) of the members whose profile was seen logged in that week."
        return finding
    }

    private static func trend(_ weeks: [Week], _ counts: [ActivityCount?]) -> Finding {
        .trend(
            "activity.trend", weeks: weeks,
            values: counts.map { count in count.flatMap { $0.isTelling ? $0.share : nil } },
            words: TrendWords(
                subject: "The share of members who log in", rising: "grows by about",
                falling: "shrinks by about",
                unit: "percentage points a week", digits: 1))
    }
}
