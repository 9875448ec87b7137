import Synchronization

/// Lets only so many through at a time; the others wait in line.
final class Gate: Sendable {
    private struct State {
        var free: Int
        var line: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(places: Int) {
        state = Mutex(State(free: places))
    }

    func enter() async {
        await withCheckedContinuation { waiting in
            let entered = state.withLock { state in
                guard state.free > 0 else {
                    state.line.append(waiting)
                    return false
                }
                state.free -= 1
                return true
            }
            if entered { waiting.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state in
            guard state.line.isEmpty else { return state.line.removeFirst() as CheckedContinuation? }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
