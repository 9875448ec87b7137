import Synchronization

/// Callers that wait until they are called, in the order in which they came; whoever is cancelled steps out.
final class Line: Sendable {
    private struct Place {
        let ticket: Int
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var tickets = 0
        var places: [Place] = []
    }

    private let state = Mutex(State())

    /// How many wait.
    var count: Int { state.withLock { state in state.places.count } }

    /// Waits to be called; throws `CancellationError` when the caller is cancelled before.
    func wait() async throws {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if Task.isCancelled { return true }
                    state.places.append(Place(ticket: ticket, continuation: continuation))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let place = state.withLock { state in
                state.places.firstIndex { place in place.ticket == ticket }
                    .map { index in state.places.remove(at: index) }
            }
            place?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Calls whoever has waited longest; false when nobody waits.
    func callFirst() -> Bool {
        let first = state.withLock { state in
            state.places.isEmpty ? nil : state.places.removeFirst()
        }
        first?.continuation.resume()
        return first != nil
    }

    /// Calls everybody.
    func callAll() {
        let places = state.withLock { state in
            defer { state.places = [] }
            return state.places
        }
        for place in places { place.continuation.resume() }
    }
}
