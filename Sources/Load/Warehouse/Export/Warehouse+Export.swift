package import Guilds
import Postgres

/// What is to be exported.
package struct ExportRequest: Sendable, Hashable {
    /// These guilds and everybody who was ever in their rosters; nil for everything that is stored.
    package var guilds: [GuildKey]?
    /// Only rows that became known at this moment or later.
    package var since: Timestamp?
    /// As known at this moment: rows that became known later do not exist.
    package var asOf: Timestamp?
    /// Names of tables; nil for all that the rest of the request leaves.
    package var tables: [String]?

    /// Everything.
    package init() {}

    /// The tables that the request means, in the order in which they are written.
    ///
    /// Names and weeks have no history, so that they are left out of a past moment; leaderboards belong to no
    /// guild. Both are there where they are asked for by name.
    package var chosen: [ExportTable] {
        ExportTable.all.filter { table in
            if let tables { return tables.contains(table.name) }
            return (asOf == nil || table.hasHistory) && (guilds == nil || table.scope != .board)
        }
    }
}

/// What an export hands out, one after the other.
package enum ExportPiece: Sendable {
    case begin(ExportTable)
    /// Whole lines of CSV, about 64 KiB; the first of a table begin with the header.
    case rows([UInt8])
    /// The table is complete, with so many rows besides the header.
    case end(ExportTable, rows: Int)
}

extension Warehouse {
    /// Writes tables as CSV of one moment of the database: the same data give the same bytes, in whatever order
    /// they were loaded.
    ///
    /// Only one piece is in memory at a time. The snapshot is held from the first row to the last, and `take` is
    /// waited for: a slow one keeps dead rows from being cleaned away.
    package func export(
        _ request: ExportRequest, _ take: (ExportPiece) async throws -> Void
    ) async throws {
        let queries = ExportQueries(request: request)
        try await withConnection { connection in
            try await connection.transaction(isolation: .repeatableRead, readOnly: true) { connection in
                _ = try await connection.query(queries.settings)
                for table in request.chosen {
                    try await take(.begin(table))
                    let rows = try await connection.copyOut(
                        .query(queries.select(table)), format: .csv, header: true
                    ) { chunk in try await take(.rows(chunk)) }
                    try await take(.end(table, rows: rows))
                }
            }
        }
    }

    /// About how many rows each of the tables has as a whole; those without an estimate are left out.
    package func estimatedRows(of tables: [ExportTable]) async throws -> [String: Int] {
        try await withConnection { connection in
            var rows: [String: Int] = [:]
            let names = Parameter.textArray(tables.map(\.name))
            for row in try await connection.query(ExportQueries.estimates, [names]) {
                rows[try row.text(0)] = try row.int(1)
            }
            return rows
        }
    }
}
