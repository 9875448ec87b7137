import Guilds
import Statistics

/// One of the guild's main figures, week by week over the weeks that are over.
struct MainFigure {
    /// As the start of a sentence: "The share of members who log in".
    let name: String
    let unit: String
    let digits: Int
    /// A smaller change than this is no news, however unusual it is.
    let smallestNews: Double
    /// What the figure can be at all.
    let limits: ClosedRange<Double>
    let weeks: [Week]
    /// One per week; nil is unknown, never zero.
    let values: [Double?]

    var samples: [Sample] {
        zip(weeks, values).compactMap { week, value in
            value.map { known in Sample(step: Double(week.step), value: known) }
        }
    }

    /// The figures that are watched for changes, those without a single known week among them.
    static func all(_ study: Study) -> [MainFigure] {
        [balance, activity, gear, keystones, raiders].map { figure in figure(study) }
    }

    private static func balance(_ study: Study) -> MainFigure {
        let weeks = study.completeWeeks
        return MainFigure(
            name: "The roster's balance of joins and departures", unit: "members a week", digits: 0,
            smallestNews: 3, limits: -Double.infinity...Double.infinity, weeks: weeks,
            values: weeks.map { week in
                let flow = RosterFlow(week: week, in: study)
                return flow.isKnown ? Double(flow.net) : nil
            })
    }

    private static func activity(_ study: Study) -> MainFigure {
        let weeks = study.completeWeeks
        return MainFigure(
            name: "The share of members who log in", unit: "%", digits: 0, smallestNews: 10, limits: 0...100,
            weeks: weeks,
            values: weeks.map { week in study.activity(in: week)?.share })
    }

    /// The change from the week before: gear only ever climbs, so its level is news every week.
    private static func gear(_ study: Study) -> MainFigure {
        let weeks = study.completeWeeks
        let medians = weeks.map { week in study.gear(in: week)?.median }
        let changes = medians.indices.map { index -> Double? in
            guard index > 0, weeks[index].step - weeks[index - 1].step == 1, let now = medians[index],
                let before = medians[index - 1]
            else { return nil }
            return now - before
        }
        return MainFigure(
            name: "The weekly change of the median item level", unit: "points", digits: 1, smallestNews: 3,
            limits: -Double.infinity...Double.infinity, weeks: weeks, values: changes)
    }

    private static func keystones(_ study: Study) -> MainFigure {
        let weeks = study.completeWeeks
        let runs = WeeklyRuns(study)
        return MainFigure(
            name: "Keystone runs per member", unit: "runs a week", digits: 1, smallestNews: 0.5,
            limits: 0...Double.infinity,
            weeks: weeks, values: weeks.map { week in runs.mean(in: week) })
    }

    private static func raiders(_ study: Study) -> MainFigure {
        let weeks = study.completeWeeks
        return MainFigure(
            name: "The number of members with a raid kill", unit: "members", digits: 0, smallestNews: 3,
            limits: 0...Double.infinity,
            weeks: weeks, values: weeks.map { week in study.raiders(in: week).map(Double.init) })
    }
}

extension Study {
    /// How many members are known to have killed a raid boss in a week; nil when too few raid documents were seen
    /// near its end: a kill that a later one hides is not counted.
    func raiders(in week: Week) -> Int? {
        guard let members = members(in: week) else { return nil }
        var (visible, seen, raiders) = (0, 0, 0)
        for member in members where !member.killsSeen.isEmpty {
            visible += 1
            guard member.killsSeen.reach(theEndOf: week) else { continue }
            seen += 1
            if member.kills.contains(where: { kill in kill.tally.hasKill(in: week) }) { raiders += 1 }
        }
        guard seen > 0, 2 * visible >= members.count, 10 * seen >= 9 * visible else { return nil }
        return raiders
    }
}

extension Series<KillTally> {
    /// Whether some look shows a newest kill within the week.
    fileprivate func hasKill(in week: Week) -> Bool {
        let first = changes.partitioningIndex { change in change.recordedAt >= week.period.start }
        for change in changes[first...] {
            guard let kill = change.value?.lastKill else { continue }
            if week.contains(kill) { return true }
            if kill > week.period.end { return false }
        }
        return false
    }
}

extension [Span] {
    /// Whether something of the week's last two days was seen.
    func reach(theEndOf week: Week) -> Bool {
        guard let last = last(by: week.period.end) else { return false }
        return last.until.milliseconds >= week.period.end.milliseconds - 2 * 86_400_000
    }
}
