import Canvas
import Charts
import Guilds

// Charts of what tables hold.
extension ChartDrawing {
    func ranking(
        _ metric: String, _ measure: String, _ value: String, _ span: ChartDefinition.Span?
    ) -> BarChart? {
        guard let (insight, rows) = rows(metric) else { return nil }
        let bars = rows.compactMap { row -> BarChart.Bar? in
            guard let number = row.number(value) else { return nil }
            return BarChart.Bar(
                label: label(row), value: number, interval: range(row, span), color: row.classColor)
        }
        guard !bars.isEmpty else { return nil }
        return BarChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            intervalLabel: span?.name.map(words.label), bars: bars
        ).ranked()
    }

    func strip(_ metric: String, _ measure: String, _ value: String, _ group: String) -> StripChart? {
        guard let (insight, rows) = rows(metric) else { return nil }
        var names: [String] = []
        var values: [String: [Double?]] = [:]
        for row in rows {
            guard let name = row.text(group) else { continue }
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(row.number(value))
        }
        guard values.values.contains(where: { values in values.contains { $0 != nil } }) else { return nil }
        return StripChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            groups: names.sorted().map { name in
                StripChart.Group(label: words.label(name), values: values[name] ?? [])
            })
    }

    func scatter(_ metric: String, _ x: String, _ y: String) -> ScatterChart? {
        guard let (insight, rows) = rows(metric) else { return nil }
        let dots = rows.compactMap { row -> ScatterChart.Dot? in
            guard let left = row.number(x), let up = row.number(y) else { return nil }
            return ScatterChart.Dot(label: label(row), x: left, y: up, color: row.classColor)
        }
        guard !dots.isEmpty else { return nil }
        return ScatterChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), xMeasure: words.label(x),
            yMeasure: words.label(y),
            dots: dots.sorted { left, right in (right.y, left.label) < (left.y, right.label) })
    }

    func curve(
        _ metric: String, _ measure: String, _ axis: String, value: String, x: String,
        _ span: ChartDefinition.Span?
    ) -> CurveChart? {
        guard let (insight, rows) = rows(metric) else { return nil }
        let points = rows.compactMap { row -> CurveChart.Line.Point? in
            guard let place = row.number(x), let share = row.number(value) else { return nil }
            let band = range(row, span).map { range in range.lowerBound / 100...range.upperBound / 100 }
            return CurveChart.Line.Point(x: place, share: share / 100, band: band)
        }
        guard points.count > 1 else { return nil }
        let start = points.contains { point in point.x == 0 } ? [] : [CurveChart.Line.Point(x: 0, share: 1)]
        return CurveChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            axis: words.label(axis),
            bandLabel: points.contains { point in point.band != nil } ? words.text(.chartBand) : nil,
            isStepped: true,
            lines: [CurveChart.Line(name: words.label(measure), points: start + points)])
    }

    func stack(
        _ metric: String, _ measure: String, x: String, _ parts: [String], _ unknown: String?
    ) -> StackChart? {
        guard let (insight, rows) = rows(metric) else { return nil }
        let columns = rows.map { row in
            StackChart.Column(
                label: cell(row[x]), values: parts.map { part in row.number(part) ?? 0 },
                unknown: unknown.flatMap(row.number) ?? 0)
        }
        // A table begins with the newest week, a chart with the oldest.
        let isNewestFirst = (rows.first?.date(x) ?? 0) > (rows.last?.date(x) ?? 0)
        return StackChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            parts: parts.map { part in StackChart.Part(words.label(part)) },
            columns: isNewestFirst ? columns.reversed() : columns)
    }

    /// Cells that no row tells of are unknown.
    func heatMap(_ metric: String, _ measure: String, x: String, y: String, value: String) -> HeatMapChart? {
        guard let (insight, rows) = rows(metric) else { return nil }
        let places = rows.compactMap { row in row.place(x).map { place in (place, cell(row[x])) } }
        let labels = Dictionary(places) { first, _ in first }
        let columns = labels.keys.sorted()
        // Two members may have one name.
        var names: [Insight.Cell] = []
        var values: [Insight.Cell: [Double: Double]] = [:]
        for row in rows {
            guard let place = row.place(x) else { continue }
            if values[row[y]] == nil { names.append(row[y]) }
            values[row[y], default: [:]][place] = row.number(value)
        }
        guard !columns.isEmpty else { return nil }
        return HeatMapChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), measure: words.label(measure),
            columns: columns.compactMap { column in labels[column] },
            rows: names.map { name in
                HeatMapChart.Row(label: cell(name), values: columns.map { column in values[name]?[column] })
            })
    }

    func table(_ metric: String) -> TableChart? {
        guard let insight = insight(metric), let grid = TableGrid(insight.figure)?.known, !grid.rows.isEmpty
        else { return nil }
        let columns = grid.columns.indices.map { index in
            TableChart.Column(
                words.label(grid.columns[index]),
                isNumeric: grid.rows.contains { row in row[index].number != nil })
        }
        return TableChart(
            title: title, subtitle: subtitle, footnote: footnote(insight), columns: columns,
            rows: grid.rows.map { row in row.map { one in one == .unknown ? nil : cell(one) } })
    }

    /// What names a row: its first column.
    private func label(_ row: TableRow) -> String { cell(row.cells.first ?? .unknown) }

    /// A cell in words.
    func cell(_ cell: Insight.Cell) -> String {
        guard case .date(let seconds) = cell else { return cell.text(in: reading, words, digits: 0) }
        return locale.day(at: Double(seconds))
    }

    private func range(_ row: TableRow, _ span: ChartDefinition.Span?) -> ClosedRange<Double>? {
        guard let span, let low = row.number(span.low), let high = row.number(span.high), low <= high else {
            return nil
        }
        return low...high
    }
}

extension TableRow {
    /// Where a column of a map stands, by its number or date.
    fileprivate func place(_ column: String) -> Double? { number(column) ?? date(column).map(Double.init) }

    /// The colour players know the row's class by.
    fileprivate var classColor: Color? {
        guard let name = text("Class") else { return nil }
        return (1...13).map { id in CharacterClass(id: Int16(id)) }
            .first { one in one.name == name }.map { one in Color(one.color) }
    }
}
