import Canvas
import Charts
import Guilds

/// The one chart of a digest: of the figure that the headline tells of, else of the roster.
struct DigestChart {
    let facts: DigestFacts
    let texts: TextCatalogue
    let reader: ReportReader

    /// Weeks that are shown: half a year is legible on a phone.
    private static let weeks = 26

    /// The picture in Discord's size; nil where there is nothing to draw.
    func artifact(named name: String) throws(ReportError) -> Artifact? {
        let first = facts.figures.first { figure in figure.place == 1 }
        if let first, first.key != .members {
            if let chart = trend(of: first.key) { return try artifact(chart, named: name) }
            if let chart = comparison(of: first) { return try artifact(chart, named: name) }
        }
        guard let chart = roster else { return nil }
        return try artifact(chart, named: name)
    }

    private func artifact(_ chart: some Chart, named name: String) throws(ReportError) -> Artifact {
        let style = ChartStyle(format: .discord, theme: .dark, locale: reader.locale)
        do {
            return Artifact(
                name: name, mediaType: "image/png", audience: .members,
                bytes: try png(of: chart, style: style), altText: chart.altText(in: reader.locale))
        } catch {
            throw ReportError(
                code: .drawingFailed, file: name, line: nil, reason: "the chart could not be drawn",
                underlying: String(reflecting: error))
        }
    }

    private func trend(of key: DigestFigure.Key) -> TrendChart? {
        let known: (metric: String, title: ReportPhrase)? =
            switch key {
            case .active: ("activity.active", .chartActive)
            case .itemlevel: ("gear.itemlevel", .chartItemLevel)
            case .rating: ("keystones.rating", .chartRating)
            case .runs: ("keystones.runs", .chartRuns)
            case .members, .raiders: nil
            }
        guard let known else { return nil }
        let points = facts.reading.curve(known.metric).suffix(Self.weeks)
        guard points.count(where: { point in point.value != nil }) > 1 else { return nil }
        let measure = plain(key.label)
        return TrendChart(
            title: plain(known.title), subtitle: subtitle, footnote: footnote(known.metric), measure: measure,
            series: [
                TrendChart.Series(
                    name: measure,
                    samples: points.map { point in TrendChart.Sample(time: point.at, value: point.value) })
            ])
    }

    /// A figure of which no course is known, beside the week before and what a usual week would have brought.
    private func comparison(of figure: DigestFigure) -> BarChart? {
        guard let before = figure.before, let now = figure.now else { return nil }
        let expected = figure.usual.map { usual in before + usual }
        let range = expected.flatMap { value in
            figure.spread.map { spread in max(0, value - abs(spread))...max(0, value + abs(spread)) }
        }
        return BarChart(
            title: plain(figure.key.title ?? figure.key.label), subtitle: subtitle,
            footnote: footnote("roster.size"), measure: plain(figure.key.label),
            intervalLabel: range == nil ? nil : plain(.chartUsual),
            bars: [
                BarChart.Bar(label: plain(.chartBefore), value: before),
                BarChart.Bar(
                    label: plain(.chartExpected), value: expected.map { max(0, $0) }, interval: range),
                BarChart.Bar(label: plain(.chartNow), value: now),
            ])
    }

    private var roster: RosterChart? {
        let sizes = facts.reading.curve("roster.size").suffix(Self.weeks)
        guard sizes.contains(where: { point in point.value != nil }) else { return nil }
        let (joins, returns, leaves) = (
            known("roster.joins"), known("roster.returns"), known("roster.leaves")
        )
        return RosterChart(
            title: plain(.chartRoster), subtitle: subtitle, footnote: footnote("roster.size"),
            weeks: sizes.map { point in
                let come = joins[point.at].flatMap { joined in returns[point.at].map { joined + $0 } }
                return RosterChart.Week(
                    start: point.at, size: point.value.map { Int($0) }, joins: come.map { Int($0) },
                    leaves: leaves[point.at].map { Int($0) })
            })
    }

    private func known(_ metric: String) -> [Int64: Double] {
        Dictionary(
            facts.reading.curve(metric).compactMap { point in point.value.map { (point.at, $0) } }
        ) { first, _ in first }
    }

    private var subtitle: String {
        let (guild, realm) = (facts.reading.guildName, facts.reading.realmName)
        return plain(.chartOfGuild, ["guild": DigestText(guild), "realm": DigestText(realm)])
    }

    private func footnote(_ metric: String) -> String {
        reader.locale.sourceLine(
            plain(.chartSource), asOf: facts.reading.asOf.seconds,
            coverage: facts.insight(metric)?.coverage ?? 1)
    }

    private func plain(_ phrase: ReportPhrase, _ parts: [String: DigestText] = [:]) -> String {
        DigestMarkup.plain.written(texts.text(phrase, parts))
    }
}

extension DigestFigure.Key {
    /// Of a chart about it; nil where a label of the figure says enough.
    fileprivate var title: ReportPhrase? { self == .raiders ? .chartRaiders : nil }
}
