import CPQ

/// What a transaction sees of concurrent ones; the manual's chapter 13.2.
package enum IsolationLevel: String, Sendable {
    /// Each statement sees what was committed before it.
    case readCommitted = "READ COMMITTED"
    /// All statements see what was committed before the first one; conflicting writes fail.
    case repeatableRead = "REPEATABLE READ"
    /// As if the transactions ran one after the other; fails with `.serializationFailure` where they could not.
    case serializable = "SERIALIZABLE"
}

extension Connection {
    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws or the task is cancelled.
    ///
    /// Inside a transaction it is a savepoint of it, and `isolation` and `readOnly` are the outer one's. Throws
    /// what `body` throws; `.transactionAborted` when `body` hid the failure of a statement, so that nothing
    /// was kept; `.connectionLost` when the connection broke, in which case a commit may have happened.
    package nonisolated func transaction<Value>(
        isolation: IsolationLevel = .readCommitted, readOnly: Bool? = nil,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        let scope = try await begin(isolation, readOnly: readOnly)
        do {
            let value = try await body(self)
            try await commit(scope)
            return value
        } catch {
            await rollBack(scope)
            throw error
        }
    }

    /// A transaction, or a savepoint within one.
    enum TransactionScope: Sendable {
        case transaction
        case savepoint(Int)
    }

    private func begin(
        _ isolation: IsolationLevel, readOnly: Bool?
    ) async throws(PostgresError) -> TransactionScope {
        try await exclusively { () throws(PostgresError) in
            guard handle.transactionStatus == PQTRANS_IDLE else {
                savepoints += 1
                _ = try handle.script("SAVEPOINT nested_\(savepoints)")
                return .savepoint(savepoints)
            }
            savepoints = 0
            let access = readOnly.map { reads in reads ? " READ ONLY" : " READ WRITE" } ?? ""
            _ = try handle.script("BEGIN ISOLATION LEVEL \(isolation.rawValue)\(access)")
            return .transaction
        }
    }

    private func commit(_ scope: TransactionScope) async throws(PostgresError) {
        try await exclusively { () throws(PostgresError) in
            switch scope {
            case .savepoint(let number):
                _ = try handle.script("RELEASE SAVEPOINT nested_\(number)")
            case .transaction:
                // COMMIT of a failed transaction succeeds, but its tag says what it did.
                guard try handle.script("COMMIT").commandTag == "COMMIT" else {
                    throw PostgresError(.transactionAborted)
                }
            }
        }
    }

    /// Rolls back whatever is left of the scope; a connection that cannot do even that is closed.
    private func rollBack(_ scope: TransactionScope) async {
        do throws(PostgresError) {
            try await exclusively(during: activity, evenIfCancelled: true) { () throws(PostgresError) in
                try rollBackNow(scope)
            }
        } catch {
            close()
        }
    }

    private func rollBackNow(_ scope: TransactionScope) throws(PostgresError) {
        let status = handle.transactionStatus
        guard status != PQTRANS_IDLE else { return }
        switch scope {
        case .savepoint(let number): _ = try handle.script("ROLLBACK TO SAVEPOINT nested_\(number)")
        case .transaction: _ = try handle.script("ROLLBACK")
        }
    }
}
