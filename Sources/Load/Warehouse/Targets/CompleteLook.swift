import Synchronization

/// Lets one look at everything be under way at a time, and shares what it found.
///
/// Under a snapshot that another session has held for long such a look reads every index entry that died since, which
/// may take a second; claims that find nothing want one each. Whoever asks gets a look that began after they asked:
/// one look serves all who wait for it. The next begins only after a pause in proportion to the last one's length,
/// so that idle workers leave the database to those that have work.
final class CompleteLook: Sendable {
    /// The pause after a look, as a multiple of its length.
    private static let restraint = 4

    private struct State {
        var isTaken = false
        var begun = 0
        /// The number of the newest look that ended well.
        var ended = 0
        var notBefore: ContinuousClock.Instant?
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var tickets = 0
    }

    private enum Role {
        case served
        case leader
        case follower
    }

    private let longestPause: Duration
    private let state = Mutex(State())

    init(longestPause: Duration = .seconds(30)) {
        self.longestPause = longestPause
    }

    /// Returns when a look has ended that began after this call; `look` performs one and tells how long it took.
    func share(_ look: () async throws -> Duration) async throws {
        let asked = state.withLock { state in state.begun }
        while true {
            try Task.checkCancellation()
            switch role(asked) {
            case .served: return
            case .follower: await waitForLeader()
            case .leader: return try await lead(look)
            }
        }
    }

    private func role(_ asked: Int) -> Role {
        state.withLock { state in
            if state.ended > asked { return .served }
            guard !state.isTaken else { return .follower }
            state.isTaken = true
            return .leader
        }
    }

    private func lead(_ look: () async throws -> Duration) async throws {
        var took: Duration?
        defer {
            let woken = state.withLock { state in
                if let took {
                    state.ended = state.begun
                    state.notBefore = .now + min(took * Self.restraint, longestPause)
                }
                state.isTaken = false
                defer { state.waiting = [:] }
                return Array(state.waiting.values)
            }
            for continuation in woken { continuation.resume() }
        }
        if let moment = state.withLock({ state in state.notBefore }) {
            try await ContinuousClock().sleep(until: moment)
        }
        state.withLock { state in state.begun += 1 }
        took = try await look()
    }

    /// Waits until the leader is done, or the caller is cancelled.
    private func waitForLeader() async {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = state.withLock { state in
                    guard state.isTaken, !Task.isCancelled else { return false }
                    state.waiting[ticket] = continuation
                    return true
                }
                if !isWaiting { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in state.waiting.removeValue(forKey: ticket) }?.resume()
        }
    }
}
