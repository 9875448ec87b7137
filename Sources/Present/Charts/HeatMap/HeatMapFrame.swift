import Canvas

/// Where the cells of a heat map lie.
struct HeatMapFrame {
    static let comfortableRow = 30.0
    private static let lowestRow = 26.0
    private static let tallestRow = 54.0

    /// How many rows have room.
    let rows: Int
    let cells: Rect
    let rowHeight: Double
    let columnWidth: Double
    let labelWidth: Double
    let textSize: Double
    /// The greatest value, which has the darkest shade; 0 when none is known or positive.
    let greatest: Double
    /// Baseline of the key above the map.
    let heading: Double

    init(_ chart: HeatMapChart, page: Page) {
        greatest = chart.greatest
        heading = page.body.minY + Page.TextSize.heading * 0.729
        let body = page.body.inset(top: Page.TextSize.heading + 14 + Page.TextSize.label * 1.5)
        let fitting = max(Int(body.height / Self.lowestRow), 1)
        let isCut = chart.rows.count > fitting
        rows = isCut ? max(fitting - 1, 0) : chart.rows.count
        rowHeight = min(max(body.height, 1) / Double(max(isCut ? fitting : rows, 1)), Self.tallestRow)
        let textSize = min(rowHeight * 0.62, Page.TextSize.label)
        self.textSize = textSize
        let labels = chart.rows.prefix(rows).map(\.label)
        labelWidth = min(page.widest(labels, size: textSize) + 1, body.width * 0.25)
        cells = Rect(
            x: body.minX + labelWidth + 14, y: body.minY, width: body.width - labelWidth - 14,
            height: Double(rows) * rowHeight)
        columnWidth = cells.width / Double(max(chart.columns.count, 1))
    }

    func cell(row: Int, column: Int) -> Rect {
        let gap = min(2, columnWidth * 0.12)
        return Rect(
            x: cells.minX + Double(column) * columnWidth + gap / 2,
            y: cells.minY + Double(row) * rowHeight + 1, width: max(columnWidth - gap, 0.5),
            height: max(rowHeight - 2, 0.5))
    }
}
