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
        let course = Trend(samples).map(Course.init)
        let told = words.course(course, samples: samples.count)
        return finding(
            metric, course, samples, weeks: weeks, words: words, sentence: "\(words.subject) \(told).")
    }

    /// The drift of a weekly figure that adds up and whose changes are told, such as a roster.
    ///
    /// The changes are tested, since a test of the level would take a random walk for a trend.
    static func drift(_ metric: String, weeks: [Week], changes: [Double?], words: TrendWords) -> Finding {
        let samples = samples(weeks, changes)
        let course = Drift(changes: samples).map(Course.init)
        let told = words.course(course, samples: samples.count)
        return finding(
            metric, course, samples, weeks: weeks, words: words, sentence: "\(words.subject) \(told).")
    }

    /// The drift of a weekly figure that adds up and whose levels are told, such as gear.
    static func drift(_ metric: String, weeks: [Week], values: [Double?], words: TrendWords) -> Finding {
        let levels = samples(weeks, values)
        let changes = zip(levels, levels.dropFirst()).filter { before, now in now.step - before.step == 1 }
            .map { before, now in Sample(step: now.step, value: now.value - before.value) }
        let course = Drift(changes: changes).map(Course.init)
        var told = words.subject
        if let first = levels.first, let last = levels.last, first.step < last.step {
            told +=
                " went from \(Wording.number(first.value)) to \(Wording.number(last.value)) in "
                + "\(Wording.count(Int(last.step - first.step), "week")); it"
        }
        let steady = course?.verdict == Trend.Verdict.none ? "changed at no steady pace" : nil
        told += " \(steady ?? words.course(course, samples: changes.count))."
        return finding(metric, course, changes, weeks: Array(weeks.dropFirst()), words: words, sentence: told)
    }

    private static func samples(_ weeks: [Week], _ values: [Double?]) -> [Sample] {
        zip(weeks, values).compactMap { week, value in
            value.map { known in Sample(step: Double(week.step), value: known) }
        }
    }

    private static func finding(
        _ metric: String, _ course: Course?, _ samples: [Sample], weeks: [Week], words: TrendWords,
        sentence: String
    ) -> Finding {
        Finding(
            metric: metric, from: weeks.first?.period.start, n: samples.count, basis: "complete weeks",
            coverage: share(samples.count, of: weeks.count),
            missing: reason(weeks.count - samples.count) { count in
                "\(words.name) is not known for \(count) of \(Wording.count(weeks.count, "week"))"
            },
            figure: course.map { course in
                .number(course.change, unit: words.unit, interval: course.interval)
            } ?? .notEnough(needs: TrendWords.shortage(samples.count)), sentence: sentence)
    }
}

/// Where a figure is heading, by whichever test suits it.
private struct Course {
    let change: Double
    let interval: Insight.Interval?
    let verdict: Trend.Verdict

    init(_ trend: Trend) {
        change = trend.slope
        interval = trend.interval.map(Insight.Interval.init)
        verdict = trend.verdict
    }

    init(_ drift: Drift) {
        change = drift.change
        interval = drift.interval.map(Insight.Interval.init)
        verdict = drift.verdict
    }
}

extension Insight.Interval {
    fileprivate init(_ interval: Interval) {
        self.init(low: interval.low, high: interval.high, level: 0.95)
    }
}

extension TrendWords {
    /// The subject inside a sentence.
    fileprivate var name: String { subject.prefix(1).lowercased() + subject.dropFirst() }

    /// What can be said of a figure's course, to follow its name.
    fileprivate func course(_ course: Course?, samples: Int) -> String {
        guard let course else { return "\(Self.shortage(samples)) before a trend can be told" }
        let pace = Wording.number(abs(course.change), digits: digits)
        let range = course.interval.flatMap { interval in
            interval.low == interval.high
                ? nil
                : " (between \(Wording.change(interval.low, digits: digits)) and "
                    + "\(Wording.change(interval.high, digits: digits)))"
        }
        return switch course.verdict {
        case .rising: "\(rising) \(pace) \(unit)\(range ?? "")"
        case .falling: "\(falling) \(pace) \(unit)\(range ?? "")"
        case .none: "shows no clear trend from week to week"
        }
    }

    fileprivate static func shortage(_ count: Int) -> String {
        let missing = Trend.fewestSamples - count
        return missing > 0
            ? "needs \(Wording.count(missing, "more week", "more weeks"))" : "needs more weeks in a row"
    }
}
