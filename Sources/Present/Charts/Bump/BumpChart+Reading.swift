import Canvas

extension BumpChart: ReadableChart {
    /// A row for each of the ranked with its place in every column, at its newest place.
    func reading(on page: Page) -> ChartReading {
        let frame = BumpFrame(self, page: page)
        let rows = lines.map { line in
            let last = line.places.indices.last { index in line.places[index] != nil }
            let place = last.flatMap { column -> Point? in
                guard let place = line.places[column], place <= frame.depth else { return nil }
                return page.share(of: Point(frame.x(Double(column)), frame.y(Double(place))))
            }
            let cells = columns.indices.map { column in
                page.cell(column < line.places.count ? line.places[column].map(Double.init) : nil)
            }
            return ChartReading.Row(cells: [line.name] + cells, place: place)
        }
        return ChartReading(
            columns: [page.locale.phrase(.nameColumn)] + columns, rows: rows, direction: .down)
    }
}
