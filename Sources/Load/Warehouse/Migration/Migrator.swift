package import Postgres
package import SystemPackage

/// Brings a database to the schema of this version: forward only, one transaction per file.
package struct Migrator: Sendable {
    private let folder: FilePath

    /// A migrator for the `*.sql` files of a folder, which is read at each call.
    package init(folder: FilePath) {
        self.folder = folder
    }

    /// The migrations that `migrate` would apply, as `0001_control`; changes nothing, also on a read-only
    /// database.
    package func pending(_ pool: Pool) async throws -> [String] {
        let migrations = try Migration.list(folder: folder)
        return try await Warehouse(pool: pool).withConnection { connection in
            try await pending(migrations, on: connection).map(\.title)
        }
    }

    /// Throws `.notMigrated` when migrations are pending, and what `migrate` throws for a wrong database.
    package func check(_ pool: Pool) async throws {
        let pending = try await pending(pool)
        guard pending.isEmpty else {
            throw WarehouseError(
                .notMigrated, "the database lacks \(pending.count) migrations; run: guildscope migrate")
        }
    }

    /// Applies what is pending and returns it; empty when the database is up to date.
    ///
    /// A second migrator waits for the first. Throws `.editedMigration` when an applied file has changed,
    /// `.tooNew` when the database has migrations that this version does not know; `.database` when it is
    /// down or only reads. A migration that fails leaves nothing of itself; those before it stay. A lock that
    /// readers hold is waited for two seconds at a time, so that others are not kept waiting behind it, and
    /// asked for again a hundred times.
    package func migrate(_ pool: Pool) async throws -> [String] {
        let migrations = try Migration.list(folder: folder)
        return try await Warehouse(pool: pool).withConnection { connection in
            try await connection.withAdvisoryLock(MigrationQueries.lock) { connection in
                let pending = try await pending(migrations, on: connection)
                guard !pending.isEmpty else { return [] }
                try await connection.execute(MigrationQueries.create)
                for migration in pending { try await applyPatiently(migration, on: connection) }
                return pending.map(\.title)
            }
        }
    }

    private static let tries = 100

    private func applyPatiently(_ migration: Migration, on connection: Connection) async throws {
        for _ in 1..<Self.tries {
            do {
                return try await apply(migration, on: connection)
            } catch let error as PostgresError where error.code == .timedOut {
                // Time for those who queued up behind the lock.
                try await Task.sleep(for: .milliseconds(500))
            }
        }
        try await apply(migration, on: connection)
    }

    private func apply(_ migration: Migration, on connection: Connection) async throws {
        try await connection.transaction { connection in
            try await connection.executeScript(MigrationQueries.patience)
            try await connection.executeScript(migration.sql)
            try await connection.execute(
                MigrationQueries.record,
                [.int32(migration.version), .text(migration.name), .text(migration.checksum)])
        }
    }

    private func pending(_ migrations: [Migration], on connection: Connection) async throws -> [Migration] {
        guard try await connection.query(MigrationQueries.exists).one().bool(0) else { return migrations }
        var applied = 0
        for row in try await connection.query(MigrationQueries.applied) {
            try check(migrations, version: row.value(0), name: row.text(1), checksum: row.text(2))
            applied += 1
        }
        return Array(migrations.dropFirst(applied))
    }

    private func check(_ migrations: [Migration], version: Int32, name: String, checksum: String) throws {
        guard let migration = migrations.first(where: { migration in migration.version == version }) else {
            throw WarehouseError(
                .tooNew,
                "the database was migrated by a newer version (migration \(version), \(name)); use that version"
            )
        }
        guard migration.checksum == checksum else {
            throw WarehouseError(
                .editedMigration,
                "migration \(version) (\(migration.name)) was edited after it was applied; restore it and add a new one"
            )
        }
    }
}
