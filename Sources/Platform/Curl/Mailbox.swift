internal import CCurl
import Synchronization

/// A request on its way to the event loop, with the task that waits for its result.
struct Order: Sendable {
    typealias Outcome = Result<HTTPResponse, CurlError>

    let id: UInt64
    let request: HTTPRequest
    let continuation: CheckedContinuation<Outcome, Never>
}

/// What tasks and the event-loop thread say to each other; the only state they share.
final class Mailbox: Sendable {
    enum Command: Sendable {
        case start(Order)
        case cancel(UInt64)
    }

    @safe private struct State {
        var commands: [Command] = []
        var waker: shim_waker?
        /// Whether the loop sleeps, so that a command must wake it.
        var isAsleep = false
        var isClosed = false
        var hasEnded = false
        var closers: [CheckedContinuation<Void, Never>] = []

        mutating func wake() {
            guard isAsleep, let waker = unsafe waker else { return }
            isAsleep = false
            // Fails only when a wake-up is already under way in full pipe: the loop wakes anyway.
            _ = unsafe shim_wake(waker)
        }
    }

    private let state: Mutex<State>
    private let lastID = Atomic<UInt64>(0)
    private let live = Atomic<Int>(0)

    init(waker: shim_waker) {
        state = unsafe Mutex(State(waker: waker))
    }

    var liveTransfers: Int { live.load(ordering: .acquiring) }

    func nextID() -> UInt64 { lastID.add(1, ordering: .relaxed).newValue }
}

// MARK: Called by tasks

extension Mailbox {
    func submit(_ order: Order) {
        live.add(1, ordering: .relaxed)
        let accepted = state.withLock { state in
            guard !state.isClosed else { return false }
            state.commands.append(.start(order))
            state.wake()
            return true
        }
        if !accepted { settle(order, .failure(CurlError(.closed))) }
    }

    func cancel(_ id: UInt64) {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.commands.append(.cancel(id))
            state.wake()
        }
    }

    /// Asks the loop to end; the continuation is resumed when it has.
    func close(then continuation: CheckedContinuation<Void, Never>? = nil) {
        let hasEnded = state.withLock { state in
            state.isClosed = true
            state.wake()
            if let continuation, !state.hasEnded { state.closers.append(continuation) }
            return state.hasEnded
        }
        if hasEnded { continuation?.resume() }
    }
}

// MARK: Called by the event loop

extension Mailbox {
    /// Swaps the waiting commands with the given empty array, whose storage is used again.
    ///
    /// False when the client has been closed.
    func exchange(_ commands: inout [Command]) -> Bool {
        state.withLock { state in
            state.isAsleep = false
            swap(&state.commands, &commands)
            return !state.isClosed
        }
    }

    /// Announces that the loop will sleep; false when there is work.
    func fallAsleep() -> Bool {
        state.withLock { state in
            guard state.commands.isEmpty, !state.isClosed else { return false }
            state.isAsleep = true
            return true
        }
    }

    /// Gives the task its result; the transfer no longer counts as live.
    func settle(_ order: Order, _ outcome: Order.Outcome) {
        live.subtract(1, ordering: .releasing)
        order.continuation.resume(returning: outcome)
    }

    /// Forgets the multi handle, which must not be woken after this.
    func dropWaker() {
        state.withLock { state in unsafe state.waker = nil }
    }

    /// Tells those who wait in `close` that everything is freed.
    func announceEnd() {
        let closers = state.withLock { state in
            state.hasEnded = true
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }
}
