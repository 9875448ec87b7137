import Postgres
import TestDatabase
import Testing

/// For suites on a real server: skipped, with the reason, where there is none.
let onServer = ConditionTrait.enabled(
    if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot))

/// Runs a test with a connection to a database of its own.
func withConnection(_ body: (Connection) async throws -> Void) async throws {
    try await withTestDatabase { database in
        let connection = try await Connection.open(database.settings)
        try await body(connection)
        await connection.close()
    }
}

/// Asks until the server says yes; the suite's time limit ends a wait in vain.
func waitUntil(_ connection: Connection, _ sql: String, _ parameters: [Parameter] = []) async throws {
    while try await !connection.query(sql, parameters).one().bool(0) { await Task.yield() }
}

/// Waits until a statement whose text contains `mark` runs in the connection's database.
func waitUntilRunning(_ mark: String, seenBy connection: Connection) async throws {
    let sql = """
        SELECT count(*) > 0 FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'
            AND position($1::text IN query) > 0
        """
    try await waitUntil(connection, sql, [.text(mark)])
}

/// The error of the operation, which must be the database's.
func failure(_ operation: () async throws -> Void) async -> PostgresError? {
    await #expect(throws: PostgresError.self) { try await operation() }
}
