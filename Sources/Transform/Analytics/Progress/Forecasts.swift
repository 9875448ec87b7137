import Guilds

extension Analysis {
    /// When the next bosses fall.
    static let killForecast = Analysis(name: "kill-forecast", version: 4) { study in
        let raids = RaidStudy(study)
        guard let forecasts = forecasts(raids) else { return missing(raids) }
        return [table(raids, forecasts), curve(raids, forecasts)]
    }

    /// Resets for which chances are told and claimed.
    private static let resets = 8

    /// One for each difficulty at which the guild works, the hardest first; nil where nothing can be told.
    private static func forecasts(_ raids: RaidStudy) -> [KillForecast]? {
        guard let tier = raids.tier, shortage(raids) == nil else { return nil }
        let before = raids.tiers.dropLast().last.map { last in raids.history.share(of: last) }
        let forecasts = Difficulty.guildEfforts.reversed().compactMap { difficulty in
            KillForecast(
                difficulty, tier: tier, before: before, record: raids.record, history: raids.history,
                study: raids.study)
        }.filter { forecast in !isLeftBehind(forecast.pace.bosses.first, raids) }
        return forecasts.isEmpty ? nil : forecasts
    }

    /// Whether a boss has fallen on a harder difficulty: nobody goes back for it.
    private static func isLeftBehind(_ boss: BossKey?, _ raids: RaidStudy) -> Bool {
        guard let boss else { return true }
        return raids.history.firstKills.contains { kill in
            kill.boss.encounterID == boss.encounterID && kill.boss.difficulty.number > boss.difficulty.number
        }
    }

    /// Why there is no forecast; nil when there can be one.
    private static func shortage(_ raids: RaidStudy) -> (needs: String, sentence: String)? {
        guard let tier = raids.tier else {
            return ("needs a boss that falls to the guild", "No raid of the guild has been seen yet.")
        }
        let nights = raids.record.nights.filter { night in night.start >= tier.start }
        let weeks = Set(
            nights.compactMap { night in
                raids.study.series.periods.last { period in period.start <= night.start }?.id
            }
        ).count
        if weeks < KillForecast.fewestWeeks {
            let missing = KillForecast.fewestWeeks - weeks
            return (
                "needs \(Wording.count(missing, "more raid week"))",
                "Kills in \(Wording.count(missing, "more week")) of the tier are needed before the next can be "
                    + "forecast."
            )
        }
        guard let last = nights.last, raids.asOf - last.start <= .days(42) else {
            return (
                "needs a raid: none was seen for six weeks",
                "No raid has been seen for six weeks, so that nothing can be said of the next kill."
            )
        }
        return nil
    }

    private static func missing(_ raids: RaidStudy) -> [Finding] {
        let shortage =
            shortage(raids) ?? (
                "needs a boss that is next: all that are known have fallen",
                "All bosses that are known of have fallen."
            )
        return ["progress.forecast", "progress.next"].map { metric in
            Finding(
                metric: metric, n: 0, basis: "bosses", figure: .notEnough(needs: shortage.needs),
                sentence: shortage.sentence)
        }
    }

    private static func table(_ raids: RaidStudy, _ forecasts: [KillForecast]) -> Finding {
        let rows = forecasts.flatMap { forecast in
            forecast.pace.bosses.indices.map { step in row(forecast, step, raids) }
        }
        return Finding(
            metric: "progress.forecast", n: rows.count, basis: "bosses",
            figure: .table(
                columns: [
                    "Boss", "Difficulty", "By the next reset %", "Within 4 resets %", "Even odds by",
                    "50% from",
                    "50% to", "80% from", "80% to", "Judged from",
                ], rows: rows),
            sentence: sentence(forecasts[0], raids), predictions: forecasts.flatMap { claims($0, raids) })
    }

    private static func row(_ forecast: KillForecast, _ step: Int, _ raids: RaidStudy) -> [Insight.Cell] {
        let boss = forecast.pace.bosses[step]
        let first = forecast.firstEnd(after: raids.asOf)
        func chance(_ week: Int) -> Insight.Cell {
            .number((forecast.chance.chances[step][first + week] * 1000).rounded() / 10)
        }
        func date(_ probability: Double) -> Insight.Cell {
            forecast.chance.moment(probability, step: step).map { moment in .date(moment.seconds) }
                ?? .text("later than a year")
        }
        return [
            .text(raids.name(of: boss)), .text(boss.difficulty.words.capitalised), chance(0), chance(3),
            date(0.5), date(0.25), date(0.75), date(0.1), date(0.9), .text(forecast.pace.basis.words),
        ]
    }

