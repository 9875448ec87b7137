import Guilds
import Statistics

/// Words for the trend of a weekly curve.
struct TrendWords {
    /// What is measured, as the start of a sentence: "The median item level".
    var subject: String
    /// "climbs by", "slips by".
    var rising: String
    var falling: String
    /// "points a week".
    var unit: String
    var digits: Int
}

extension Finding {
    /// The trend of a weekly curve as a finding: a slope with its interval, or what is missing to tell.
    ///
    /// Unknown weeks are left out; the distances between the others are kept.
    static func trend(
        _ metric: String, weeks: [Week], values: [Double?], words: TrendWords
    ) -> Finding {
        let samples = zip(weeks, values).compactMap { week, value in
            value.map { known in Sample(step: Double(week.step), value: known) }
        }
        var finding = Finding(
            metric: metric, n: samples.count, basis: "complete weeks", figure: .notEnough(needs: ""),
            sentence: "")
        finding.from = weeks.first?.period.start
        finding.coverage = share(samples.count, of: weeks.count)
        finding.missing = reason(weeks.count - samples.count) { count in
            "\(Wording.count(count, "week")) could not be told"
        }
        guard let trend = Trend(samples) else {
            let needs = shortage(samples.count)
            finding.figure = .notEnough(needs: needs)
            finding.sentence = "\(words.subject): too early to call a trend; it \(needs)."
            return finding
        }
        finding.figure = .number(
            trend.slope, unit: words.unit,
            interval: Insight.Interval(low: trend.low, high: trend.high, level: 0.95))
        finding.sentence = words.sentence(trend, weeks: samples.count)
        return finding
    }

    private static func shortage(_ count: Int) -> String {
        let missing = Trend.fewestSamples - count
        return missing > 0
            ? "needs \(Wording.count(missing, "more week", "more weeks"))" : "needs more weeks in a row"
    }
}

extension TrendWords {
    fileprivate func sentence(_ trend: Trend, weeks: Int) -> String {
        let pace = Wording.number(abs(trend.slope), digits: digits)
        let low = Wording.change(trend.low, digits: digits)
        let high = Wording.change(trend.high, digits: digits)
        let range = "between \(low) and \(high)"
        return switch trend.verdict {
        case .rising: "\(subject) \(rising) \(pace) \(unit) (\(range)) over \(weeks) weeks."
        case .falling: "\(subject) \(falling) \(pace) \(unit) (\(range)) over \(weeks) weeks."
        case .none: "\(subject) shows no clear trend over \(weeks) weeks (\(range) \(unit))."
        }
    }
}
