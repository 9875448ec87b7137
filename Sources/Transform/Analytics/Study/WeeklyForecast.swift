import Guilds
import Statistics

/// What is to be expected of a weekly figure in the weeks after those that are over.
struct WeeklyForecast {
    /// One week ahead.
    struct Ahead {
        let start: Timestamp
        /// The reset that ends the week, at which the claim is due.
        let end: Timestamp
        let value: Double
        /// Ascending by level.
        let intervals: [Insight.Interval]
    }

    /// Weeks ahead unless asked otherwise.
    static let usualHorizon = 4
    /// With fewer known weeks nothing is told of the weeks to come.
    static let fewestWeeks = 6
    static let levels = [0.5, 0.8]

    let ahead: [Ahead]

    /// Nil with too few known weeks. The weeks are over and ascending, one value each; what is forecast stays
    /// within `bounds`.
    init?(
        weeks: [Week], values: [Double?], bounds: ClosedRange<Double> = 0...Double.infinity,
        horizon: Int = usualHorizon
    ) {
        guard let first = weeks.first, let last = weeks.last,
            values.count(where: { value in value != nil }) >= Self.fewestWeeks
        else { return nil }
        var steps = [Double?](repeating: nil, count: last.step - first.step + 1)
        for (week, value) in zip(weeks, values) { steps[week.step - first.step] = value }
        let history = History(steps, isNonNegative: bounds.lowerBound >= 0)
        guard
            let forecast = try? Forecaster.combination.forecast(
                history, horizon: horizon, levels: Self.levels)
        else { return nil }  // Only a shortage of weeks is told by the error.
        func held(_ value: Double) -> Double { min(bounds.upperBound, max(bounds.lowerBound, value)) }
        ahead = (0..<horizon).map { index in
            let start = last.period.start + .days(Int64(7 * (index + 1)))
            return Ahead(
                start: start, end: start + .days(7), value: held(forecast.mean[index]),
                intervals: forecast.bands.map { band in
                    Insight.Interval(
                        low: held(band.low[index]), high: held(band.high[index]), level: band.level)
                })
        }
    }

    /// What is missing where there is no forecast.
    static func shortage(_ values: [Double?]) -> String {
        let known = values.count { value in value != nil }
        return "needs \(Wording.count(max(1, fewestWeeks - known), "more week", "more weeks"))"
    }

    /// One claim for each week ahead.
    func predictions(_ metric: String, detail: String? = nil) -> [Guilds.Prediction] {
        ahead.map { week in
            Guilds.Prediction(
                metric: metric, subject: .guild, detail: detail, due: week.end,
                claim: .value(week.value, intervals: week.intervals))
        }
    }
}

extension Finding {
    /// The fan of a weekly figure: known weeks, then four weeks ahead; each of these is also claimed under
    /// `claim`, the name of the figure itself.
    static func forecast(
        _ metric: String, claiming claim: String, detail: String? = nil, weeks: [Week], values: [Double?],
        subject: String, unit: String
    ) -> Finding {
        let known = values.count { value in value != nil }
        var finding = Finding(
            metric: metric, from: weeks.first?.period.start, n: known, basis: "complete weeks",
            coverage: share(known, of: weeks.count),
            missing: reason(weeks.count - known) { count in
                "the figure is not known for \(Wording.count(count, "week"))"
            },
            figure: .notEnough(needs: WeeklyForecast.shortage(values)),
            sentence: "\(subject) cannot be foretold yet: that \(WeeklyForecast.shortage(values)).")
        guard let forecast = WeeklyForecast(weeks: weeks, values: values), let last = forecast.ahead.last,
            let wide = last.intervals.last
        else { return finding }
        let past = zip(weeks, values).map { week, value in
            Insight.FanPoint(at: week.period.start, value: value)
        }
        let future = forecast.ahead.map { week in
            Insight.FanPoint(at: week.start, value: week.value, intervals: week.intervals)
        }
        finding.figure = .fan(past + future, unit: unit)
        finding.predictions = forecast.predictions(claim, detail: detail)
        finding.sentence =
            "\(subject) is expected to be about \(Wording.number(last.value)) by "
            + "\(CalendarDate(last.end).short), in 8 of 10 cases between \(Wording.number(wide.low)) and "
            + "\(Wording.number(wide.high))."
        return finding
    }
}

extension Study {
    /// The reset that ended the last complete week.
    var lastReset: Timestamp? { completeWeeks.last.map { week in week.period.start + .days(7) } }

    /// The complete week that ends with the reset at a moment, in seconds since 1970.
    func week(endingAt due: Int64) -> Week? {
        completeWeeks.last { week in abs((week.period.start + .days(7)).seconds - due) < 43_200 }
    }
}