    /// The chance of the hardest next boss, reset by reset.
    private static func curve(_ raids: RaidStudy, _ forecasts: [KillForecast]) -> Finding {
        let forecast = forecasts[0]
        let first = forecast.firstEnd(after: raids.asOf)
        let points = (first..<min(first + 12, forecast.chance.ends.count)).map { index in
            Insight.Point(
                at: forecast.chance.ends[index],
                value: (forecast.chance.chances[0][index] * 1000).rounded() / 10)
        }
        let boss = forecast.pace.bosses[0]
        let basis = forecast.pace.basis
        return Finding(
            metric: "progress.next", n: basis.count, basis: basis.counted, figure: .curve(points, unit: "%"),
            sentence:
                "The chance that \(raids.name(of: boss)) has fallen on \(boss.difficulty.words), reset by "
                + "reset, judged from \(basis.words)." + usual(forecast, first))
    }

    private static func usual(_ forecast: KillForecast, _ first: Int) -> String {
        guard let usual = forecast.usual, first + 3 < usual.count else { return "" }
        return
            " Of all guilds that stood there as long, \(Wording.percent(usual[first + 3])) killed it within as "
            + "many resets as the guild has until \(CalendarDate(forecast.chance.ends[first + 3]).short)."
    }

    private static func sentence(_ forecast: KillForecast, _ raids: RaidStudy) -> String {
        let boss = forecast.pace.bosses[0]
        let name = "\(raids.name(of: boss).capitalised) on \(boss.difficulty.words)"
        let first = forecast.firstEnd(after: raids.asOf)
        let soon = Wording.percent(forecast.chance.chances[0][first])
        var told =
            "\(name) falls with \(soon) by the reset of "
            + "\(CalendarDate(forecast.chance.ends[first] + .seconds(1)).short)"
        if let middle = forecast.chance.moment(0.5, step: 0) {
            told += " and with even odds by \(CalendarDate(middle).short)"
        }
        if let low = forecast.chance.moment(0.1, step: 0) {
            let high = forecast.chance.moment(0.9, step: 0).map { moment in CalendarDate(moment).short }
            told +=
                "; the 80% interval runs from \(CalendarDate(low).short) to \(high ?? "more than a year ahead")"
        }
        return told + ", as long as the tier runs; judged from \(forecast.pace.basis.words)."
    }

    /// The next boss alone is claimed: those after it depend on it.
    private static func claims(_ forecast: KillForecast, _ raids: RaidStudy) -> [Prediction] {
        let detail = raids.tier.map { tier in BossClaim(forecast.pace.bosses[0], in: tier).detail }
        let first = forecast.firstEnd(after: raids.asOf)
        var claims = (first..<min(first + resets, forecast.chance.ends.count)).map { index in
            Prediction(
                metric: "progress.kill", subject: .guild, detail: detail,
                due: forecast.chance.ends[index],
                claim: .chance(forecast.chance.chances[0][index]))
        }
        func moment(_ probability: Double) -> Double? {
            forecast.chance.moment(probability, step: 0).map { moment in Double(moment.seconds) }
        }
        if let middle = moment(0.5), let low = moment(0.1), let high = moment(0.9), let from = moment(0.25),
            let to = moment(0.75)
        {
            claims.append(
                Prediction(
                    metric: "progress.killdate", subject: .guild, detail: detail,
                    due: Timestamp(seconds: Int64(high)),
                    claim: .value(
                        middle,
                        intervals: [
                            Insight.Interval(low: from, high: to, level: 0.5),
                            Insight.Interval(low: low, high: high, level: 0.8),
                        ])))
        }
        return claims
    }
}

extension KillPace.Basis {
    var words: String {
        switch self {
        case .guilds(let count): Wording.count(count, "guild") + " that killed it"
        case .likeBosses(let count): Wording.count(count, "guild") + " at bosses like it"
        case .ownKills(let kills, let weeks):
            "the guild's own \(Wording.count(kills, "kill")) in \(Wording.count(Int(weeks.rounded()), "week"))"
        }
    }

    var count: Int {
        switch self {
        case .guilds(let count), .likeBosses(let count): count
        case .ownKills(let kills, _): kills
        }
    }

    var counted: String {
        switch self {
        case .guilds: "guilds that killed it"
        case .likeBosses: "guilds at bosses like it"
        case .ownKills: "own kills"
        }
    }
}
