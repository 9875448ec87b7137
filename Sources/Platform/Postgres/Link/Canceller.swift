import CPQ
import Dispatch
import Synchronization

/// Sends cancel requests for the statement a connection runs, from any thread, and never for a later one.
///
/// The connection brackets each statement with `begin` and `end`; `end` waits for a request that is on its way.
/// A request that overtakes its statement has no effect in the server, so it is repeated until the statement
/// ends.
final class Canceller: Sendable {
    private struct State: ~Copyable {
        var request: CancelRequest?
        var running: UInt64?
        var last: UInt64 = 0
    }

    private let state = Mutex(State())

    func install(_ request: consuming sending CancelRequest?) {
        var request = request
        state.withLock { state in state.request = request.take() }
    }

    func begin() -> UInt64 {
        state.withLock { state in
            state.last += 1
            state.running = state.last
            return state.last
        }
    }

    func end() {
        state.withLock { state in state.running = nil }
    }

    func cancel(_ statement: UInt64) {
        DispatchQueue.global().async { self.send(statement) }
    }

    private func send(_ statement: UInt64) {
        let isRunning = state.withLock { state in
            guard state.running == statement else { return false }
            state.request?.send()
            return true
        }
        if isRunning {
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { self.send(statement) }
        }
    }
}

/// libpq's `PGcancel`: what is needed to cancel a connection's statement, apart from the connection.
///
/// It is kept as an address because it is made on the connection's thread and used on others, which libpq
/// allows for this object.
struct CancelRequest: ~Copyable, Sendable {
    private let address: UInt

    init?(connection: OpaquePointer) {
        guard let raw = unsafe PQgetCancel(connection) else { return nil }
        address = UInt(bitPattern: raw)
    }

    deinit { unsafe PQfreeCancel(OpaquePointer(bitPattern: address)) }

    func send() {
        // A request that fails to be sent is repeated by the canceller; its reason is of no use.
        var complaint = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(OpaquePointer(bitPattern: address), &complaint, Int32(complaint.count))
    }
}
