import Canvas

extension TrendChart {
    /// Draws all bands below all lines; where no line knows a value the time is shaded.
    package func draw(on page: inout Page) {
        guard let ticks = NiceTicks.forLine(extremes, count: 5) else {
            page.explainEmptiness(
                series.isEmpty ? "Nothing recorded yet" : "Nothing is known about this time yet")
            return
        }
        let frame = TrendFrame(self, ticks: ticks, page: page)
        for gap in gaps {
            page.gap(fromX: frame.x(gap.lowerBound), toX: frame.x(gap.upperBound), in: frame.plot)
        }
        drawHeading(on: &page, frame)
        page.valueAxis(ticks.values, frame.y, in: frame.plot) { value in
            numberText(value, decimals: ticks.decimals)
        }
        for (index, series) in series.enumerated() {
            drawBand(of: series, color(of: index, page), on: &page, frame)
        }
        for (index, series) in series.enumerated() {
            drawLine(of: series, color(of: index, page), on: &page, frame)
        }
        drawLabels(on: &page, frame)
        page.timeAxis(
            TimeTicks.ticks(for: times, in: frame.x.domain, width: frame.plot.width), frame.x, in: frame.plot)
    }

    private func color(of index: Int, _ page: Page) -> Color {
        series[index].color ?? (series.count == 1 ? page.theme.joins : page.theme.color(index))
    }

    private func drawHeading(on page: inout Page, _ frame: TrendFrame) {
        let start = Point(page.body.minX, frame.heading)
        let name = page.text(measure, Page.TextSize.heading, page.theme.ink, .bold)
        page.drawing.text(name, at: start)
        if let bandLabel, series.contains(where: { series in series.samples.contains { $0.band != nil } }) {
            let color = color(of: 0, page).opacity(Self.bandOpacity).over(page.theme.background)
            _ = page.key(
                series.count == 1 ? color : page.theme.grid, bandLabel,
                at: Point(start.x + page.measure(name).width + 30, start.y), weight: .regular)
        }
        if !gaps.isEmpty { page.gapKey(endingAt: Point(page.body.maxX, frame.heading)) }
    }

    private static let bandOpacity = 0.2

    private func drawBand(of series: Series, _ color: Color, on page: inout Page, _ frame: TrendFrame) {
        for run in series.samples.split(whereSeparator: { point in point.value == nil || point.band == nil })
        {
            let bounds = run.compactMap { point in
                point.band.map { band in (frame.x(Double(point.time)), band) }
            }
            let upper = bounds.map { x, band in Point(x, frame.y(band.upperBound)) }
            let lower = bounds.reversed().map { x, band in Point(x, frame.y(band.lowerBound)) }
            if bounds.count == 1 {
                page.drawing.stroke(
                    .polyline(upper + lower), Stroke(color.opacity(0.5), width: 5, cap: .round))
            } else {
                page.drawing.fill(.polygon(upper + lower), color.opacity(Self.bandOpacity))
            }
        }
    }

    private func drawLine(of series: Series, _ color: Color, on page: inout Page, _ frame: TrendFrame) {
        let runs = series.runs.map { run in run.compactMap(frame.place) }
        page.line(runs, color: color, width: 4)
        if let end = runs.last?.last { page.dot(end, radius: 6, color: color) }
    }

    /// Each line's name and last value to the right of the plot, moved apart where they would overlap.
    private func drawLabels(on page: inout Page, _ frame: TrendFrame) {
        let ends = series.indices.compactMap { index in
            series[index].last.flatMap(frame.place).map { place in (index, place) }
        }
        let heights = spread(
            ends.map { _, place in place.y }, apart: TrendFrame.labelHeight(several: series.count > 1),
            within: frame.plot.minY...max(frame.plot.minY, frame.plot.maxY))
        for ((index, place), height) in zip(ends, heights) {
            guard let height else { continue }
            let color = color(of: index, page)
            let start = frame.plot.maxX + TrendFrame.gap(before: self)
            if abs(height - place.y) > 5 || start - place.x > 40 {
                page.drawing.stroke(
                    .polyline([
                        Point(place.x + 10, place.y), Point(start - 16, height),
                        Point(start - 5, height),
                    ]), Stroke(color.opacity(0.55), width: 1.5))
            }
            page.drawing.text(
                frame.label(of: series[index], self, page, color), at: Point(start, height),
                anchor: Anchor(.start, .middle))
        }
    }
}
