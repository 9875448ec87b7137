extension Connection {
    /// Runs `body` while holding an advisory lock, waiting for it first.
    ///
    /// The lock is one of the database: only one connection at a time holds it. It ends with the connection at
    /// the latest. Throws what `body` throws.
    package nonisolated func withAdvisoryLock<Value>(
        _ key: Int64, _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await execute("SELECT pg_advisory_lock($1)", [.int64(key)])
        return try await unlocking(key, body)
    }

    /// Runs `body` if the advisory lock is free; nil when another connection holds it.
    package nonisolated func withAdvisoryLockIfFree<Value>(
        _ key: Int64, _ body: (Connection) async throws -> Value
    ) async throws -> Value? {
        guard try await query("SELECT pg_try_advisory_lock($1)", [.int64(key)]).one().bool(0) else {
            return nil
        }
        return try await unlocking(key, body)
    }

    private nonisolated func unlocking<Value>(
        _ key: Int64, _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await body(self)
            await unlock(key)
            return value
        } catch {
            await unlock(key)
            throw error
        }
    }

    /// A connection that cannot unlock is closed, which unlocks too.
    private func unlock(_ key: Int64) async {
        do throws(PostgresError) {
            try await execute("SELECT pg_advisory_unlock($1)", [.int64(key)], evenIfCancelled: true)
        } catch {
            close()
        }
    }
}
