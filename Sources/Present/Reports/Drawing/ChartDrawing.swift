import Canvas
import Charts
import Guilds

/// What a chart definition makes of a snapshot.
struct ChartDrawing {
    let definition: ChartDefinition
    let reading: SnapshotReading
    /// Whether the picture stands alone and has to say whose it is; on a page the page does.
    var isAlone = false
    var locale = ChartLocale.english

    /// Nil where the snapshot has no such figure.
    func chart() -> (any Chart)? {
        switch definition.kind {
        case .roster(let members, let arrivals, let departures):
            roster(members, arrivals, departures)
        case .trend(let metric, let measure, let forecast): trend(metric, measure, forecast)
        case .bars(let metric, let measure): bars(metric, measure)
        }
    }

    private func roster(_ members: String, _ arrivals: [String], _ departures: String) -> RosterChart? {
        guard let insight = reading.insight(members, for: .members),
            case .curve(let sizes, _) = insight.figure
        else { return nil }
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
        guard let insight = reading.insight(metric, for: .members),
            case .curve(let points, _) = insight.figure, points.contains(where: { $0.value != nil })
        else { return nil }
        let expected = forecast.map(expected) ?? []
        let levels = expected.first?.intervals.map { interval in locale.percent(interval.level) } ?? []
        let line = TrendChart.Series(
            name: self.measure(measure),
            samples: points.map { TrendChart.Sample(time: $0.at, value: $0.value) },
            fan: expected.compactMap { point in point.step })
        return TrendChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: self.measure(measure),
            fanLabels: levels, series: [line])
    }

    /// What is still to come of a forecast; nothing where there is none.
    private func expected(_ metric: String) -> [Insight.FanPoint] {
        guard case .fan(let points, _) = reading.insight(metric, for: .members)?.figure else { return [] }
        return points.filter { point in !point.intervals.isEmpty }
    }

    private func bars(_ metric: String, _ measure: String) -> BarChart? {
        guard let insight = reading.insight(metric, for: .members),
            case .distribution(let shares) = insight.figure, shares.contains(where: { $0.count > 0 })
        else { return nil }
        let bars = shares.map { share in
            BarChart.Bar(
                label: share.label, value: Double(share.count),
                color: share.classColor)
        }
        return BarChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: self.measure(measure),
            bars: bars)
    }

    private var subtitle: String { isAlone ? "\(reading.guildName), \(reading.realmName)" : "" }

    private var title: String { german?.title ?? definition.title }

    private func measure(_ english: String) -> String { german?.measure ?? english }

    private var german: ChartDefinition.German? {
        locale.language == .german ? definition.german : nil
    }

    private func footnote(_ insight: Insight) -> String {
        locale.sourceLine("Battle.net API", asOf: reading.asOf.seconds, coverage: insight.coverage)
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
