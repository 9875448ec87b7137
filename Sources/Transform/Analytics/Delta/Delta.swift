import Guilds

extension Analysis {
    /// What changed in the last complete week against the one before it, beyond the guild's own noise.
    static let delta = Analysis(name: "delta", version: 3) { study in
        let figures = DeltaFigures(study)
        let decisions = Decision.ofChanges(figures) + Decision.ofMembers(study)
        return [
            headline(figures), numbers(figures), places(figures), inFigures(figures),
            Decision.forMembers(decisions, study),
            Decision.matters(
                "delta.matters", decisions.filter { decision in !decision.isForOfficersOnly }, study),
        ]
    }

    /// What needs a decision about members, by name; falls of the guild's figures stand in the members' edition.
    static let officerDecisions = Analysis(name: "officer-decisions", version: 3) { study in
        let decisions = Decision.ofMembers(study)
        let told = Decision.forOfficers(decisions, study)
        var matters = Decision.matters("officers.matters", decisions, study)
        matters.sentence = told.sentence
        return [told, matters]
    }

    private static func headline(_ figures: DeltaFigures) -> Finding {
        let unusual = figures.unusual
        let judged = figures.figures.count { figure in figure.surprise != nil }
        var finding = figures.finding("delta.headline", known: judged)
        finding.sentence = figures.shortage ?? sentence(figures)
        guard judged > 0 else { return finding }
        finding.figure = .number(
            Double(unusual.count), unit: "figures that changed beyond noise", interval: nil)
        return finding
    }

    /// That nothing changed; nil where something did, or where that is not known.
    private static func quiet(_ figures: DeltaFigures) -> String? {
        let judged = figures.figures.count { figure in figure.surprise != nil }
        guard judged > 0, figures.unusual.isEmpty else { return nil }
        let day = figures.last.map { week in CalendarDate(week.period.start).long } ?? ""
        return "Nothing changed in the week of \(day) beyond what is usual: "
            + "\(Wording.count(judged, "figure")) \(judged == 1 ? "was" : "were") looked at."
    }

    private static func sentence(_ figures: DeltaFigures) -> String {
        let day = figures.last.map { week in CalendarDate(week.period.start).long } ?? ""
        guard let (figure, surprise) = figures.unusual.first else { return quiet(figures) ?? "" }
        let (before, now) = (
            figure.values[figure.values.count - 2] ?? 0, figure.values.last.flatMap(\.self) ?? 0
        )
        func words(_ value: Double) -> String { Wording.number(value, digits: figure.digits) }
        let verb = surprise.change < 0 ? "fell" : surprise.change > 0 ? "rose" : "stayed"
        let course =
            surprise.change == 0
            ? "\(verb) at \(words(now))" : "\(verb) from \(words(before)) to \(words(now))"
        let others = figures.unusual.count - 1
        let more =
            others == 0
            ? "" : " \(Wording.count(others, "other figure")) also changed beyond what is usual."
        return "The biggest change in the week of \(day): \(figure.name.prefix(1).lowercased())"
            + "\(figure.name.dropFirst()) \(course), where a usual week brings "
            + "\(Wording.change(surprise.usual, digits: figure.digits)) give or take "
            + "\(Wording.number(surprise.spread, digits: figure.digits)).\(more)"
    }

    private static func numbers(_ figures: DeltaFigures) -> Finding {
        let known = figures.known.count
        var finding = figures.finding("delta.numbers", known: known)
        guard figures.weeks.count >= 2 else { return finding }
        finding.figure = .table(
            columns: ["Figure", "Week before", "Last week", "Change", "Beyond noise"],
            rows: figures.figures.map(\.row))
        let unusual = figures.unusual.count
        // What the headline says already is said once more word for word, so that a reader can leave it out.
        finding.sentence =
            figures.shortage ?? quiet(figures)
            ?? "\(unusual) of \(Wording.count(known, "known figure")) changed beyond noise in the last complete week."
        return finding
    }

