import Canvas
import Charts
import Guilds

/// What a chart definition makes of a snapshot, in the reader's language.
struct ChartDrawing {
    let definition: ChartDefinition
    let reading: SnapshotReading
    let words: ReportWords
    /// Who will see the picture; a chart for officers is drawn for nobody else.
    let audience: Artifact.Audience
    /// Whether the picture stands alone and has to say whose it is; on a page the page does.
    var isAlone = false

    var locale: ChartLocale { words.locale }
    var title: String { words.label(definition.title) }
    var subtitle: String { isAlone ? "\(reading.guildName), \(reading.realmName)" : "" }

    /// Nil where the snapshot has no such figure, or not for these eyes.
    func chart() -> (any Chart)? {
        guard definition.audience == .members || audience == .officers else { return nil }
        return switch definition.kind {
        case .roster(let members, let arrivals, let departures): roster(members, arrivals, departures)
        case .trend(let metric, let measure, let forecast): trend(metric, measure, forecast)
        case .bars(let metric, let measure): bars(metric, measure)
        case .ranking(let metric, let measure, let value, let span): ranking(metric, measure, value, span)
        case .strip(let metric, let measure, let value, let group): strip(metric, measure, value, group)
        case .scatter(let metric, let x, let y): scatter(metric, x, y)
        case .curve(let metric, let measure, let axis, let value, let x, let span):
            curve(metric, measure, axis, value: value, x: x, span)
        case .curves(let metric, let measure, let axis, let lines, let x):
            curves(metric, measure, axis, lines, x: x)
        case .bump(let metric, let x, let y, let value): bump(metric, x: x, y: y, value: value)
        case .chance(let metric, let measure, let axis): chance(metric, measure, axis)
        case .stack(let metric, let measure, let x, let parts, let unknown):
            stack(metric, measure, x: x, parts, unknown)
        case .heatmap(let metric, let measure, let x, let y, let value):
            heatMap(metric, measure, x: x, y: y, value: value)
        case .calendar(let metric, let measure): calendar(metric, measure)
        case .multiples(let measure, let panels): multiples(measure, panels)
        case .table(let metric): table(metric)
        }
    }

    /// What the definition asks for, as far as the picture's readers may know it.
    func insight(_ metric: String) -> Insight? { reading.insight(metric, for: definition.audience) }

    /// The rows of a table; nil where there is none.
    func rows(_ metric: String) -> (insight: Insight, rows: [TableRow])? {
        guard let insight = insight(metric), case .table(let columns, let rows) = insight.figure,
            !rows.isEmpty
        else { return nil }
        return (insight, rows.map { cells in TableRow(columns: columns, cells: cells) })
    }

    func footnote(_ insight: Insight) -> String {
        locale.sourceLine(
            words.text(.chartSource), asOf: reading.asOf.seconds, coverage: insight.coverage)
    }
}

// Charts of the guild's weeks.
extension ChartDrawing {
    private func roster(_ members: String, _ arrivals: [String], _ departures: String) -> RosterChart? {
        guard let insight = insight(members), case .curve(let sizes, _) = insight.figure else { return nil }
        let come = arrivals.map { metric in known(metric) }
        let gone = known(departures)
        let weeks = sizes.map { point in
            let joins = come.map { curve in curve[point.at] }
            return RosterChart.Week(
                start: point.at, size: point.value.map { Int($0) },
                joins: joins.contains(nil) ? nil : joins.compactMap(\.self).map { Int($0) }.reduce(0, +),
                leaves: gone[point.at].map { Int($0) })
        }
        return RosterChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), weeks: weeks)
    }

    private func known(_ metric: String) -> [Int64: Double] {
        Dictionary(
            reading.curve(metric).compactMap { point in point.value.map { (point.at, $0) } }
        ) { first, _ in first }
    }

    private func trend(_ metric: String, _ measure: String, _ forecast: String?) -> TrendChart? {
        guard let insight = insight(metric),
            case .curve(let points, _) = insight.figure, points.contains(where: { $0.value != nil })
        else { return nil }
        let expected = forecast.map(expected) ?? []
        let levels = expected.first?.intervals.map { interval in locale.percent(interval.level) } ?? []
        let line = TrendChart.Series(
            name: words.label(measure),
            samples: points.map { TrendChart.Sample(time: $0.at, value: $0.value) },
            fan: expected.compactMap { point in point.step })
        return TrendChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            fanLabels: levels, series: [line])
    }

    /// What is still to come of a forecast; nothing where there is none.
    private func expected(_ metric: String) -> [Insight.FanPoint] {
        guard case .fan(let points, _) = insight(metric)?.figure else { return [] }
        return points.filter { point in !point.intervals.isEmpty }
    }

    private func bars(_ metric: String, _ measure: String) -> BarChart? {
        guard let insight = insight(metric),
            case .distribution(let shares) = insight.figure, shares.contains(where: { $0.count > 0 })
        else { return nil }
        let bars = shares.map { share in
            BarChart.Bar(
                label: words.label(share.label), value: Double(share.count), color: share.classColor)
        }
        return BarChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            bars: bars)
    }

    private func multiples(_ measure: String, _ panels: [ChartDefinition.Panel]) -> MultiplesChart? {
        let known = panels.compactMap { panel -> (insight: Insight, panel: MultiplesChart.Panel)? in
            guard let insight = insight(panel.metric), case .curve(let points, _) = insight.figure,
                points.contains(where: { point in point.value != nil })
            else { return nil }
            let samples = points.map { point in TrendChart.Sample(time: point.at, value: point.value) }
            return (insight, MultiplesChart.Panel(name: words.label(panel.name), samples: samples))
        }
        guard let first = known.first else { return nil }
        return MultiplesChart(
            title: title, subtitle: subtitle, footnote: footnote(first.insight),
            measure: words.label(measure), panels: known.map(\.panel))
    }

    private func calendar(_ metric: String, _ measure: String) -> CalendarChart? {
        guard let insight = insight(metric), case .curve(let points, _) = insight.figure,
            let first = points.first(where: { point in point.value != nil })
        else { return nil }
        // Days of a week begin with the weekday of the reset; 1 January 1970 was a Thursday.
        let reset = reading.curve("roster.size").last?.at ?? first.at
        return CalendarChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            days: points.map { point in CalendarChart.Day(time: point.at, value: point.value) },
            firstWeekday: Int((reset / 86_400 + 3) % 7))
    }

    private func chance(_ metric: String, _ measure: String, _ axis: String) -> CurveChart? {
        guard let insight = insight(metric), case .curve(let points, _) = insight.figure else { return nil }
        let known = points.compactMap { point in
            point.value.map { value in CurveChart.Line.Point(x: Double(point.at), share: value / 100) }
        }
        guard known.count > 1 else { return nil }
        return CurveChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            axis: words.label(axis),
            lines: [CurveChart.Line(name: words.label(measure), points: known)], scale: .dates,
            marksHalf: true)
    }
}

extension Insight.FanPoint {
    fileprivate var step: TrendChart.Expected? {
        let ranges = intervals.map { interval in
            min(interval.low, interval.high)...max(interval.low, interval.high)
        }
        return value.map { value in
            TrendChart.Expected(
                time: at, value: value, inner: ranges.count > 1 ? ranges.first : nil, outer: ranges.last)
        }
    }
}

extension Insight.Share {
    /// The colour players know a class by, where the share is one.
    fileprivate var classColor: Color? {
        guard key.hasPrefix("class-"), let id = Int16(key.dropFirst("class-".count)) else { return nil }
        return Color(CharacterClass(id: id).color)
    }
}
