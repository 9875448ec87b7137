import Guilds
import Reports
import Warehouse

/// The data dictionary of an export: every column of every table, as JSON and as CSV.
struct DataDictionary: Sendable {
    let tables: [ExportTable]

    private static let head = ["table", "column", "type", "unit", "meaning", "source", "table_meaning"]

    /// A header and a line per column.
    var csv: String {
        rows.reduce(into: CSVText.line(Self.head)) { text, row in
            text += CSVText.line(row.map(CSVText.harmless))
        }
    }

    /// An array of one object per column, with the same members as the CSV's header.
    var json: String {
        let objects = rows.map { row in
            JSONScalar.line(zip(Self.head, row).map { name, value in (name, .text(value)) })
        }
        return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
    }

    private var rows: [[String]] {
        tables.flatMap { table in
            table.columns.map { column in
                [
                    table.name, column.name, column.kind.rawValue, column.unit, column.meaning,
                    source(table), table.meaning,
                ]
            }
        }
    }

    /// The kinds of document; what guildscope itself knows has no source outside.
    private func source(_ table: ExportTable) -> String {
        let kinds = table.sources.map(\.name).joined(separator: " ")
        return kinds.isEmpty ? "guildscope" : kinds
    }
}