    /// Every figure with its course and what is behind it by stable names, for those who tell it in other words.
    private static func inFigures(_ figures: DeltaFigures) -> Finding {
        var finding = figures.finding("delta.figures", known: figures.known.count)
        guard figures.weeks.count >= 2 else { return finding }
        let order = figures.unusual.map(\.figure.key)
        finding.figure = .table(
            columns: [
                "Figure", "Week before", "Last week", "Change", "Usual change", "Usual distance", "Verdict",
                "Place among the unusual", "From", "Which", "Share %",
            ],
            rows: figures.figures.map { figure in
                let place = order.firstIndex(of: figure.key)
                let source = place.flatMap { _ in Concentration(figure, in: figures) }
                return figure.course + [
                    .number(known: place.map { place in Double(place + 1) })
                ] + (source?.source.cells ?? [.unknown, .unknown]) + [
                    .number(known: source.map { source in (100 * source.share).rounded() })
                ]
            })
        return finding
    }

    private static func places(_ figures: DeltaFigures) -> Finding {
        let judged = figures.figures.count { figure in figure.surprise != nil }
        var finding = figures.finding("delta.where", known: judged)
        guard judged > 0 else { return finding }
        let places = figures.unusual.map { figure, surprise in
            (figure, surprise, Concentration(figure, in: figures))
        }
        finding.figure = .table(
            columns: ["Figure", "Change", "Where", "Share %"],
            rows: places.map { figure, surprise, place in
                [
                    .text(figure.name), .number(surprise.change), .text(known: place?.place),
                    .number(known: place.map { place in (100 * place.share).rounded() }),
                ]
            })
        let first = places.first.flatMap { figure, _, place in place.map { place in (figure, place) } }
        finding.sentence =
            first.map { figure, place in
                "Of the change in \(figure.name.lowercased()), \(Wording.percent(place.share)) comes from "
                    + "\(place.place)."
            }
            ?? quiet(figures) ?? "No member's part in the biggest change is known."
        return finding
    }
}

extension DeltaFigures {
    /// Why nothing can be said of the last complete week; nil when something can.
    var shortage: String? {
        guard let last else { return "The first complete week is still to come." }
        let day = CalendarDate(last.period.start).long
        if weeks.count < 2 { return "There is no week yet that the week of \(day) could be compared with." }
        if known.isEmpty {
            return "The week of \(day) and the one before it were not both seen well enough to compare."
        }
        guard figures.contains(where: { figure in figure.surprise != nil }) else {
            let most = known.map { figure in figure.earlierChanges.count }.max() ?? 0
            let missing = Wording.count(Surprise.fewest - most, "more known week", "more known weeks")
            return "What is usual for this guild is not known yet: that needs \(missing)."
        }
        return nil
    }

    /// A finding about the last complete week, not enough until its figure is set.
    func finding(_ metric: String, known: Int) -> Finding {
        let all = figures.count
        return Finding(
            metric: metric, from: weeks.suffix(2).first?.period.start, n: known,
            basis: "figures of the last two complete weeks", coverage: Finding.share(known, of: all),
            missing: Finding.reason(all - known) { count in
                "\(Wording.count(count, "figure")) not known in both weeks, or for too short a time"
            },
            figure: .notEnough(
                needs: weeks.count < 2
                    ? "needs \(Wording.count(2 - weeks.count, "more complete week", "more complete weeks"))"
                    : "needs more weeks in which the guild was seen"),
            sentence: shortage ?? "Too little is known of the last two complete weeks.")
    }
}

extension DeltaFigure {
    fileprivate var course: [Insight.Cell] {
        func cell(_ value: Double?) -> Insight.Cell {
            .number(known: value.map { value in (value * 10).rounded() / 10 })
        }
        let surprise = surprise
        let verdict =
            change == nil
            ? "unknown" : surprise.map { surprise in surprise.isBeyondNoise ? "unusual" : "usual" } ?? "early"
        return [
            .text(key), cell(values.count >= 2 ? values[values.count - 2] : nil),
            cell(values.last.flatMap(\.self)), cell(change), cell(surprise?.usual), cell(surprise?.spread),
            .text(verdict),
        ]
    }

    fileprivate var row: [Insight.Cell] {
        func cell(_ value: Double?) -> Insight.Cell {
            .number(known: value.map { value in (value * 10).rounded() / 10 })
        }
        return [
            .text(name), cell(values.count >= 2 ? values[values.count - 2] : nil),
            cell(values.last.flatMap(\.self)), cell(change), .text(verdict),
        ]
    }

    private var verdict: String {
        guard change != nil else { return "not known" }
        if let surprise { return surprise.isBeyondNoise ? "yes" : "no" }
        let missing = Surprise.fewest - earlierChanges.count
        return "needs \(Wording.count(missing, "more week", "more weeks"))"
    }
}
