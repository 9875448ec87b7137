import Charts
import Guilds

// Charts of tables that go from week to week.
extension ChartDrawing {
    /// A line for each column of shares; a line ends with the last week that is known.
    func curves(
        _ metric: String, _ measure: String, _ axis: String, _ lines: [String], x: String
    ) -> CurveChart? {
        guard let (insight, rows) = rows(metric) else { return nil }
        let curves = lines.map { column in
            CurveChart.Line(
                name: unitless(words.label(column)),
                points: rows.compactMap { row in
                    guard let place = row.number(x), let share = row.number(column) else { return nil }
                    return CurveChart.Line.Point(x: place, share: share / 100)
                })
        }.filter { line in !line.points.isEmpty }
        guard curves.contains(where: { line in line.points.count > 1 }) else { return nil }
        return CurveChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            axis: words.label(axis), lines: curves)
    }

    /// The axis tells the unit already.
    private func unitless(_ label: String) -> String {
        label.hasSuffix(" %") ? String(label.dropLast(2)) : label
    }

    /// A row for each of the ranked and column; a place that is not known interrupts the line.
    func bump(_ metric: String, x: String, y: String, value: String) -> BumpChart? {
        guard let (insight, rows) = rows(metric) else { return nil }
        let columns = Set(rows.compactMap { row in row.date(x) }).sorted()
        var order: [Insight.Cell] = []
        var places: [Insight.Cell: [Int64: Int]] = [:]
        for row in rows {
            guard let column = row.date(x) else { continue }
            if places[row[y]] == nil { order.append(row[y]) }
            places[row[y], default: [:]][column] = row.number(value).map { place in Int(place) }
        }
        guard columns.count > 1 else { return nil }
        return BumpChart(
            title: title, subtitle: subtitle, footnote: footnote(insight),
            columns: columns.map { column in locale.day(at: Double(column)) },
            lines: order.map { name in
                BumpChart.Line(name: cell(name), places: columns.map { column in places[name]?[column] })
            })
    }
}
