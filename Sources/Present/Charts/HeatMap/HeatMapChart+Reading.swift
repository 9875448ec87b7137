import Canvas

extension HeatMapChart: ReadableChart {
    /// A row for each row of the map with its value in every column, in its middle where it is drawn.
    func reading(on page: Page) -> ChartReading {
        let frame = HeatMapFrame(self, page: page)
        let told = rows.enumerated().map { index, row in
            let height = frame.cells.minY + (Double(index) + 0.5) * frame.rowHeight
            let place = index < frame.rows ? page.share(of: Point(frame.cells.midX, height)) : nil
            let cells = columns.indices.map { column in
                page.cell(column < row.values.count ? row.values[column] : nil, decimals: decimals)
            }
            return ChartReading.Row(cells: [row.label] + cells, place: place)
        }
        return ChartReading(
            columns: [page.locale.phrase(.nameColumn)] + columns, rows: told, direction: .down)
    }
}
