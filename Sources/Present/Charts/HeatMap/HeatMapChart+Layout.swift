import Canvas

extension HeatMapChart {
    /// Draws as many rows as have room, in their order, and says how many are left out.
    package func draw(on page: inout Page) {
        guard !rows.isEmpty, !columns.isEmpty else { return page.explainEmptiness("Nothing recorded yet") }
        guard rows.contains(where: { row in row.values.contains { value in value != nil } }) else {
            return page.explainEmptiness("Nothing is known about this time yet")
        }
        let frame = HeatMapFrame(self, page: page)
        drawKey(on: &page, frame)
        drawColumns(on: &page, frame)
        let saysNumbers = saysNumbers(page, frame)
        for (index, row) in rows.prefix(frame.rows).enumerated() {
            let middle = frame.cells.minY + (Double(index) + 0.5) * frame.rowHeight
            page.drawing.text(
                page.text(row.label, frame.textSize, page.theme.ink, maxWidth: frame.labelWidth),
                at: Point(frame.cells.minX - 14, middle), anchor: Anchor(.end, .middle))
            for column in columns.indices {
                let value = column < row.values.count ? row.values[column] : nil
                draw(value, in: frame.cell(row: index, column: column), saysNumbers, on: &page, frame)
            }
        }
        guard frame.rows < rows.count else { return }
        page.drawing.text(
            page.text("and \(numberText(rows.count - frame.rows)) more", frame.textSize, page.theme.note),
            at: Point(frame.cells.minX, frame.cells.maxY + frame.rowHeight / 2),
            anchor: Anchor(.start, .middle))
    }

    private func draw(
        _ value: Double?, in cell: Rect, _ saysNumbers: Bool, on page: inout Page, _ frame: HeatMapFrame
    ) {
        let middle = Point(cell.midX, cell.midY)
        guard let value else {
            let reach = min(cell.width, cell.height) * 0.18
            page.drawing.stroke(
                .line(from: Point(middle.x - reach, middle.y), to: Point(middle.x + reach, middle.y)),
                Stroke(page.theme.axis, width: 1.5))
            return
        }
        let color = page.theme.shade(frame.greatest > 0 ? max(value, 0) / frame.greatest : 0)
        page.drawing.fill(.rectangle(cell, radius: min(3, cell.width / 4)), color)
        guard saysNumbers else { return }
        page.drawing.text(
            page.text(numberText(value, decimals: decimals), numberSize(frame), page.theme.ink(on: color)),
            at: middle, anchor: Anchor(.middle, .middle))
    }

    private func numberSize(_ frame: HeatMapFrame) -> Double { frame.textSize * 0.85 }

    private func saysNumbers(_ page: Page, _ frame: HeatMapFrame) -> Bool {
        let texts = Set(
            rows.prefix(frame.rows).flatMap(\.values).compactMap(\.self).map { value in
                numberText(value, decimals: decimals)
            })
        let longest = texts.sorted { left, right in left.count > right.count }.prefix(8)
        return page.widest(Array(longest), size: numberSize(frame)) + 4 <= frame.columnWidth
    }

    /// The names of the columns that have room beside each other.
    private func drawColumns(on page: inout Page, _ frame: HeatMapFrame) {
        let width = page.widest(columns, size: Page.TextSize.label) + 14
        let every = max(1, Int((width / frame.columnWidth).rounded(.up)))
        let shown = stride(from: 0, to: columns.count, by: every)
        page.labels(
            shown.map { index in
                (frame.cells.minX + (Double(index) + 0.5) * frame.columnWidth, columns[index])
            }, at: frame.cells.minY - 10, .baseline)
    }

    /// The measure, and its shades from 0 to the greatest value.
    private func drawKey(on page: inout Page, _ frame: HeatMapFrame) {
        let name = page.text(measure, Page.TextSize.heading, page.theme.ink, .bold)
        page.drawing.text(name, at: Point(page.body.minX, frame.heading))
        let most = page.text(
            numberText(frame.greatest, decimals: decimals), Page.TextSize.label, page.theme.label)
        let side = 22.0
        var x = page.body.maxX - page.measure(most).width
        page.drawing.text(most, at: Point(x, frame.heading))
        x -= 8
        for shade in page.theme.shades.reversed() {
            x -= side
            page.drawing.fill(.rectangle(Rect(x: x, y: frame.heading - 17, width: side, height: 19)), shade)
        }
        let none = page.text("0", Page.TextSize.label, page.theme.label)
        x -= 8
        page.drawing.text(none, at: Point(x, frame.heading), anchor: Anchor(.end))
        x -= page.measure(none).width + 30
        page.drawing.text(
            page.text("\u{2013} no data", Page.TextSize.label, page.theme.label), at: Point(x, frame.heading),
            anchor: Anchor(.end))
    }
}
