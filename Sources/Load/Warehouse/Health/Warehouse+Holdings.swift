package import Guilds
import Postgres

/// How much of the database a series takes.
package struct TableHolding: Sendable, Hashable {
    /// The table's name.
    package let table: String
    /// As the last ANALYZE estimates.
    package let rows: Int
    /// On disk, with indexes and all partitions.
    package let bytes: Int
}

/// How many rows are held about a guild and everybody who was ever in its roster.
package struct GuildHolding: Sendable {
    /// The guild as it is watched.
    package let address: GuildAddress
    /// Rows by table, the largest first; counted.
    package let rows: [(table: String, count: Int)]
}

extension Warehouse {
    /// Bytes of the whole database, and what each series takes of it, the largest first. Reads the catalog only.
    package func holdings() async throws -> (bytes: Int, tables: [TableHolding]) {
        let names =
            StateSeries.all.map(\.table) + StateSeries.all.map(\.current) + EventSeries.all.map(\.table)
        return try await withConnection { connection in
            let bytes = try await connection.query(HoldingQueries.database).one().int(0)
            let tables = try await connection.query(
                HoldingQueries.sizes, [.textArray(names + ["target", "attempt"])]
            ).map { row in
                TableHolding(table: try row.text(0), rows: try row.value(1), bytes: try row.value(2))
            }
            return (
                bytes,
                tables.sorted { left, right in
                    (right.bytes, left.table) < (left.bytes, right.table)
                }
            )
        }
    }

    /// What is held about each watched guild, read from indexes: some hundred milliseconds for a large guild of
    /// some years.
    package func guildHoldings() async throws -> [GuildHolding] {
        var holdings: [GuildHolding] = []
        for guild in try await watchedGuilds() {
            guard let key = guild.key else { continue }
            let rows = try await withConnection { connection in
                try await connection.query(HoldingQueries.ofGuild, key.parameters).map { row in
                    (table: try row.text(0), count: try row.int(1))
                }
            }
            holdings.append(
                GuildHolding(
                    address: guild.address,
                    rows: rows.sorted { left, right in (right.count, left.table) < (left.count, right.table) }
                ))
        }
        return holdings
    }
}
