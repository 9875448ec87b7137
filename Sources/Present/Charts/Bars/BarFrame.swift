import Canvas

/// Where the rows of a bar chart lie, and the scale of their bars.
struct BarFrame {
    static let valueGap = 10.0
    private static let tallestRow = 62.0
    private static let lowestRow = 22.0

    /// How many bars have room.
    let rows: Int
    let rowsTop: Double
    let rowHeight: Double
    let textSize: Double
    let labelWidth: Double
    let x: LinearScale

    init(_ chart: BarChart, page: Page) {
        let body = page.body.inset(top: chart.measure.isEmpty ? 0 : Page.TextSize.heading + 16)
        let fitting = max(Int(body.height / Self.lowestRow), 1)
        // The last place says how many bars are left out.
        let places = min(chart.bars.count, fitting)
        rows = chart.bars.count > fitting ? max(fitting - 1, 0) : chart.bars.count
        rowHeight = min(max(body.height, 1) / Double(max(places, 1)), Self.tallestRow)
        rowsTop = body.minY
        let textSize = min(rowHeight * 0.62, Page.TextSize.subtitle)
        self.textSize = textSize
        let labels = chart.bars.map(\.label)
        labelWidth = min(page.widest(labels, size: textSize) + 1, body.width * 0.34)

        let values = chart.bars.compactMap(\.value)
        let (low, high) = (min(values.min() ?? 0, 0), max(values.max() ?? 0, 0))
        func room(_ bars: [BarChart.Bar]) -> Double {
            bars.map { bar in
                let value = page.widest([chart.valueText(bar)], size: textSize, weight: .bold)
                return value + page.widest([bar.note], size: textSize) + textSize * 0.5 + Self.valueGap
            }.max() ?? 0
        }
        let left = room(chart.bars.filter { bar in (bar.value ?? 0) < 0 })
        let right = room(chart.bars.filter { bar in (bar.value ?? 0) >= 0 })
        x = LinearScale(
            low...(high > low ? high : low + 1), from: body.minX + labelWidth + 14 + left,
            to: body.maxX - right)
    }
}
