import Canvas

extension CurveChart: ReadableChart {
    /// A row for each place that some curve tells, on the first curve that does.
    func reading(on page: Page) -> ChartReading {
        let places = Set(lines.flatMap(\.points).map(\.x)).sorted()
        let plot = plot(page)
        let low = places.first ?? 0
        let x = LinearScale(low...max(places.last ?? 0, low + 1), from: plot.minX, to: plot.maxX)
        let y = LinearScale(0...1, from: plot.maxY, to: plot.minY)
        let rows = places.map { place in
            let told = lines.map { line in line.points.first { point in point.x == place } }
            let shown = told.compactMap(\.self).first.flatMap { point in
                page.share(of: Point(x(place), y(point.share)))
            }
            return ChartReading.Row(
                cells: [self.place(place, page.locale)] + told.map { point in cell(point, page.locale) },
                place: shown)
        }
        let first = axis.prefix(1).uppercased() + axis.dropFirst()
        let names = lines.count == 1 ? [measure] : lines.map(\.name)
        return ChartReading(columns: [first] + names, rows: rows, direction: .across)
    }

    /// A share, with where it lies when that is known.
    private func cell(_ point: Line.Point?, _ locale: ChartLocale) -> String {
        guard let point else { return "\u{2013}" }
        guard let band = point.band else { return locale.percent(point.share) }
        let ends = [band.lowerBound, band.upperBound].map { share in locale.percent(share) }
        return "\(locale.percent(point.share)) (\(ends[0])\u{2013}\(ends[1]))"
    }
}
