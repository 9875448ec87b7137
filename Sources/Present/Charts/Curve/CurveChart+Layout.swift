import Canvas

extension CurveChart {
    /// Draws bands below lines, and each line's name where it ends.
    package func draw(on page: inout Page) {
        let xs = lines.flatMap(\.points).map(\.x)
        guard let low = xs.min(), let high = xs.max() else {
            return page.explainEmptiness(.nothingYet)
        }
        let plot = plot(page)
        let x = LinearScale(low...max(high, low + 1), from: plot.minX, to: plot.maxX)
        let y = LinearScale(0...1, from: plot.maxY, to: plot.minY)
        drawHeading(on: &page)
        page.valueAxis(shares(page, plot), y, in: plot)
        drawAxis(x, plot, on: &page)
        for (index, line) in lines.enumerated() { drawBand(of: line, color(index, page), x, y, on: &page) }
        for mark in marks where x.domain.contains(mark.x) { draw(mark, x, plot, on: &page) }
        for (index, line) in lines.enumerated() {
            let path = path(of: line.points.map { point in (point.x, point.share) }, x, y)
            page.line([path], color: color(index, page))
            if let end = path.last { page.dot(end, radius: 6, color: color(index, page)) }
        }
        drawNames(x, y, plot, on: &page)
        if marksHalf { drawHalves(x, y, plot, on: &page) }
    }

    private func shares(_ page: Page, _ plot: Rect) -> [(value: Double, label: String)] {
        let values =
            page.format.labels(inHeight: plot.height) >= 5 ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1]
        return values.map { share in (share, page.locale.percent(share)) }
    }

    private func drawAxis(_ x: LinearScale, _ plot: Rect, on page: inout Page) {
        switch scale {
        case .numbers:
            let ticks = page.ticks(
                covering: x.domain, count: 6, most: page.format.mostLabels ?? 12, wholeNumbers: true)
            page.numberAxis(ticks, x, in: plot, drawsGrid: false, measure: axis)
        case .dates:
            let times = lines.flatMap(\.points).map(\.x)
            page.timeAxis(
                page.timeTicks(for: times, in: x.domain, width: plot.width), x, in: plot)
        }
    }

    private func axisHeight(_ page: Page) -> Double {
        scale == .dates ? page.timeAxisHeight : page.numberAxisHeight(named: true)
    }

    private static let bandOpacity = 0.2

    private func color(_ index: Int, _ page: Page) -> Color {
        page.mark(lines[index].color ?? (lines.count == 1 ? page.theme.joins : nil), index)
    }

    func plot(_ page: Page) -> Rect {
        let names = lines.map { line in page.measure(name(of: line, page, page.theme.ink)).width }.max() ?? 0
        return page.body.inset(
            left: page.widest([page.locale.percent(1)], size: page.type.label) + 12,
            top: page.type.heading + 20, right: names + 24, bottom: axisHeight(page))
    }

    private func name(of line: Line, _ page: Page, _ color: Color) -> Text {
        let share = line.points.last.map { point in page.locale.percent(point.share) } ?? ""
        let isAlone = lines.count == 1
        return page.text(
            isAlone ? share : page.format.isTerse ? line.name : "\(share)  \(line.name)",
            isAlone ? page.type.value : page.type.label, color, .bold,
            maxWidth: page.body.width * (page.format.isTerse ? 0.36 : 0.26))
    }

    private func drawHeading(on page: inout Page) {
        let start = page.heading(measure, baseline: page.firstBaseline)
        guard let bandLabel, lines.contains(where: { line in line.points.contains { $0.band != nil } }) else {
            return
        }
        let shade = color(0, page).opacity(Self.bandOpacity).over(page.theme.background)
        guard start + page.keyWidth(bandLabel, weight: .regular) <= page.body.maxX else { return }
        _ = page.key(
            lines.count == 1 ? shade : page.theme.grid, bandLabel, at: Point(start, page.firstBaseline),
            weight: .regular)
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
            Stroke(page.theme.axis, width: 2 * page.hairline, dash: [6, 5]))
        let label = page.text(mark.label, page.type.label, page.theme.label)
        // Where the curves are not: below falling ones, above rising ones.
        let falls = lines.contains { line in (line.points.last?.share ?? 0) < (line.points.first?.share ?? 0)
        }
        let fits = place + 8 + page.measure(label).width <= plot.maxX
        page.drawing.text(
            label,
            at: Point(fits ? place + 8 : place - 8, falls ? plot.maxY - 10 : plot.minY + 4 + label.capHeight),
            anchor: Anchor(fits ? .start : .end))
    }

    /// Names beside the ends, moved apart where they would overlap.
    private func drawNames(_ x: LinearScale, _ y: LinearScale, _ plot: Rect, on page: inout Page) {
        let ends = lines.indices.filter { index in !lines[index].points.isEmpty }
        let apart = (lines.count == 1 ? page.type.value : page.type.label) * 1.3
        let heights = spread(
            ends.map { index in y(lines[index].points.last?.share ?? 0) }, apart: apart,
            within: plot.minY...max(plot.minY, plot.maxY))
        for (index, height) in zip(ends, heights) {
            guard let height else { continue }
            page.drawing.text(
                name(of: lines[index], page, page.words(in: color(index, page))),
                at: Point(plot.maxX + 18, height),
                anchor: Anchor(.start, .middle))
        }
    }

    /// A dot where each curve passes the half, with a line down to the axis and its place beside the line.
    private func drawHalves(_ x: LinearScale, _ y: LinearScale, _ plot: Rect, on page: inout Page) {
        var taken: [Rect] = []
        for (index, line) in lines.enumerated() {
            guard let half = line.crossing(0.5) else { continue }
            let color = color(index, page)
            let point = Point(x(half), y(line.share(at: half) ?? 0.5))
            page.drawing.stroke(
                .line(from: point, to: Point(point.x, plot.maxY)),
                Stroke(
                    color, width: 2 * page.hairline, dash: [4 * page.format.stroke, 5 * page.format.stroke]))
            page.dot(point, radius: 7, color: color)
            let text = page.text(place(half, page.locale), page.type.label, page.words(in: color), .bold)
            let box = LabelBox(width: page.measure(text).width, height: text.size * 1.1)
            let row = Double(index) * text.size * 1.25
            let places = [
                Rect(
                    x: point.x + 8, y: plot.maxY - box.height - 6 - row, width: box.width, height: box.height),
                Rect(
                    x: point.x - 8 - box.width, y: plot.maxY - box.height - 6 - row, width: box.width,
                    height: box.height),
            ]
            let free = places.first { place in
                plot.contains(place) && !taken.contains { other in other.overlaps(place) }
            }
            guard let free else { continue }
            taken.append(free)
            page.drawing.text(text, at: Point(free.minX, free.midY), anchor: Anchor(.start, .middle))
        }
    }
}
