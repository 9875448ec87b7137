import Canvas

extension BumpChart {
    /// Draws a row per place, the first on top, and each line with its name on both sides.
    package func draw(on page: inout Page) {
        guard !columns.isEmpty, lines.contains(where: { line in line.places.contains { $0 != nil } }) else {
            return page.explainEmptiness(lines.isEmpty ? .nothingYet : .nobodyRanked)
        }
        let frame = BumpFrame(self, page: page)
        drawColumns(on: &page, frame)
        for (index, line) in lines.enumerated() { draw(line, color(index, page), on: &page, frame) }
        for place in 1...frame.depth {
            let number = page.text(page.locale.number(place), frame.textSize, page.theme.note)
            page.drawing.text(
                number, at: Point(page.body.minX, frame.y(Double(place))), anchor: Anchor(.start, .middle))
        }
    }

    private func color(_ index: Int, _ page: Page) -> Color { page.mark(lines[index].color, index) }

    private func draw(_ line: Line, _ color: Color, on page: inout Page, _ frame: BumpFrame) {
        let points = columns.indices.map { column -> Point? in
            guard column < line.places.count, let place = line.places[column], place <= frame.depth else {
                return nil
            }
            return Point(frame.x(Double(column)), frame.y(Double(place)))
        }
        page.line(
            points.split(separator: nil).map { run in run.compactMap(\.self) }, color: color)
        for point in points.compactMap(\.self) { page.dot(point, radius: 6, color: color) }
        if let first = points.first ?? nil, frame.namesStart {
            page.drawing.text(
                frame.name(line.name, page, page.words(in: color)), at: Point(frame.x(0) - 20, first.y),
                anchor: Anchor(.end, .middle))
        }
        if let last = points.last ?? nil {
            page.drawing.text(
                frame.name(line.name, page, page.words(in: color)),
                at: Point(frame.x(Double(columns.count - 1)) + 20, last.y), anchor: Anchor(.start, .middle))
        }
    }

    private func drawColumns(on page: inout Page, _ frame: BumpFrame) {
        let slot = columns.count > 1 ? frame.x(1) - frame.x(0) : page.body.width
        let every = page.labelStep(columns: columns, slot: slot)
        let shown = stride(from: (columns.count - 1) % every, to: columns.count, by: every)
        page.labels(
            shown.map { index in (frame.x(Double(index)), columns[index]) }, at: page.body.maxY, .baseline)
    }
}

/// Where the places of a bump chart lie.
struct BumpFrame {
    let x: LinearScale
    let y: LinearScale
    let textSize: Double
    let nameWidth: Double

    /// How many places are drawn.
    let depth: Int
    /// Whether the names stand on both sides; a small picture has them at the end only.
    let namesStart: Bool

    init(_ chart: BumpChart, page: Page) {
        let bottom = page.body.maxY - page.type.label * (page.format.isTerse ? 1.1 : 1.6)
        let fitting = Int((bottom - page.body.minY) / page.lowestRow(14))
        depth = max(1, min(chart.depth, fitting, page.format.mostRows ?? .max))
        let row = (bottom - page.body.minY) / Double(depth)
        let textSize = page.textSize(inRow: row, most: page.type.label)
        self.textSize = textSize
        namesStart = !page.format.isTerse
        let names = page.widest(chart.lines.map(\.name), size: textSize, weight: .bold)
        nameWidth = min(names + 1, page.body.width * (page.format.isTerse ? 0.34 : 0.24))
        let numbers = page.widest([page.locale.number(depth)], size: textSize) + 14
        let last = Double(max(chart.columns.count - 1, 1))
        x = LinearScale(
            0...last, from: page.body.minX + numbers + 20 + (namesStart ? nameWidth : 0),
            to: page.body.maxX - nameWidth - 20)
        y = LinearScale(
            1...Double(max(depth, 2)), from: page.body.minY + row / 2,
            to: depth > 1 ? bottom - row / 2 : bottom)
    }

    func name(_ string: String, _ page: Page, _ color: Color) -> Text {
        page.text(string, textSize, color, .bold, maxWidth: nameWidth)
    }
}
