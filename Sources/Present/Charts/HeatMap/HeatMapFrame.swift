import Canvas

/// Where the cells of a heat map lie: where there is room on whole pixels, so that their edges are sharp and quickly drawn.
struct HeatMapFrame {
    /// Of a tall picture, with room for a name.
    static func comfortableRow(_ format: ChartFormat) -> Double { (format.type.label * 1.45).rounded() }

    /// How many rows have room.
    let rows: Int
    let cells: Rect
    let rowHeight: Double
    let columnWidth: Double
    let labelWidth: Double
    let textSize: Double
    /// The greatest value, which has the strongest shade; 0 when none is known or positive.
    let greatest: Double
    /// Baseline of the key above the map.
    let heading: Double

    init(_ chart: HeatMapChart, page: Page) {
        greatest = chart.greatest
        heading = page.firstBaseline
        let head = page.format.isTerse ? page.type.label * 1.15 : page.type.label * 1.5
        // A small picture has no line for the measure and the key: its cells say their numbers.
        let key = page.format.isTerse ? 0 : page.type.heading + 14
        let body = page.body.inset(top: key + head)
        let (rows, places) = page.rows(
            of: chart.rows.count, inHeight: body.height, lowest: page.lowestRow(26))
        self.rows = rows
        let row = min(max(body.height, 1) / Double(max(places, 1)), page.type.label * 2.7)
        rowHeight = row >= 4 ? row.rounded(.down) : row
        textSize = page.textSize(inRow: rowHeight, most: page.type.label)
        let labels = chart.rows.prefix(rows).map(\.label)
        labelWidth = min(
            page.widest(labels, size: textSize) + 1, body.width * (page.format.isTerse ? 0.3 : 0.25))
        let left = (body.minX + labelWidth + 14).rounded()
        let free = (body.maxX - left) / Double(max(chart.columns.count, 1))
        columnWidth = free >= 8 ? free.rounded(.down) : free
        cells = Rect(
            x: left, y: body.minY.rounded(), width: columnWidth * Double(chart.columns.count),
            height: Double(rows) * rowHeight)
    }

    /// How strong a value is, from 0 to 1.
    func share(of value: Double) -> Double { greatest > 0 ? max(value, 0) / greatest : 0 }

    func cell(row: Int, column: Int) -> Rect {
        let gap = columnWidth >= 8 ? 2 : columnWidth * 0.12
        return Rect(
            x: cells.minX + Double(column) * columnWidth + gap / 2,
            y: cells.minY + Double(row) * rowHeight + 1, width: max(columnWidth - gap, 0.5),
            height: max(rowHeight - 2, 0.5))
    }
}
