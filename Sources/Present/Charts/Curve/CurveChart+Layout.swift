import Canvas

extension CurveChart {
    /// Draws bands below lines, and each line's name where it ends.
    package func draw(on page: inout Page) {
        let xs = lines.flatMap(\.points).map(\.x)
        guard let low = xs.min(), let high = xs.max() else {
            return page.explainEmptiness("Nothing recorded yet")
        }
        let plot = plot(page)
        let x = LinearScale(low...max(high, low + 1), from: plot.minX, to: plot.maxX)
        let y = LinearScale(0...1, from: plot.maxY, to: plot.minY)
        drawHeading(on: &page)
        page.valueAxis([0, 0.25, 0.5, 0.75, 1], y, in: plot) { share in percentText(share) }
        let ticks = NiceTicks(covering: x.domain, count: 6, wholeNumbers: true)
        page.numberAxis(ticks, x, in: plot, drawsGrid: false, measure: axis)
        for (index, line) in lines.enumerated() { drawBand(of: line, color(index, page), x, y, on: &page) }
        for mark in marks where x.domain.contains(mark.x) { draw(mark, x, plot, on: &page) }
        for (index, line) in lines.enumerated() {
            let path = path(of: line.points.map { point in (point.x, point.share) }, x, y)
            page.line([path], color: color(index, page), width: 4)
            if let end = path.last { page.dot(end, radius: 6, color: color(index, page)) }
        }
        drawNames(x, y, plot, on: &page)
    }

    private static let bandOpacity = 0.2

    private func color(_ index: Int, _ page: Page) -> Color {
        lines[index].color ?? (lines.count == 1 ? page.theme.joins : page.theme.color(index))
    }

    private func plot(_ page: Page) -> Rect {
        let names = lines.map { line in page.measure(name(of: line, page, page.theme.ink)).width }.max() ?? 0
        return page.body.inset(
            left: page.widest([percentText(1)], size: Page.TextSize.label) + 12,
            top: Page.TextSize.heading + 20, right: names + 24, bottom: Page.numberAxisHeight(named: true))
    }

    private func name(of line: Line, _ page: Page, _ color: Color) -> Text {
        let share = line.points.last.map { point in percentText(point.share) } ?? ""
        let isAlone = lines.count == 1
        return page.text(
            isAlone ? share : "\(share)  \(line.name)",
            isAlone ? Page.TextSize.value : Page.TextSize.label, color, .bold,
            maxWidth: page.body.width * 0.26)
    }

    private func drawHeading(on page: inout Page) {
        let baseline = page.body.minY + Page.TextSize.heading * 0.729
        let name = page.text(measure, Page.TextSize.heading, page.theme.ink, .bold)
        page.drawing.text(name, at: Point(page.body.minX, baseline))
        guard let bandLabel, lines.contains(where: { line in line.points.contains { $0.band != nil } }) else {
            return
        }
        let shade = color(0, page).opacity(Self.bandOpacity).over(page.theme.background)
        let start = Point(page.body.minX + page.measure(name).width + 30, baseline)
        _ = page.key(lines.count == 1 ? shade : page.theme.grid, bandLabel, at: start, weight: .regular)
    }

    /// The places of a curve; a stepped one goes level to the next x and then up or down.
    private func path(of points: [(x: Double, share: Double)], _ x: LinearScale, _ y: LinearScale) -> [Point]
    {
        var path: [Point] = []
        for point in points {
            let place = Point(x(point.x), y(point.share))
            if isStepped, let last = path.last { path.append(Point(place.x, last.y)) }
            path.append(place)
        }
        return path
    }

    private func drawBand(
        of line: Line, _ color: Color, _ x: LinearScale, _ y: LinearScale, on page: inout Page
    ) {
        for run in line.points.split(whereSeparator: { point in point.band == nil }) where run.count > 1 {
            let bands = run.compactMap { point in point.band.map { band in (point.x, band) } }
            let upper = path(of: bands.map { place, band in (place, band.upperBound) }, x, y)
            let lower = path(of: bands.map { place, band in (place, band.lowerBound) }, x, y)
            page.drawing.fill(.polygon(upper + lower.reversed()), color.opacity(Self.bandOpacity))
        }
    }

    private func draw(_ mark: Mark, _ x: LinearScale, _ plot: Rect, on page: inout Page) {
        let place = x(mark.x)
        page.drawing.stroke(
            .line(from: Point(place, plot.minY), to: Point(place, plot.maxY)),
            Stroke(page.theme.axis, width: 2, dash: [6, 5]))
        let label = page.text(mark.label, Page.TextSize.label, page.theme.label)
        let fits = place + 8 + page.measure(label).width <= plot.maxX
        page.drawing.text(
            label, at: Point(fits ? place + 8 : place - 8, plot.minY + 4),
            anchor: Anchor(fits ? .start : .end, .top))
    }

    /// Names beside the ends, moved apart where they would overlap.
    private func drawNames(_ x: LinearScale, _ y: LinearScale, _ plot: Rect, on page: inout Page) {
        let ends = lines.indices.filter { index in !lines[index].points.isEmpty }
        let apart = (lines.count == 1 ? Page.TextSize.value : Page.TextSize.label) * 1.3
        let heights = spread(
            ends.map { index in y(lines[index].points.last?.share ?? 0) }, apart: apart,
            within: plot.minY...max(plot.minY, plot.maxY))
        for (index, height) in zip(ends, heights) {
            guard let height else { continue }
            page.drawing.text(
                name(of: lines[index], page, color(index, page)), at: Point(plot.maxX + 18, height),
                anchor: Anchor(.start, .middle))
        }
    }
}
