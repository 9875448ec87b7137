import Canvas

extension TableChart {
    /// Draws as many columns and rows as have room, and says how many rows are left out.
    package func draw(on page: inout Page) {
        guard !rows.isEmpty, !columns.isEmpty else { return page.explainEmptiness(.nothingYet) }
        let frame = TableFrame(self, page: page)
        for column in frame.columns {
            page.drawing.text(
                page.text(
                    columns[column.index].name, frame.textSize, page.theme.label, .bold,
                    maxWidth: column.width),
                at: Point(column.anchor, frame.top + frame.rowHeight / 2),
                anchor: Anchor(column.isNumeric ? .end : .start, .middle))
        }
        rule(at: frame.top + frame.rowHeight, page.theme.axis, on: &page)
        for row in 0..<frame.rows {
            let middle = frame.top + (Double(row) + 1.5) * frame.rowHeight
            for column in frame.columns {
                let cell = cell(row, column.index)
                page.drawing.text(
                    page.text(
                        cell ?? "\u{2013}", frame.textSize, cell == nil ? page.theme.note : page.theme.ink,
                        maxWidth: column.width), at: Point(column.anchor, middle),
                    anchor: Anchor(column.isNumeric ? .end : .start, .middle))
            }
            if row + 1 < frame.rows { rule(at: middle + frame.rowHeight / 2, page.theme.grid, on: &page) }
        }
        guard frame.rows < rows.count else { return }
        page.remainder(
            rows.count - frame.rows,
            at: Point(page.body.minX, frame.top + (Double(frame.rows) + 1.5) * frame.rowHeight),
            size: frame.textSize)
    }

    private func rule(at y: Double, _ color: Color, on page: inout Page) {
        page.drawing.stroke(
            .line(from: Point(page.body.minX, y), to: Point(page.body.maxX, y)),
            Stroke(color, width: 1.5 * page.hairline))
    }
}

/// Where the columns and rows of a table lie.
private struct TableFrame {
    struct Column {
        var index: Int
        /// Where the cells begin, or end if they are numbers.
        var anchor: Double
        var width: Double
        var isNumeric: Bool
    }

    let columns: [Column]
    let rows: Int
    let top: Double
    let rowHeight: Double
    let textSize: Double

    init(_ chart: TableChart, page: Page) {
        top = page.body.minY
        let (rows, places) = page.rows(
            of: chart.rows.count, inHeight: page.body.height - page.lowestRow(24),
            lowest: page.lowestRow(24))
        self.rows = rows
        rowHeight = min(page.body.height / Double(places + 1), page.type.label * 2.2)
        let textSize = page.textSize(inRow: rowHeight, most: page.type.label)
        self.textSize = textSize
        columns = Self.columns(chart, rows, textSize, page)
    }

    /// Columns as wide as their widest cell; the first one, of names, gives way and takes what is left.
    private static func columns(
        _ chart: TableChart, _ rows: Int, _ textSize: Double, _ page: Page
    ) -> [Column] {
        let gap = textSize * 1.2
        let widths = chart.columns.indices.map { index in
            let cells = (0..<rows).map { row in chart.cell(row, index) ?? "\u{2013}" }
            return max(
                page.widest(cells, size: textSize),
                page.widest([chart.columns[index].name], size: textSize, weight: .bold)) + 1
        }
        // As many columns as leave the first one a third of the page.
        let least = min(widths[0], page.body.width / 3)
        var shown = 1
        var taken = least
        while shown < widths.count, taken + gap + min(widths[shown], page.body.width / 2) <= page.body.width {
            taken += gap + min(widths[shown], page.body.width / 2)
            shown += 1
        }
        let first = min(widths[0], page.body.width - (taken - least))
        // What is left goes between the columns, the same everywhere, as far as that helps the eye.
        let spare = page.body.width - taken + least - first
        let further = shown > 1 ? min(spare / Double(shown - 1), textSize * 6) : 0
        var x = page.body.minX
        return (0..<shown).map { index in
            let width = index == 0 ? first : min(widths[index], page.body.width / 2)
            defer { x += width + gap + further }
            let isNumeric = chart.columns[index].isNumeric
            return Column(
                index: index, anchor: isNumeric ? x + width : x, width: width, isNumeric: isNumeric)
        }
    }
}
