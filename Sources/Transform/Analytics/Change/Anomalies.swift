import Guilds
import Statistics

extension Finding {
    /// Single weeks of the last quarter in which a main figure was far from its usual range.
    static func anomalies(
        _ figures: [MainFigure], _ circumstances: Circumstances, in study: Study
    ) -> Finding {
        let verdicts = figures.map { figure in Surprises(figure.samples) }
        let judged = zip(figures, verdicts).filter { _, verdict in verdict != nil }.map(\.0)
        let recent = study.completeWeeks.suffix(newsWeeks).first?.step ?? 0
        let anomalies = zip(figures, verdicts).flatMap { figure, verdict in
            (verdict?.found ?? []).compactMap { surprise in Anomaly(surprise, of: figure) }
        }.filter { anomaly in anomaly.week.step >= recent }
            .sorted { left, right in left.week.step > right.week.step }
        return .ofFigures(
            "change.anomalies", figures, judged: judged, fewest: Surprises.fewestSamples + 1,
            table: .table(
                columns: ["Figure", "Week of", "Value", "Usual from", "Usual to", "Unit", "In that week"],
                rows: anomalies.map { anomaly in anomaly.row(circumstances) }),
            sentence: sentence(anomalies, circumstances))
    }

    /// Older weeks are history, not news.
    private static let newsWeeks = 12

    private static func sentence(_ anomalies: [Anomaly], _ circumstances: Circumstances) -> String {
        guard let newest = anomalies.first else {
            return "No week of the last \(newsWeeks) was out of the ordinary."
        }
        let told = circumstances.words(in: newest.week).map { words in " In that week: \(words)." } ?? ""
        let more = anomalies.count == 1 ? "" : " \(Wording.count(anomalies.count - 1, "other")) in the table."
        return "\(newest.words).\(told)\(more)"
    }
}

/// A week far from the usual.
private struct Anomaly {
    let figure: MainFigure
    let week: Week
    let surprise: Surprises.Surprise

    /// Nil for a miss too small to be news.
    init?(_ surprise: Surprises.Surprise, of figure: MainFigure) {
        guard abs(surprise.value - surprise.expected) >= figure.smallestNews,
            let week = figure.weeks.first(where: { week in Double(week.step) == surprise.step })
        else { return nil }
        self.figure = figure
        self.week = week
        self.surprise = surprise
    }

    private var low: Double { max(figure.limits.lowerBound, surprise.expected - surprise.reach) }
    private var high: Double { min(figure.limits.upperBound, surprise.expected + surprise.reach) }

    var words: String {
        let (least, most) = (figure.number(low), figure.number(high))
        let usual = least == most ? "usually \(least)" : "usually between \(least) and \(most)"
        return "\(figure.name) was \(figure.number(surprise.value)) \(figure.unit) in the week of "
            + "\(CalendarDate(week.period.start).long); it is \(usual)"
    }

    func row(_ circumstances: Circumstances) -> [Insight.Cell] {
        [
            .text(figure.name), .date(week.period.start.seconds), .number(figure.rounded(surprise.value)),
            .number(figure.rounded(low)), .number(figure.rounded(high)), .text(figure.unit),
            .text(circumstances.words(in: week) ?? "nothing else known"),
        ]
    }
}
