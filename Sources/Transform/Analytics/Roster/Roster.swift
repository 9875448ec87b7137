import Guilds

extension Analysis {
    /// Size of the roster, joins, departures and returns per week, and the trend of their balance.
    static let roster = Analysis(name: "roster-census", version: 2) { study in
        let flows = study.weeks.map { week in RosterFlow(week: week, in: study) }
        return [size(study), current(study), lastWeek(study, flows)] + curves(study, flows) + [
            balance(study, flows)
        ]
    }

    private static func size(_ study: Study) -> Finding {
        let sizes = study.weeks.map { week in study.members(in: week)?.count }
        let known = sizes.compactMap(\.self)
        return Finding(
            metric: "roster.size", n: known.count, basis: "weeks",
            coverage: Finding.share(known.count, of: sizes.count),
            missing: Finding.reason(sizes.count - known.count) { count in
                "the roster was not seen in \(Wording.count(count, "week"))"
            },
            figure: .curve(
                zip(study.weeks, sizes).map { week, size in week.point(size.map(Double.init)) },
                unit: "members"),
            sentence: sizeSentence(known))
    }

    private static func sizeSentence(_ known: [Int]) -> String {
        guard let first = known.first, let last = known.last, let low = known.min(), let high = known.max()
        else {
            return "The roster has not been seen yet."
        }
        if known.count == 1 { return "One week of the roster has been seen so far." }
        if low == high { return "The guild has held \(Wording.count(last, "member")) all along." }
        let change = last == first ? "as many as" : last > first ? "up from" : "down from"
        return "The guild has \(Wording.count(last, "member")), \(change) \(Wording.number(Double(first))) "
            + "when this record begins; it was between \(Wording.number(Double(low))) and "
            + "\(Wording.number(Double(high)))."
    }

    private static func current(_ study: Study) -> Finding {
        guard let sight = study.series.rosterSeen.last?.until else {
            return Finding(
                metric: "roster.current", n: 0, basis: "members", coverage: 0,
                missing: "the roster has not been seen yet",
                figure: .notEnough(needs: "needs a first look at the roster"),
                sentence: "The roster has not been seen yet.")
        }
        let count = study.members.count
        return Finding(
            metric: "roster.current", n: count, basis: "members",
            figure: .number(Double(count), unit: "members", interval: nil),
            sentence: "\(Wording.count(count, "character")) \(count == 1 ? "was" : "were") in the guild "
                + "when its roster was last seen on \(CalendarDate(sight).long).")
    }

    /// What happened in the last week that is over, and so far in the running one.
    private static func lastWeek(_ study: Study, _ flows: [RosterFlow]) -> Finding {
        let current = "\(Wording.count(study.members.count, "member"))"
        var finding = Finding(
            metric: "roster.week", n: study.members.count, basis: "members", coverage: 0,
            missing: "no complete week has been seen", figure: .notEnough(needs: "needs one complete week"),
            sentence: "\(current). The first complete week is still to come.")
        guard !flows.isEmpty else {
            finding.sentence = "The roster has not been seen yet."
            return finding
        }
        guard let flow = flows.last(where: { flow in !flow.week.isRunning }) else { return finding }
        let day = CalendarDate(flow.week.period.start).short
        guard flow.isKnown else {
            finding.missing = "the roster was not seen in full in the week of \(day)"
            finding.sentence = "\(current) at the last look. The week of \(day) was not seen in full."
            return finding
        }
        finding.coverage = 1
        finding.missing = nil
        finding.figure = .number(Double(flow.net), unit: "members", interval: nil)
        finding.sentence = "\(current). In the week of \(day), \(flow.words)."
        if let running = flows.last, running.week.isRunning, running.isKnown, !running.isQuiet {
            finding.sentence += " So far this week \(running.words)."
        }
        return finding
    }

    private static func curves(_ study: Study, _ flows: [RosterFlow]) -> [Finding] {
        let known = flows.count(where: \.isKnown)
        func curve(_ metric: String, _ verb: String, _ count: (RosterFlow) -> Int) -> Finding {
            let total = flows.map(count).reduce(0, +)
            return Finding(
                metric: metric, n: known, basis: "weeks", coverage: Finding.share(known, of: flows.count),
                missing: RosterFlow.missing(flows, count),
                figure: .curve(
                    flows.map { flow in flow.week.point(flow.isKnown ? Double(count(flow)) : nil) },
                    unit: "members"),
                sentence: "\(Wording.count(total, "member")) \(verb) in all the time seen.")
        }
        return [
            curve("roster.joins", "joined", \.joined), curve("roster.returns", "came back", \.returned),
            curve("roster.leaves", "left", \.left),
        ]
    }

    /// The trend is tested on the change per week: a roster's size is near a random walk, in which a test of
    /// the level sees trends that are not there.
    private static func balance(_ study: Study, _ flows: [RosterFlow]) -> Finding {
        let complete = flows.filter { flow in !flow.week.isRunning }
        let finding = Finding.drift(
            "roster.trend", weeks: complete.map(\.week),
            changes: complete.map { flow in flow.isKnown ? Double(flow.net) : nil },
            words: TrendWords(
                subject: "The roster", rising: "grows by about", falling: "shrinks by about",
                unit: "members a week", digits: 1))
        let known = complete.filter(\.isKnown)
        guard known.count >= 2 else { return finding }
        let net = known.map(\.net).reduce(0, +)
        var told = finding
        told.sentence +=
            " On balance it changed by \(Wording.change(Double(net))) in the \(known.count) weeks seen in full."
        return told
    }
}
