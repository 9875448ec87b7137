/// What a pool has, and who gets it next: decisions only.
struct PoolState {
    struct Idle {
        let connection: Connection
        let since: ContinuousClock.Instant
    }

    /// What somebody who asked for a connection gets.
    enum Grant: Sendable {
        /// A connection that was in use before.
        case connection(Connection, idleFor: Duration)
        /// The right to open a new one.
        case place
    }

    typealias Waiter = CheckedContinuation<Result<Grant, PostgresError>, Never>

    let size: Int
    private(set) var isClosed = false
    /// Connections in use, being opened, or idle.
    private(set) var taken = 0
    private var idle: [Idle] = []
    private var waiters: [(number: UInt64, waiter: Waiter)] = []
    private var cancelled: Set<UInt64> = []
    private var last: UInt64 = 0

    init(size: Int) { self.size = size }

    var idleCount: Int { idle.count }

    mutating func ticket() -> UInt64 {
        last += 1
        return last
    }

    /// A grant at once, or nil when the waiter was queued.
    mutating func request(
        _ number: UInt64, _ waiter: Waiter, now: ContinuousClock.Instant
    ) -> Result<Grant, PostgresError>? {
        if isClosed { return .failure(PostgresError(.closed)) }
        if cancelled.remove(number) != nil { return .failure(PostgresError(.queryCancelled)) }
        if let found = idle.popLast() {
            return .success(.connection(found.connection, idleFor: found.since.duration(to: now)))
        }
        if taken < size {
            taken += 1
            return .success(.place)
        }
        waiters.append((number, waiter))
        return nil
    }

    /// Takes a waiter out of the queue.
    mutating func remove(_ number: UInt64) -> Waiter? {
        guard let index = waiters.firstIndex(where: { entry in entry.number == number }) else { return nil }
        return waiters.remove(at: index).waiter
    }

    /// Notes a cancellation that came before its request.
    mutating func cancel(_ number: UInt64) -> Waiter? {
        if let waiter = remove(number) { return waiter }
        cancelled.insert(number)
        return nil
    }

    /// Forgets a ticket that is done with.
    mutating func settle(_ number: UInt64) {
        cancelled.remove(number)
    }

    /// Whoever waits longest gets the connection; nil when nobody waits and it was kept.
    enum Return {
        case kept
        case handOn(Waiter)
        case discard
    }

    mutating func giveBack(_ connection: Connection, now: ContinuousClock.Instant) -> Return {
        if isClosed { return .discard }
        if !waiters.isEmpty { return .handOn(waiters.removeFirst().waiter) }
        idle.append(Idle(connection: connection, since: now))
        return .kept
    }

    /// A connection is gone; its place goes to whoever waits longest.
    mutating func giveUpPlace() -> Waiter? {
        if !waiters.isEmpty { return waiters.removeFirst().waiter }
        taken -= 1
        return nil
    }

    mutating func close() -> (idle: [Connection], waiters: [Waiter]) {
        isClosed = true
        defer {
            taken -= idle.count
            idle = []
            waiters = []
        }
        return (idle.map(\.connection), waiters.map(\.waiter))
    }
}
