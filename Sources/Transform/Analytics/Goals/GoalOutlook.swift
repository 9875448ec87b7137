import Guilds

/// How a goal stands and where it is heading.
struct GoalOutlook {
    /// Whether a goal will be reached, as the weeks so far tell.
    enum Verdict: String {
        case reached = "reached"
        /// The middle of the forecast reaches the aim.
        case onTrack = "on track"
        /// Only the upper part of the 80 % interval does.
        case atRisk = "at risk"
        /// Not even its upper end does.
        case outOfReach = "out of reach at this pace"
        case notEnough = "not enough yet"
    }

    let goal: Goal
    /// The last complete week of which the measure is known, and its value.
    let now: Double?
    /// Nil while nothing is known from which a next step could be told.
    let aim: Double?
    /// The weekly reset by which it is to be reached.
    let due: Timestamp?
    let projected: Double?
    let interval: Insight.Interval?
    /// What is missing where there is no projection.
    let shortage: String?
    /// Complete weeks of which the measure is known.
    let known: Int
    let weeks: Int

    /// Weeks ahead beyond which nothing is projected.
    static let farthest = 26

    init(_ goal: Goal, _ measure: GoalMeasure) {
        let study = measure.study
        let weeks = study.completeWeeks
        let values = measure.values(goal.measure, in: weeks)
        let now = values.last { value in value != nil }.flatMap(\.self)
        self.goal = goal
        self.now = now
        aim =
            switch goal.aim {
            case .atLeast(let aim): aim
            case .nextStep(let step): now.map { now in ((now / step + 0.5).rounded(.down) + 1) * step }
            }
        known = values.count { value in value != nil }
        self.weeks = weeks.count
        let ahead = weeks.last.flatMap { last in goal.weeks(after: last, in: study.season) }
        due = weeks.last.flatMap { last in
            ahead.map { count in last.period.start + .days(Int64(7 * (count + 1))) }
        }
        guard let ahead, ahead > 0 else {
            (projected, interval) = (nil, nil)
            shortage = weeks.isEmpty ? "needs one complete week" : "needs a date to come: its own has passed"
            return
        }
        guard ahead <= Self.farthest else {
            (projected, interval) = (nil, nil)
            shortage = "needs a date within \(Self.farthest) weeks"
            return
        }
        guard !goal.outlivesSeason(due, study.season) else {
            (projected, interval) = (nil, nil)
            shortage = "needs a date before the season ends"
            return
        }
        let begin = values.firstIndex { value in value != nil } ?? 0
        let forecast = WeeklyForecast(
            weeks: Array(weeks[begin...]), values: Array(values[begin...]), bounds: goal.bounds(now: now),
            horizon: ahead)
        projected = forecast?.ahead.last?.value
        interval = forecast?.ahead.last?.intervals.last
        shortage = forecast == nil ? WeeklyForecast.shortage(values) : nil
    }

    var verdict: Verdict {
        if let now, let aim, now >= aim, goal.measure.onlyRises { return .reached }
        guard let aim, let projected, let interval else { return .notEnough }
        if projected >= aim { return .onTrack }
        return interval.high >= aim ? .atRisk : .outOfReach
    }

    func sentence(team: RaidTeam) -> String {
        guard let aim else {
            return
                "Nothing is known yet of what the goal “\(goal.key)” measures: it \(shortage ?? "needs data")."
        }
        let words = goal.measure.words(aim, of: team.noun)
        let subject = words.prefix(1).uppercased() + words.dropFirst()
        let by = due.map { due in " by \(CalendarDate(due).short)" } ?? ""
        let stand = now.map { now in " The last known week shows \(goal.measure.words(now))." } ?? ""
        if verdict == .reached { return "\(subject)\(by): reached.\(stand)" }
        guard let projected, let interval else {
            return "\(subject)\(by): \(verdict.rawValue); \(shortage ?? "needs data").\(stand)"
        }
        return
            "\(subject)\(by): \(verdict.rawValue). Projected is \(goal.measure.words(projected)), in 8 of 10 "
            + "cases between \(goal.measure.words(interval.low)) and \(goal.measure.words(interval.high)).\(stand)"
    }
}

extension Goal.Measure {
    /// Whether a value once reached stays: a week's vault begins anew.
    var onlyRises: Bool {
        switch self {
        case .vaultShare: false
        case .averageRating, .averageItemLevel: true
        }
    }
}

extension Goal {
    /// Whether a rating is asked for after the season that it is of.
    fileprivate func outlivesSeason(_ due: Timestamp?, _ season: KeystoneSeason?) -> Bool {
        guard measure == .averageRating, let due, let end = season?.end else { return false }
        return due > end + .days(1)
    }

    /// How many weeks after a complete one the goal is due; 0 or less when that has passed, nil without a season.
    fileprivate func weeks(after last: Week, in season: KeystoneSeason?) -> Int? {
        let end = last.period.start + .days(7)
        func count(_ due: Timestamp) -> Int {
            // A reset some hours before or after the full week is the same one.
            Int((((due - end).days + 0.5) / 7).rounded(.down))
        }
        return switch due {
        case .date(let seconds): count(Timestamp(seconds: seconds))
        case .seasonWeek(let week): season.map { season in count(season.start + .days(Int64(7 * week))) }
        case .weeksAhead(let weeks): weeks
        }
    }

    /// What the measure can come to: ratings of a season and gear do not fall.
    fileprivate func bounds(now: Double?) -> ClosedRange<Double> {
        measure == .averageRating ? (now ?? 0)...Double.infinity : measure.bounds
    }
}
