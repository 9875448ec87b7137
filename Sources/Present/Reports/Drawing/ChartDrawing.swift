import Canvas
import Charts
import Guilds

/// What a chart definition makes of a snapshot.
struct ChartDrawing {
    let definition: ChartDefinition
    let reading: SnapshotReading
    /// Whether the picture stands alone and has to say whose it is; on a page the page does.
    var isAlone = false

    /// Nil where the snapshot has no such figure.
    func chart(size: Size, theme: ChartTheme) -> (any Chart)? {
        switch definition.kind {
        case .roster(let members, let arrivals, let departures):
            roster(members, arrivals, departures, size: size)
        case .trend(let metric, let measure): trend(metric, measure, size: size)
        case .bars(let metric, let measure): bars(metric, measure, size: size, theme: theme)
        }
    }

    private func roster(
        _ members: String, _ arrivals: [String], _ departures: String, size: Size
    ) -> RosterChart? {
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
            title: definition.title, subtitle: subtitle, footnote: footnote(insight), weeks: weeks, size: size
        )
    }

    private func known(_ metric: String) -> [Int64: Double] {
        Dictionary(
            reading.curve(metric).compactMap { point in point.value.map { (point.at, $0) } }
        ) { first, _ in first }
    }

    private func trend(_ metric: String, _ measure: String, size: Size) -> TrendChart? {
        guard let insight = reading.insight(metric, for: .members),
            case .curve(let points, _) = insight.figure, points.contains(where: { $0.value != nil })
        else { return nil }
        let line = TrendChart.Series(
            name: measure, samples: points.map { TrendChart.Sample(time: $0.at, value: $0.value) })
        return TrendChart(
            title: definition.title, subtitle: subtitle, footnote: footnote(insight), measure: measure,
            series: [line], size: size)
    }

    private func bars(_ metric: String, _ measure: String, size: Size, theme: ChartTheme) -> BarChart? {
        guard let insight = reading.insight(metric, for: .members),
            case .distribution(let shares) = insight.figure, shares.contains(where: { $0.count > 0 })
        else { return nil }
        let bars = shares.map { share in
            BarChart.Bar(
                label: share.label, value: Double(share.count),
                color: share.classColor?.visible(on: theme.background))
        }
        return BarChart(
            title: definition.title, subtitle: subtitle, footnote: footnote(insight), measure: measure,
            bars: bars, size: size)
    }

    private var subtitle: String { isAlone ? "\(reading.guildName), \(reading.realmName)" : "" }

    private func footnote(_ insight: Insight) -> String {
        let seen = insight.coverage < 1 ? " · \(Wording.percent(insight.coverage)) seen" : ""
        return "As of \(reading.asOf.longText)\(seen)"
    }
}

extension Insight.Share {
    /// The colour players know a class by, where the share is one.
    fileprivate var classColor: Color? {
        guard key.hasPrefix("class-"), let id = Int16(key.dropFirst("class-".count)) else { return nil }
        return Color(CharacterClass(id: id).color)
    }
}

extension Color {
    /// The colour, moved away from the background until a bar of it can be seen (contrast 1.6 or more).
    fileprivate func visible(on background: Color) -> Color {
        let away = background.luminance > 0.5 ? Color.black : Color.white
        var color = self
        for _ in 0..<12 where color.contrast(with: background) < 1.6 {
            color = away.opacity(0.08).over(color)
        }
        return color
    }

    private func contrast(with other: Color) -> Double {
        let lighter = max(luminance, other.luminance)
        let darker = min(luminance, other.luminance)
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// Brightness from 0 to 1, by the weights of WCAG 2 with a square for its curve.
    private var luminance: Double {
        func part(_ value: UInt8) -> Double { Double(value) / 255 * Double(value) / 255 }
        return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    }
}
