import Canvas

extension HeatMapChart {
    /// Draws as many rows as have room, in their order, and says how many are left out.
    package func draw(on page: inout Page) {
        guard !rows.isEmpty, !columns.isEmpty else { return page.explainEmptiness(.nothingYet) }
        guard rows.contains(where: { row in row.values.contains { value in value != nil } }) else {
            return page.explainEmptiness(.nothingKnown)
        }
        let frame = HeatMapFrame(self, page: page)
        if !page.format.isTerse { drawKey(on: &page, frame) }
        drawColumns(on: &page, frame)
        drawCells(on: &page, frame)
        for (index, row) in rows.prefix(frame.rows).enumerated() {
            let middle = frame.cells.minY + (Double(index) + 0.5) * frame.rowHeight
            page.drawing.text(
                page.text(row.label, frame.textSize, page.theme.ink, maxWidth: frame.labelWidth),
                at: Point(frame.cells.minX - 14, middle), anchor: Anchor(.end, .middle))
        }
        guard frame.rows < rows.count else { return }
        page.remainder(
            rows.count - frame.rows,
            at: Point(page.body.minX, frame.cells.maxY + frame.rowHeight / 2), size: frame.textSize)
    }

    /// The cells of a shade in one go, then the dashes of the unknown, then the numbers.
    private func drawCells(on page: inout Page, _ frame: HeatMapFrame) {
        let cells = cells(in: frame)
        let known = cells.compactMap { value, cells in value.map { value in (value, cells) } }
            .sorted { left, right in left.0 < right.0 }
            .map { value, cells in
                (value: value, shade: page.theme.shade(frame.share(of: value)), cells: cells)
            }
        for (shade, group) in Dictionary(grouping: known, by: \.shade).sorted(by: {
            $0.1[0].value < $1.1[0].value
        }) {
            page.drawing.fill(.rectangles(group.lazy.flatMap(\.cells)), shade)
        }
        if let unknown = cells[nil] {
            page.drawing.stroke(
                .dashes(in: unknown), Stroke(page.theme.axis, width: 1.5 * page.format.stroke))
        }
        guard saysNumbers(known.map(\.value), page, frame) else { return }
        drawNumbers(known.map { group in (group.value, page.theme.ink(on: group.shade)) }, on: &page, frame)
    }

    /// Row by row those of an ink together: glyphs that follow each other to the right are drawn in one go.
    private func drawNumbers(
        _ values: [(value: Double, ink: Color)], on page: inout Page, _ frame: HeatMapFrame
    ) {
        let texts = Dictionary(
            uniqueKeysWithValues: values.map { value, ink in
                let number = page.locale.number(value, decimals: decimals)
                return (value, page.text(number, numberSize(page, frame), ink))
            })
        let inks = Set(values.map(\.ink)).sorted { left, right in left.description < right.description }
        for (index, row) in rows.prefix(frame.rows).enumerated() {
            for ink in inks {
                for (column, value) in row.values.prefix(columns.count).enumerated() {
                    guard let value, let text = texts[value], text.color == ink else { continue }
                    let cell = frame.cell(row: index, column: column)
                    page.drawing.text(
                        text, at: Point(cell.midX, cell.midY), anchor: Anchor(.middle, .middle))
                }
            }
        }
    }

    /// The cells with each value; those where nothing is known under nil.
    private func cells(in frame: HeatMapFrame) -> [Double?: [Rect]] {
        var cells: [Double?: [Rect]] = [:]
        for (index, row) in rows.prefix(frame.rows).enumerated() {
            for column in columns.indices {
                let value = column < row.values.count ? row.values[column] : nil
                cells[value, default: []].append(frame.cell(row: index, column: column))
            }
        }
        return cells
    }

    private func numberSize(_ page: Page, _ frame: HeatMapFrame) -> Double {
        max(frame.textSize * 0.85, min(page.type.least, frame.textSize))
    }

    private func saysNumbers(_ values: [Double], _ page: Page, _ frame: HeatMapFrame) -> Bool {
        let texts = Set(values.map { value in page.locale.number(value, decimals: decimals) })
        let longest = texts.sorted { left, right in
            left.count == right.count ? left < right : left.count > right.count
        }
        return page.widest(Array(longest.prefix(8)), size: numberSize(page, frame)) + 4 <= frame.columnWidth
    }

    /// The names of the columns that have room beside each other.
    private func drawColumns(on page: inout Page, _ frame: HeatMapFrame) {
        let every = page.labelStep(columns: columns, slot: frame.columnWidth)
        let shown = stride(from: 0, to: columns.count, by: every)
        page.labels(
            shown.map { index in
                (frame.cells.minX + (Double(index) + 0.5) * frame.columnWidth, columns[index])
            }, at: frame.cells.minY - 10, .baseline)
    }

    /// The measure, and its shades from 0 to the greatest value.
    private func drawKey(on page: inout Page, _ frame: HeatMapFrame) {
        page.heading(measure, baseline: frame.heading, width: page.body.width * 0.5)
        let most = page.locale.number(frame.greatest, decimals: decimals)
        page.shadeKey(from: "0", to: most, baseline: frame.heading)
    }
}

extension Page {
    /// The theme's shades between their least and greatest value, and the dash of the unknown, at the right end.
    mutating func shadeKey(from least: String, to most: String, baseline: Double) {
        let greatest = text(most, type.label, theme.label)
        let side = (type.label * 1.1).rounded()
        var x = body.maxX - measure(greatest).width
        drawing.text(greatest, at: Point(x, baseline))
        x -= 8
        for shade in theme.shades.reversed() {
            x -= side
            drawing.fill(
                .rectangle(Rect(x: x, y: baseline - side * 0.8, width: side, height: side * 0.9)), shade)
        }
        let none = text(least, type.label, theme.label)
        x -= 8
        drawing.text(none, at: Point(x, baseline), anchor: Anchor(.end))
        x -= measure(none).width + 30
        drawing.text(
            text("\u{2013} \(locale.phrase(.noData))", type.label, theme.label), at: Point(x, baseline),
            anchor: Anchor(.end))
    }
}

extension Path {
    /// The outlines of rectangles that do not touch.
    fileprivate static func rectangles(_ rects: some Sequence<Rect>) -> Path {
        var path = Path()
        for rect in rects {
            path.move(to: Point(rect.minX, rect.minY))
            path.line(to: Point(rect.maxX, rect.minY))
            path.line(to: Point(rect.maxX, rect.maxY))
            path.line(to: Point(rect.minX, rect.maxY))
            path.close()
        }
        return path
    }

    /// A short line in the middle of each cell.
    fileprivate static func dashes(in cells: [Rect]) -> Path {
        var path = Path()
        for cell in cells {
            let reach = min(cell.width, cell.height) * 0.18
            path.move(to: Point(cell.midX - reach, cell.midY))
            path.line(to: Point(cell.midX + reach, cell.midY))
        }
        return path
    }
}
