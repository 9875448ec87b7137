import Crawl
package import Postgres

/// The database of the crawl: targets, budget, series, snapshots. The only room that knows their SQL.
///
/// Its methods throw `WarehouseError`. Leases and the budget follow the database's clock; every other time is
/// world time and passed in.
package struct Warehouse: Sendable {
    let pool: Pool
    let partitions: Partitions
    let itemNames: ItemNames
    let dueRecord: DueRecord
    let completeLook: CompleteLook
    let archiveKeeper: ArchiveKeeper

    /// A warehouse on a pool of connections to a migrated database; nothing is opened yet.
    package init(pool: Pool, archiveLimit: ArchiveLimit = ArchiveLimit()) {
        self.pool = pool
        partitions = Partitions()
        itemNames = ItemNames()
        dueRecord = DueRecord(preference: .random(in: .min ... .max))
        completeLook = CompleteLook()
        archiveKeeper = ArchiveKeeper(limit: archiveLimit)
    }

    /// Runs `body` with a connection and translates what the database says.
    func withConnection<Value>(_ body: (Connection) async throws -> Value) async throws -> Value {
        do {
            return try await pool.withConnection(body)
        } catch let error as PostgresError {
            throw WarehouseError(error)
        }
    }

    /// Runs `body` in a transaction and translates what the database says.
    func transaction<Value>(_ body: (Connection) async throws -> Value) async throws -> Value {
        try await withConnection { connection in try await connection.transaction(body) }
    }
}
