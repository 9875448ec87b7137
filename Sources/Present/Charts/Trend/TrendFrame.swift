import Canvas

/// Where a trend chart's plot lies, and its scales.
struct TrendFrame {
    let plot: Rect
    let ticks: NiceTicks
    /// The baseline of the heading above the value axis.
    let heading: Double
    let x: LinearScale
    let y: LinearScale

    /// Nil when no value is known.
    init?(_ chart: TrendChart, page: Page) {
        let head = page.type.heading + 20 + page.markHeight(chart.marks)
        let height = page.body.height - head - page.timeAxisHeight
        guard let ticks = page.ticks(forLine: chart.extremes, count: 5, height: height) else { return nil }
        self.ticks = ticks
        let left = page.widest(page.labels(of: ticks), size: page.type.label) + 12
        let widest = chart.series.map { series in
            let lines = Self.labels(of: series, chart, page, page.theme.ink)
            return lines.map { line in page.measure(line).width }.max() ?? 0
        }.max()
        heading = page.firstBaseline
        plot = page.body.inset(
            left: left, top: head, right: (widest ?? 0) + Self.gap(before: chart),
            bottom: page.timeAxisHeight)
        x = LinearScale(chart.span, from: plot.minX, to: plot.maxX)
        y = LinearScale(ticks.domain, from: plot.maxY, to: plot.minY)
    }

    /// From the end of the plot to the labels; leader lines run here.
    static func gap(before chart: TrendChart) -> Double { chart.series.count == 1 ? 22 : 46 }

    func place(_ point: TrendChart.Sample) -> Point? {
        point.value.map { value in Point(x(Double(point.time)), y(value)) }
    }

    /// Where a line's label wants to stand: at the last that is known or expected of it.
    func end(of series: TrendChart.Series) -> Point? {
        if let step = series.fan.last { return Point(x(Double(step.time)), y(step.value)) }
        return series.last.flatMap(place)
    }

    static func labelHeight(_ chart: TrendChart, _ page: Page) -> Double {
        let isAlone = chart.series.count == 1
        let lines = chart.series.contains { series in !series.fan.isEmpty } ? 2.2 : 1.3
        return (isAlone ? page.type.value : page.type.label) * (isAlone ? 1.3 : lines)
    }

    /// "631  Healers": only the value when there is one line, whose name the title tells, only the name where room is
    /// scarce; of what is expected the range below.
    static func labels(
        of series: TrendChart.Series, _ chart: TrendChart, _ page: Page, _ color: Color
    ) -> [Text] {
        func number(_ value: Double) -> String { page.locale.number(value, decimals: chart.decimals) }
        let value = (series.fan.last?.value ?? series.last?.value).map(number) ?? ""
        let limit = page.body.width * (page.format.isTerse ? 0.36 : 0.26)
        let isAlone = chart.series.count == 1
        var lines = [
            page.text(
                isAlone ? value : page.format.isTerse ? series.name : "\(value)  \(series.name)",
                isAlone ? page.type.value : page.type.label, color, .bold, maxWidth: limit)
        ]
        if let range = series.fan.last?.outer ?? series.fan.last?.inner {
            lines.append(
                page.text(
                    "\(number(range.lowerBound))\u{2013}\(number(range.upperBound))", page.type.label,
                    page.theme.label, maxWidth: limit))
        }
        return lines
    }
}
