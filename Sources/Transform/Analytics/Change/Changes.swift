import Guilds
import Statistics

extension Analysis {
    /// What changed in the main weekly figures: levels for good, and single weeks out of the ordinary.
    static let changes = Analysis(name: "weekly-changes", version: 2) { study in
        let figures = MainFigure.all(study)
        let circumstances = Circumstances(study)
        return [.changePoints(figures, circumstances), .anomalies(figures, circumstances, in: study)]
    }
}

extension Finding {
    /// Where the level of a main figure changed for good, and what happened in that week.
    fileprivate static func changePoints(_ figures: [MainFigure], _ circumstances: Circumstances) -> Finding {
        let verdicts = figures.map { figure in ChangePoints(figure.samples) }
        let shifts = zip(figures, verdicts).flatMap { figure, verdict in
            (verdict?.changes ?? []).compactMap { change in Shift(change, of: figure) }
        }.sorted { left, right in left.week.step > right.week.step }
        let judged = zip(figures, verdicts).filter { _, verdict in verdict != nil }.map(\.0)
        return .ofFigures(
            "change.points", figures, judged: judged, fewest: ChangePoints.fewestSamples,
            table: .table(
                columns: [
                    "Figure", "Since the week of", "Level before", "Level since", "Unit", "In that week",
                ],
                rows: shifts.map { shift in shift.row(circumstances) }),
            sentence: sentence(shifts, judged: judged.count, circumstances))
    }

    private static func sentence(_ shifts: [Shift], judged: Int, _ circumstances: Circumstances) -> String {
        guard let newest = shifts.first else {
            return
                "None of the \(Wording.count(judged, "figure")) that are known well enough changed its level for good."
        }
        let told = circumstances.words(in: newest.week).map { words in " In that week: \(words)." } ?? ""
        let more =
            shifts.count == 1 ? "" : " \(Wording.count(shifts.count - 1, "earlier change")) in the table."
        return "\(newest.words).\(told)\(more)"
    }
}

/// A change of level that matters.
private struct Shift {
    let figure: MainFigure
    let week: Week
    let change: ChangePoints.Change

    /// Nil for a change too small to be news.
    init?(_ change: ChangePoints.Change, of figure: MainFigure) {
        guard abs(change.after - change.before) >= figure.smallestNews,
            let week = figure.weeks.first(where: { week in Double(week.step) == change.step })
        else { return nil }
        self.figure = figure
        self.week = week
        self.change = change
    }

    var words: String {
        let (before, after) = (figure.number(change.before), figure.number(change.after))
        return "\(figure.name) went from about \(before) to about \(after) \(figure.unit) in the week of "
            + CalendarDate(week.period.start).long
    }

    func row(_ circumstances: Circumstances) -> [Insight.Cell] {
        [
            .text(figure.name), .date(week.period.start.seconds), .number(figure.rounded(change.before)),
            .number(figure.rounded(change.after)), .text(figure.unit),
            .text(circumstances.words(in: week) ?? "nothing else known"),
        ]
    }
}

extension MainFigure {
    func number(_ value: Double) -> String { Wording.number(value, digits: digits) }

    /// As it is written, so that a table does not pretend to more.
    func rounded(_ value: Double) -> Double {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return (value * scale).rounded(.toNearestOrAwayFromZero) / scale
    }
}

extension Finding {
    /// What was found in the weekly figures that could be judged, or how many weeks are still needed.
    static func ofFigures(
        _ metric: String, _ figures: [MainFigure], judged: [MainFigure], fewest: Int,
        table: Insight.Figure, sentence: String
    ) -> Finding {
        let known = judged.map(\.samples.count).reduce(0, +)
        let expected = figures.map(\.weeks.count).reduce(0, +)
        let unjudged = figures.count - judged.count
        var finding = Finding(
            metric: metric, n: known, basis: "known weeks of \(Wording.count(judged.count, "figure"))",
            coverage: share(known, of: expected),
            missing: reason(expected - known) { count in
                (unjudged > 0
                    ? "\(Wording.count(unjudged, "figure")) of \(figures.count) \(unjudged == 1 ? "has" : "have") fewer than \(fewest) known weeks; "
                    : "") + "\(Wording.count(count, "week")) of figures not known"
            },
            figure: table, sentence: sentence)
        guard judged.isEmpty else { return finding }
        let most = figures.map(\.samples.count).max() ?? 0
        let needs = "needs \(Wording.count(max(1, fewest - most), "more week"))"
        finding.figure = .notEnough(needs: needs)
        finding.sentence = "Whether anything changed cannot be told yet: it \(needs)."
        return finding
    }
}
