import Canvas

extension TrendChart {
    /// Draws all bands below all lines; where no line knows a value the time is shaded.
    package func draw(on page: inout Page) {
        guard let frame = TrendFrame(self, page: page) else {
            return page.explainEmptiness(series.isEmpty ? .nothingYet : .nothingKnown)
        }
        for gap in gaps {
            page.gap(fromX: frame.x(gap.lowerBound), toX: frame.x(gap.upperBound), in: frame.plot)
        }
        drawHeading(on: &page, frame)
        page.valueAxis(frame.ticks, frame.y, in: frame.plot)
        page.marks(marks, frame.x, in: [frame.plot])
        for (index, series) in series.enumerated() {
            drawBand(of: series, color(of: index, page), on: &page, frame)
            drawFan(of: series, color(of: index, page), on: &page, frame)
        }
        for (index, series) in series.enumerated() {
            drawLine(of: series, color(of: index, page), on: &page, frame)
        }
        drawLabels(on: &page, frame)
        page.timeAxis(
            page.timeTicks(for: times, in: frame.x.domain, width: frame.plot.width), frame.x, in: frame.plot)
    }

    private func color(of index: Int, _ page: Page) -> Color {
        page.mark(series[index].color ?? (series.count == 1 ? page.theme.joins : nil), index)
    }

    private var hasFan: Bool { series.contains { series in !series.fan.isEmpty } }

    private static let bandOpacity = 0.2
    private static let fanOpacities = [0.42, 0.2]

    private func drawHeading(on page: inout Page, _ frame: TrendFrame) {
        var x = page.heading(measure, baseline: frame.heading, width: page.body.width * 0.6)
        let isAlone = series.count == 1
        func tone(_ opacity: Double) -> Color {
            (isAlone ? color(of: 0, page) : page.theme.label).opacity(opacity).over(page.theme.background)
        }
        var keys: [(Color, String)] = []
        if let bandLabel, series.contains(where: { series in series.samples.contains { $0.band != nil } }) {
            keys.append((tone(Self.bandOpacity), bandLabel))
        }
        if hasFan {
            keys += zip(Self.fanOpacities, fanLabels).map { opacity, label in (tone(opacity), label) }
        }
        for (color, label) in keys {
            guard x + page.keyWidth(label, weight: .regular) <= page.body.maxX else { break }
            x = page.key(color, label, at: Point(x, frame.heading), weight: .regular)
        }
        if !gaps.isEmpty {
            page.gapKey(endingAt: Point(page.body.maxX, frame.heading), after: x)
        }
    }

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

    /// Ribbons that open from the last known value.
    private func drawFan(of series: Series, _ color: Color, on page: inout Page, _ frame: TrendFrame) {
        guard !series.fan.isEmpty else { return }
        let start = series.last.flatMap(frame.place)
        for (ribbon, opacity) in zip([\Expected.outer, \Expected.inner], Self.fanOpacities.reversed()) {
            let bounds = series.fan.compactMap { step in
                step[keyPath: ribbon].map { range in (frame.x(Double(step.time)), range) }
            }
            guard !bounds.isEmpty else { continue }
            let upper = bounds.map { x, range in Point(x, frame.y(range.upperBound)) }
            let lower = bounds.reversed().map { x, range in Point(x, frame.y(range.lowerBound)) }
            page.drawing.fill(
                .polygon((start.map { start in [start] } ?? []) + upper + lower), color.opacity(opacity))
        }
    }

    private func drawLine(of series: Series, _ color: Color, on page: inout Page, _ frame: TrendFrame) {
        let runs = series.runs.map { run in run.compactMap(frame.place) }
        page.line(runs, color: color)
        let expected = series.fan.map { step in Point(frame.x(Double(step.time)), frame.y(step.value)) }
        if !expected.isEmpty {
            let unit = page.lineWidth
            page.line(
                [(runs.last?.last.map { end in [end] } ?? []) + expected], color: color, width: unit * 0.75,
                dash: [unit * 2.5, unit * 1.75])
        }
        if let end = runs.last?.last { page.dot(end, radius: 6, color: color) }
    }

    /// Each line's name and last value to the right of the plot, moved apart where they would overlap.
    private func drawLabels(on page: inout Page, _ frame: TrendFrame) {
        let ends = series.indices.compactMap { index in
            frame.end(of: series[index]).map { place in (index, place) }
        }
        let heights = spread(
            ends.map { _, place in place.y }, apart: TrendFrame.labelHeight(self, page),
            within: frame.plot
                .minY...max(
                    frame.plot.minY, frame.plot.maxY - (hasFan ? page.type.label * 1.2 : 0)))
        for ((index, place), height) in zip(ends, heights) {
            guard let height else { continue }
            let color = color(of: index, page)
            let start = frame.plot.maxX + TrendFrame.gap(before: self)
            if abs(height - place.y) > 5 || start - place.x > 40 {
                page.drawing.stroke(
                    .polyline([
                        Point(place.x + 10, place.y), Point(start - 16, height),
                        Point(start - 5, height),
                    ]), Stroke(color.opacity(0.55), width: 1.5 * page.hairline))
            }
            var y = height
            for line in TrendFrame.labels(of: series[index], self, page, page.words(in: color)) {
                page.drawing.text(line, at: Point(start, y), anchor: Anchor(.start, .middle))
                y += page.type.label * 1.2
            }
        }
    }
}
