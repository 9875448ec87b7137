import Guilds

extension SheetDefinition {
    /// The file's text: a header and stable lines; what is unknown is an empty field.
    func text(from reading: SnapshotReading) -> String {
        switch content {
        case .weeks(let columns): Self.weeks(columns, from: reading)
        case .table(let metric): Self.table(metric, from: reading)
        }
    }

    private static func weeks(_ columns: [WeekColumn], from reading: SnapshotReading) -> String {
        let curves = columns.map { column in
            Dictionary(reading.curve(column.metric).map { ($0.at, $0.value) }) { first, _ in first }
        }
        let weeks = Set(curves.flatMap(\.keys)).sorted()
        let header = CSVText.line(["week_start"] + columns.map(\.name))
        return weeks.reduce(into: header) { text, week in
            let values = curves.map { curve in (curve[week] ?? nil).map(number) ?? "" }
            text += CSVText.line([Timestamp(seconds: week).description] + values)
        }
    }

    /// A member becomes three fields: name, realm and id, since names are not unique and change.
    private static func table(_ metric: String, from reading: SnapshotReading) -> String {
        guard let figure = reading.insight(metric, for: .members)?.figure, let grid = TableGrid(figure) else {
            return ""
        }
        let header = grid.columns.flatMap { column in
            column == "Member" ? ["member", "realm_id", "character_id"] : [columnName(column)]
        }
        return grid.rows.reduce(into: CSVText.line(header)) { text, row in
            text += CSVText.line(row.flatMap { cell in fields(of: cell, reading) })
        }
    }

    private static func columnName(_ column: String) -> String {
        column.lowercased().split(separator: " ").joined(separator: "_")
    }

    private static func fields(of cell: Insight.Cell, _ reading: SnapshotReading) -> [String] {
        switch cell {
        case .text(let text): [CSVText.harmless(text)]
        case .number(let value): [number(value)]
        case .date(let seconds): [CalendarDate(Timestamp(seconds: seconds)).iso]
        case .member(let realm, let id):
            [CSVText.harmless(reading.name(realm: realm, id: id)), String(realm), String(id)]
        case .unknown: [""]
        }
    }

    /// Whole numbers without a point, others with three decimals at most.
    private static func number(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        return Int64(exactly: rounded).map { whole in String(whole) } ?? "\(rounded)"
    }
}
