import Guilds

extension Analysis {
    /// The size of the roster in the four weeks to come.
    static let rosterForecast = Analysis(name: "roster-forecast", version: 1) { study in
        let weeks = study.completeWeeks
        return [
            .forecast(
                "roster.forecast", claiming: "roster.size", weeks: weeks,
                values: weeks.map { week in study.members(in: week).map { Double($0.count) } },
                subject: "The roster", unit: "members")
        ]
    }
}

extension Realisation {
    /// What came of what was claimed of roster and activity.
    static let roster = [
        Realisation(metric: "roster.size") { prediction, study in
            study.week(endingAt: prediction.due).flatMap { week in study.members(in: week) }
                .map { members in Double(members.count) }
        },
        Realisation(metric: "activity.persons") { prediction, study in
            study.week(endingAt: prediction.due).flatMap { week in study.people(in: week) }
                .flatMap { people in people.isTelling ? Double(people.active) : nil }
        },
    ]
}
