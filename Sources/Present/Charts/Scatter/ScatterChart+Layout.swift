import Canvas

extension ScatterChart {
    /// Draws all dots, then as many names as find room beside theirs.
    package func draw(on page: inout Page) {
        let known = known
        let head = page.type.heading + 20
        let axisHeight = page.numberAxisHeight(named: true)
        let height = page.body.height - head - axisHeight
        guard
            let xTicks = page.ticks(forLine: known.map(\.x), count: 6, height: .infinity),
            let yTicks = page.ticks(forLine: known.map(\.y), count: 5, height: height)
        else { return page.explainEmptiness(.nothingYet) }
        let plot = page.body.inset(
            left: page.widest(page.labels(of: yTicks), size: page.type.label) + 12, top: head,
            right: 24, bottom: axisHeight)
        let x = LinearScale(xTicks.domain, from: plot.minX, to: plot.maxX)
        let y = LinearScale(yTicks.domain, from: plot.maxY, to: plot.minY)
        page.heading(yMeasure, baseline: page.firstBaseline)
        page.valueAxis(yTicks, y, in: plot)
        page.numberAxis(xTicks, x, in: plot, drawsGrid: true, measure: xMeasure, weight: .bold)
        let places = known.map { dot in Point(x(dot.x), y(dot.y)) }
        let radius = (known.count > 150 ? 4 : 7) * (0.5 + page.format.stroke / 2)
        for (dot, place) in zip(known, places) {
            page.drawing.fill(.circle(place, radius: radius), page.mark(dot.color).opacity(0.85))
        }
        drawNames(of: known, at: places, radius: radius, in: plot, on: &page)
    }

    private func drawNames(
        of dots: [Dot], at places: [Point], radius: Double, in plot: Rect, on page: inout Page
    ) {
        var taken = places.map { place in
            Rect(x: place.x - radius, y: place.y - radius, width: 2 * radius, height: 2 * radius)
        }
        let size = page.type.footnote
        for (dot, place) in zip(dots, places) where !dot.label.isEmpty {
            let label = page.text(dot.label, size, page.theme.ink, maxWidth: plot.width * 0.3)
            let box = LabelBox(width: page.measure(label).width, height: size * 1.25)
            guard let rect = box.place(beside: place, distance: radius + 5, within: plot, avoiding: taken)
            else {
                continue
            }
            taken.append(rect)
            page.drawing.text(label, at: Point(rect.minX, rect.midY), anchor: Anchor(.start, .middle))
        }
    }
}

/// The room that a label needs.
struct LabelBox: Hashable, Sendable {
    let width: Double
    let height: Double

    /// A place to the right of, left of, above or below the point, the first that is free; nil when none is.
    func place(beside point: Point, distance: Double, within bounds: Rect, avoiding taken: [Rect]) -> Rect? {
        let candidates = [
            Rect(x: point.x + distance, y: point.y - height / 2, width: width, height: height),
            Rect(x: point.x - distance - width, y: point.y - height / 2, width: width, height: height),
            Rect(x: point.x - width / 2, y: point.y - distance - height, width: width, height: height),
            Rect(x: point.x - width / 2, y: point.y + distance, width: width, height: height),
        ]
        return candidates.first { candidate in
            bounds.contains(candidate) && !taken.contains { other in other.overlaps(candidate) }
        }
    }
}

extension Rect {
    /// Whether the other lies inside, edges included.
    func contains(_ other: Rect) -> Bool {
        other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY
    }

    /// Whether the two share more than an edge.
    func overlaps(_ other: Rect) -> Bool {
        minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
    }
}
