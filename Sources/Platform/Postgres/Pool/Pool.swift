import Dispatch
import Synchronization

/// A few connections shared by many tasks, opened when they are needed.
///
/// A connection is lent to one task at a time. One that broke, was left inside a transaction, or listens, is
/// closed when it comes back; the next task gets a new one.
package final class Pool: Sendable {
    /// The most connections open at a time.
    package let size: Int
    private let settings: ConnectionSettings
    private let acquisitionTimeout: Duration
    private let checkedAfter: Duration
    private let state: Mutex<PoolState>

    /// A pool without any connection yet.
    ///
    /// A connection that was idle for longer than `checkedAfter` is tried before it is lent.
    package init(
        settings: ConnectionSettings, size: Int = 4, acquisitionTimeout: Duration = .seconds(10),
        checkedAfter: Duration = .seconds(30)
    ) {
        self.settings = settings
        self.size = size
        self.acquisitionTimeout = acquisitionTimeout
        self.checkedAfter = checkedAfter
        state = Mutex(PoolState(size: size))
    }

    /// Runs `body` with a connection, in the caller's isolation.
    ///
    /// Throws what `body` throws; `.acquisitionTimedOut` when all connections stayed in use; `.closed` after
    /// `close`; the errors of opening a connection; `.queryCancelled` when the task is cancelled.
    package func withConnection<Value>(
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        let connection = try await acquire()
        do {
            let value = try await body(connection)
            await release(connection)
            return value
        } catch {
            await release(connection)
            throw error
        }
    }

    /// Runs `body` in a transaction of a connection; see `Connection.transaction`.
    package func transaction<Value>(
        isolation: IsolationLevel = .readCommitted, readOnly: Bool? = nil,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await withConnection { connection in
            try await connection.transaction(isolation: isolation, readOnly: readOnly, body)
        }
    }

    /// Closes the idle connections at once and the others when they come back; nobody gets one any more.
    package func close() async {
        let left = state.withLock { state in state.close() }
        for waiter in left.waiters { waiter.resume(returning: .failure(PostgresError(.closed))) }
        for connection in left.idle { await connection.close() }
    }

    /// How many connections are open (lent or idle), and how many of them are idle.
    package var usage: (open: Int, idle: Int) {
        state.withLock { state in (state.taken, state.idleCount) }
    }
}

extension Pool {
    private func acquire() async throws(PostgresError) -> Connection {
        switch try await grant() {
        case .place: return try await open()
        case .connection(let connection, let idle):
            if await connection.isHealthy(asking: idle > checkedAfter) { return connection }
            await connection.close()
            return try await open()
        }
    }

    /// Fills a place that is already taken, or gives it up.
    private func open() async throws(PostgresError) -> Connection {
        do throws(PostgresError) {
            return try await Connection.open(settings)
        } catch {
            givePlaceOn()
            throw error
        }
    }

    private func grant() async throws(PostgresError) -> PoolState.Grant {
        let ticket = state.withLock { state in state.ticket() }
        defer { state.withLock { state in state.settle(ticket) } }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in enqueue(waiter, ticket) }
        } onCancel: {
            let waiter = state.withLock { state in state.cancel(ticket) }
            waiter?.resume(returning: .failure(PostgresError(.queryCancelled)))
        }
        return try outcome.get()
    }

    private func enqueue(_ waiter: PoolState.Waiter, _ ticket: UInt64) {
        let now = ContinuousClock.now
        if let outcome = state.withLock({ state in state.request(ticket, waiter, now: now) }) {
            waiter.resume(returning: outcome)
            return
        }
        let timeout = DispatchTimeInterval.milliseconds(Int(acquisitionTimeout.wholeMilliseconds))
        DispatchQueue.global().asyncAfter(deadline: .now() + timeout) { [weak self] in
            let waiter = self?.state.withLock { state in state.remove(ticket) }
            waiter?.resume(returning: .failure(PostgresError(.acquisitionTimedOut)))
        }
    }

    private func release(_ connection: Connection) async {
        guard await connection.isReusable else {
            await connection.close()
            givePlaceOn()
            return
        }
        switch state.withLock({ state in state.giveBack(connection, now: .now) }) {
        case .kept: break
        case .handOn(let waiter):
            waiter.resume(returning: .success(.connection(connection, idleFor: .zero)))
        case .discard:
            await connection.close()
            givePlaceOn()
        }
    }

    private func givePlaceOn() {
        let waiter = state.withLock { state in state.giveUpPlace() }
        waiter?.resume(returning: .success(.place))
    }
}
