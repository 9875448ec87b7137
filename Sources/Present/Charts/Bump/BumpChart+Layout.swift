import Canvas

extension BumpChart {
    /// Draws a row per place, the first on top, and each line with its name on both sides.
    package func draw(on page: inout Page) {
        guard !columns.isEmpty, lines.contains(where: { line in line.places.contains { $0 != nil } }) else {
            return page.explainEmptiness(lines.isEmpty ? "Nothing recorded yet" : "Nobody is ranked yet")
        }
        let frame = BumpFrame(self, page: page)
        drawColumns(on: &page, frame)
        for (index, line) in lines.enumerated() { draw(line, color(index, page), on: &page, frame) }
        for place in 1...depth {
            let number = page.text("\(place)", frame.textSize, page.theme.note)
            page.drawing.text(
                number, at: Point(page.body.minX, frame.y(Double(place))), anchor: Anchor(.start, .middle))
        }
    }

    private func color(_ index: Int, _ page: Page) -> Color { lines[index].color ?? page.theme.color(index) }

    private func draw(_ line: Line, _ color: Color, on page: inout Page, _ frame: BumpFrame) {
        let points = columns.indices.map { column -> Point? in
            guard column < line.places.count, let place = line.places[column], place <= depth else {
                return nil
            }
            return Point(frame.x(Double(column)), frame.y(Double(place)))
        }
        page.line(
            points.split(separator: nil).map { run in run.compactMap(\.self) }, color: color, width: 4)
        for point in points.compactMap(\.self) { page.dot(point, radius: 6, color: color) }
        if let first = points.first ?? nil {
            page.drawing.text(
                frame.name(line.name, page, color), at: Point(frame.x(0) - 20, first.y),
                anchor: Anchor(.end, .middle))
        }
        if let last = points.last ?? nil {
            page.drawing.text(
                frame.name(line.name, page, color),
                at: Point(frame.x(Double(columns.count - 1)) + 20, last.y), anchor: Anchor(.start, .middle))
        }
    }

    private func drawColumns(on page: inout Page, _ frame: BumpFrame) {
        let width = page.widest(columns, size: Page.TextSize.label) + 16
        let slot = columns.count > 1 ? frame.x(1) - frame.x(0) : page.body.width
        let every = max(1, Int((width / slot).rounded(.up)))
        let shown = stride(from: (columns.count - 1) % every, to: columns.count, by: every)
        page.labels(
            shown.map { index in (frame.x(Double(index)), columns[index]) }, at: page.body.maxY, .baseline)
    }
}

/// Where the places of a bump chart lie.
private struct BumpFrame {
    let x: LinearScale
    let y: LinearScale
    let textSize: Double
    let nameWidth: Double

    init(_ chart: BumpChart, page: Page) {
        let bottom = page.body.maxY - Page.TextSize.label * 1.6
        let row = (bottom - page.body.minY) / Double(chart.depth)
        let textSize = min(Page.TextSize.label, row * 0.62)
        self.textSize = textSize
        let names = page.widest(chart.lines.map(\.name), size: textSize, weight: .bold)
        nameWidth = min(names + 1, page.body.width * 0.24)
        let numbers = page.widest(["\(chart.depth)"], size: textSize) + 14
        let last = Double(max(chart.columns.count - 1, 1))
        x = LinearScale(
            0...last, from: page.body.minX + numbers + nameWidth + 20, to: page.body.maxX - nameWidth - 20)
        y = LinearScale(
            1...Double(max(chart.depth, 2)), from: page.body.minY + row / 2,
            to: chart.depth > 1 ? bottom - row / 2 : bottom)
    }

    func name(_ string: String, _ page: Page, _ color: Color) -> Text {
        page.text(string, textSize, color, .bold, maxWidth: nameWidth)
    }
}
