package import Postgres

/// Brings a database to the schema of this version: forward only, one transaction per file.
package struct Migrator: Sendable {
    private let pool: Pool
    private let migrations: [Migration]

    /// A migrator for the `*.sql` files of a folder.
    package init(pool: Pool, folder: String) throws(WarehouseError) {
        self.init(pool: pool, migrations: try Migration.list(folder: folder))
    }

    init(pool: Pool, migrations: [Migration]) {
        self.pool = pool
        self.migrations = migrations
    }

    /// The migrations that `migrate` would apply, ascending; changes nothing, works on a read-only database.
    package func pending() async throws -> [Migration] {
        try await Warehouse(pool: pool).withConnection { connection in
            try await pending(on: connection)
        }
    }

    /// Applies what is pending and returns it; empty when the database is up to date.
    ///
    /// A second migrator waits for the first. Throws `.editedMigration` when an applied file has changed,
    /// `.tooNew` when the database has migrations that this version does not know; `.database` when it is
    /// down or only reads. A migration that fails leaves nothing of itself; those before it stay.
    package func migrate(onEach: (Migration) -> Void = { _ in }) async throws -> [Migration] {
        try await Warehouse(pool: pool).withConnection { connection in
            try await connection.withAdvisoryLock(MigrationQueries.lock) { connection in
                let pending = try await pending(on: connection)
                guard !pending.isEmpty else { return [] }
                try await connection.execute(MigrationQueries.create)
                for migration in pending {
                    onEach(migration)
                    try await apply(migration, on: connection)
                }
                return pending
            }
        }
    }

    private func apply(_ migration: Migration, on connection: Connection) async throws {
        try await connection.transaction { connection in
            try await connection.executeScript(migration.sql)
            try await connection.execute(
                MigrationQueries.record,
                [.int32(migration.version), .text(migration.name), .text(migration.checksum)])
        }
    }

    private func pending(on connection: Connection) async throws -> [Migration] {
        guard try await connection.query(MigrationQueries.exists).one().bool(0) else { return migrations }
        var applied = 0
        for row in try await connection.query(MigrationQueries.applied) {
            try check(version: row.value(0), name: row.text(1), checksum: row.text(2))
            applied += 1
        }
        return Array(migrations.dropFirst(applied))
    }

    private func check(version: Int32, name: String, checksum: String) throws {
        guard let migration = migrations.first(where: { migration in migration.version == version }) else {
            throw WarehouseError(
                .tooNew,
                "the database was migrated by a newer version (migration \(version), \(name)); use that version")
        }
        guard migration.checksum == checksum else {
            throw WarehouseError(
                .editedMigration,
                "migration \(version) (\(migration.name)) was edited after it was applied; restore it and add a new one")
        }
    }
}
