import Guilds
import Statistics

/// Words for the course of a weekly figure.
struct TrendWords {
    /// What is measured, as the start of a sentence: "The median item level".
    var subject: String
    /// "climbs by about", "slips by about".
    var rising: String
    var falling: String
    /// "points a week".
    var unit: String
    var digits: Int
}

extension Finding {
    /// The trend of a weekly figure that stays around a level, such as a share.
    ///
    /// A slope with its interval, or what is missing to tell. Unknown weeks are left out; the distances
    /// between the others are kept.
    static func trend(_ metric: String, weeks: [Week], values: [Double?], words: TrendWords) -> Finding {
        let samples = samples(weeks, values)
        let course = Trend(samples).map { trend in
            Course(change: trend.slope, low: trend.low, high: trend.high, verdict: trend.verdict)
        }
        return finding(metric, course, samples, weeks: weeks, words: words)
    }

    /// The drift of a weekly figure that adds up, such as gear: its changes from week to week are tested,
    /// since a test of the level would take a random walk for a trend.
    static func drift(_ metric: String, weeks: [Week], values: [Double?], words: TrendWords) -> Finding {
        let levels = samples(weeks, values)
        let changes = zip(levels, levels.dropFirst()).filter { before, now in now.step - before.step == 1 }
            .map { before, now in Sample(step: now.step, value: now.value - before.value) }
        return drift(metric, changes: changes, of: Array(weeks.dropFirst()), words: words)
    }

    /// The drift of a figure whose changes per week are told.
    static func drift(
        _ metric: String, weeks: [Week], changes: [Double?], words: TrendWords
    ) -> Finding {
        drift(metric, changes: samples(weeks, changes), of: weeks, words: words)
    }

    private static func drift(
        _ metric: String, changes: [Sample], of weeks: [Week], words: TrendWords
    ) -> Finding {
        let course = Drift(changes: changes).map { drift in
            Course(change: drift.change, low: drift.low, high: drift.high, verdict: drift.verdict)
        }
        return finding(metric, course, changes, weeks: weeks, words: words)
    }

    private static func samples(_ weeks: [Week], _ values: [Double?]) -> [Sample] {
        zip(weeks, values).compactMap { week, value in
            value.map { known in Sample(step: Double(week.step), value: known) }
        }
    }

    private static func finding(
        _ metric: String, _ course: Course?, _ samples: [Sample], weeks: [Week], words: TrendWords
    ) -> Finding {
        let needs = shortage(samples.count)
        return Finding(
            metric: metric, from: weeks.first?.period.start, n: samples.count, basis: "complete weeks",
            coverage: share(samples.count, of: weeks.count),
            missing: reason(weeks.count - samples.count) { count in
                "\(words.subject.lowercasedFirst) is not known for \(count) of \(Wording.count(weeks.count, "week"))"
            },
            figure: course.map { course in
                .number(
                    course.change, unit: words.unit,
                    interval: Insight.Interval(low: course.low, high: course.high, level: 0.95))
            } ?? .notEnough(needs: needs),
            sentence: course.map { course in words.sentence(course, weeks: samples.count) }
                ?? "\(words.subject): too early to call a trend; it \(needs).")
    }

    private static func shortage(_ count: Int) -> String {
        let missing = Trend.fewestSamples - count
        return missing > 0
            ? "needs \(Wording.count(missing, "more week", "more weeks"))" : "needs more weeks in a row"
    }
}

/// Where a figure is heading, by whichever test suits it.
private struct Course {
    var change: Double
    var low: Double
    var high: Double
    var verdict: Trend.Verdict
}

extension TrendWords {
    fileprivate func sentence(_ course: Course, weeks: Int) -> String {
        let pace = Wording.number(abs(course.change), digits: digits)
        let low = Wording.change(course.low, digits: digits)
        let high = Wording.change(course.high, digits: digits)
        let range = low == high ? "" : " (between \(low) and \(high))"
        return switch course.verdict {
        case .rising: "\(subject) \(rising) \(pace) \(unit)\(range), over \(weeks) weeks."
        case .falling: "\(subject) \(falling) \(pace) \(unit)\(range), over \(weeks) weeks."
        case .none: "\(subject) shows no clear trend over \(weeks) weeks."
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
