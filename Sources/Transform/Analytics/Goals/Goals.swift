import Guilds

extension Analysis {
    /// How the guild's goals stand, and whether they will be reached at this pace.
    static let goals = Analysis(name: "goals", version: 2) { study in
        let measure = GoalMeasure(study)
        let outlooks = study.goals.map { goal in GoalOutlook(goal, measure) }
        return [overview(outlooks, measure)]
            + outlooks.map { outlook in finding(outlook, measure.team, study) }
    }

    private static func overview(_ outlooks: [GoalOutlook], _ measure: GoalMeasure) -> Finding {
        let team = measure.team
        let told = outlooks.count { outlook in outlook.verdict != .notEnough }
        let verdicts = [GoalOutlook.Verdict.reached, .onTrack, .atRisk, .outOfReach, .notEnough].compactMap {
            verdict in
            let count = outlooks.count { outlook in outlook.verdict == verdict }
            return count > 0 ? "\(count) \(verdict.rawValue)" : nil
        }
        return Finding(
            metric: "goals.overview", n: outlooks.count, basis: "goals",
            coverage: Finding.share(told, of: outlooks.count),
            missing: Finding.reason(outlooks.count - told) { count in
                "of \(Wording.count(count, "goal")) too little is known yet"
            },
            figure: .table(
                columns: ["Goal", "Verdict", "Now", "Aim", "Due", "Projected", "Low", "High"],
                rows: outlooks.map { outlook in outlook.row(team) }),
            sentence: outlooks.isEmpty
                ? "No goals are set."
                : "Of \(Wording.count(outlooks.count, "goal")): "
                    + verdicts.joined(separator: ", ") + ".")
    }

    private static func finding(_ outlook: GoalOutlook, _ team: RaidTeam, _ study: Study) -> Finding {
        var finding = Finding(
            metric: "goals.\(outlook.goal.key)", n: outlook.known,
            basis: "complete weeks of \(team.definition)",
            coverage: Finding.share(outlook.known, of: outlook.weeks),
            missing: Finding.reason(outlook.weeks - outlook.known) { count in
                "too little is known of \(Wording.count(count, "week"))"
            },
            figure: .notEnough(needs: outlook.shortage ?? "needs more weeks"),
            sentence: outlook.sentence(team: team))
        guard let projected = outlook.projected, let interval = outlook.interval else { return finding }
        finding.figure = .number(projected, unit: outlook.goal.measure.unit, interval: interval)
        if let due = outlook.due {
            finding.predictions = [
                Guilds.Prediction(
                    metric: "goals.\(outlook.goal.key)", subject: .guild,
                    detail: outlook.goal.detail(study.season), due: due,
                    claim: .value(projected, intervals: [interval]))
            ]
        }
        return finding
    }
}

extension GoalOutlook {
    fileprivate func row(_ team: RaidTeam) -> [Insight.Cell] {
        let unit = goal.measure
        func cell(_ value: Double?) -> Insight.Cell {
            .number(known: value.map { value in (value * 10).rounded() / 10 })
        }
        return [
            .text(aim.map { aim in unit.words(aim, of: team.noun) } ?? goal.key), .text(verdict.rawValue),
            cell(now), cell(aim), due.map { due in .date(due.seconds) } ?? .unknown, cell(projected),
            cell(interval?.low), cell(interval?.high),
        ]
    }
}

extension Goal {
    /// Ratings are claimed for one season: they begin anew with the next.
    fileprivate func detail(_ season: KeystoneSeason?) -> String? {
        measure == .averageRating ? season?.detail : nil
    }

    /// A digest's worth of the definition, the same on every machine.
    var fingerprintText: String { "\(key) \(measure) \(aim) \(due)" }
}

extension Realisation {
    /// What came of the claims about goals, for the team as it is then.
    static func goals(_ goals: [Goal]) -> [Realisation] {
        goals.map { goal in
            Realisation(metric: "goals.\(goal.key)") { prediction, study in
                guard let week = study.week(endingAt: prediction.due),
                    prediction.detail == nil || prediction.detail == study.season?.detail
                else { return nil }
                return GoalMeasure(study).values(goal.measure, in: [week]).first.flatMap(\.self)
            }
        }
    }

    /// The same for guilds that have set no goals of their own.
    static let goals = goals(Goal.standard)
}

extension Study {
    /// A digest of every input: the series, and the goals where the guild has set its own.
    var fingerprint: Fingerprint {
        var print = digest ?? series.fingerprint
        if goals != Goal.standard { for goal in goals { print.combine(goal.fingerprintText) } }
        return print
    }
}
