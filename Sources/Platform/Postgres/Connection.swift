import CPQ
import Dispatch

/// A connection to PostgreSQL.
///
/// Its calls run one after the other on a thread of its own. Several tasks may use it, but a transaction, a
/// COPY and session settings belong to the connection, not to the task: take a connection from a `Pool` for
/// each task instead. When the task that waits for a statement is cancelled, the statement is cancelled in the
/// server, the call throws `.queryCancelled`, and the connection can be used again.
package actor Connection {
    private let executor: QueueExecutor
    nonisolated var queue: DispatchQueue { executor.queue }
    /// The connection's own serial queue: libpq's calls block, and must not hold up the cooperative threads.
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// What the connection is in the middle of, between two calls.
    enum Activity {
        case none
        case copyIn
        case copyOut
    }

    var handle = Handle()
    var activity = Activity.none
    var savepoints = 0
    var statements = StatementCache()
    var listeners: Listeners?
    let canceller = Canceller()

    private init(label: String) {
        executor = QueueExecutor(label: label)
    }

    /// Opens a connection.
    ///
    /// Throws `.connectionFailed`, `.authenticationFailed` or `.databaseMissing`.
    package static func open(_ settings: ConnectionSettings) async throws(PostgresError) -> Connection {
        let connection = Connection(label: "postgres")
        try await connection.connect(settings)
        return connection
    }

    private func connect(_ settings: ConnectionSettings) throws(PostgresError) {
        handle = try Handle.opening(settings)
        canceller.install(unsafe CancelRequest(connection: try unsafe handle.pointer()))
    }

    /// Closes the connection; later calls throw `.closed`. A transaction under way is rolled back.
    package func close() {
        endListening(PostgresError(.closed))
        canceller.install(nil)
        handle.close()
    }

    /// False once the connection is closed or was found to be broken.
    package var isOpen: Bool { handle.isOpen }

    /// The server's version, as 150004 for 15.4; 0 when closed.
    package var serverVersion: Int { handle.serverVersion }

    /// Runs one statement and returns its rows.
    package func query(
        _ sql: String, _ parameters: [Parameter] = []
    ) async throws(PostgresError) -> Rows {
        try await exclusively { () throws(PostgresError) in try run(sql, parameters).rows() }
    }

    /// Runs one statement and returns how many rows it inserted, changed, deleted or selected.
    ///
    /// `evenIfCancelled` lets a cancelled task clean up.
    @discardableResult
    package func execute(
        _ sql: String, _ parameters: [Parameter] = [], evenIfCancelled: Bool = false
    ) async throws(PostgresError) -> Int {
        try await exclusively(evenIfCancelled: evenIfCancelled) { () throws(PostgresError) in
            try run(sql, parameters).affected
        }
    }

    /// Runs several statements separated by semicolons, as a migration file holds them.
    ///
    /// Unless the script says otherwise all of it is one transaction.
    package func executeScript(
        _ sql: String, evenIfCancelled: Bool = false
    ) async throws(PostgresError) {
        try await exclusively(evenIfCancelled: evenIfCancelled) { () throws(PostgresError) in
            _ = try handle.script(sql)
        }
    }
}

extension Connection {
    /// Runs blocking work on the connection's thread; cancelling the task cancels the statement in the server.
    ///
    /// `evenIfCancelled` is for work that cleans up: it takes no notice of the task.
    func exclusively<Value: Sendable>(
        during expected: Activity = .none, evenIfCancelled: Bool = false,
        _ work: () throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        guard activity == expected else {
            throw PostgresError(.invalidQuery, detail: "a COPY is under way on this connection")
        }
        guard !evenIfCancelled else { return try work() }
        guard !Task.isCancelled else { throw PostgresError(.queryCancelled) }
        let statement = canceller.begin()
        let outcome = await withTaskCancellationHandler {
            // A closure that did not use the actor would run on the shared threads and block one of them.
            self.outcome(of: work)
        } onCancel: { [canceller] in
            canceller.cancel(statement)
        }
        canceller.end()
        deliverNotifications()
        return try outcome.get()
    }

    private func outcome<Value>(
        of work: () throws(PostgresError) -> Value
    ) -> Result<Value, PostgresError> {
        do throws(PostgresError) {
            return .success(try work())
        } catch {
            return .failure(error)
        }
    }

    /// Runs a statement, prepared when it has come before.
    func run(_ sql: String, _ parameters: [Parameter]) throws(PostgresError) -> ServerResult {
        let bindings = try Bindings(parameters)
        let key = StatementCache.Key(sql: sql, types: parameters.map(\.type))
        let wasIdle = handle.transactionStatus == PQTRANS_IDLE
        do throws(PostgresError) {
            return try run(key, bindings)
        } catch  where error.sqlState == "0A000" || error.sqlState == "26000" {
            // The statement's tables changed since it was prepared, or somebody deallocated it.
            statements.forget(key)
            guard wasIdle else { throw error }
            return try handle.run(sql, bindings)
        }
    }

    private func run(_ key: StatementCache.Key, _ bindings: Bindings) throws(PostgresError) -> ServerResult {
        switch statements.step(for: key) {
        case .runUnprepared:
            let result = try handle.run(key.sql, bindings)
            if let name = statements.evict() { _ = try handle.script("DEALLOCATE \(name)") }
            return result
        case .prepare(let name):
            try handle.prepare(name, key.sql, bindings)
            statements.prepared(key, name: name)
            return try handle.run(prepared: name, bindings)
        case .runPrepared(let name):
            return try handle.run(prepared: name, bindings)
        }
    }
}
