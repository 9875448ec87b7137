import Synchronization
import Testing

@testable import Warehouse

@Suite struct `A look at everything` {
    /// A look that stays under way until it is told to end.
    private final class Held: Sendable {
        private struct State {
            var begun = 0
            var ending: [CheckedContinuation<Void, Never>] = []
        }
        private let state = Mutex(State())

        var begun: Int { state.withLock { state in state.begun } }

        func look() async -> Duration {
            await withCheckedContinuation { continuation in
                state.withLock { state in
                    state.begun += 1
                    state.ending.append(continuation)
                }
            }
            return .zero
        }

        func end() {
            let ending = state.withLock { state in
                defer { state.ending = [] }
                return state.ending
            }
            for continuation in ending { continuation.resume() }
        }

        func hasBegun(_ count: Int) async {
            while begun < count { await Task.yield() }
        }
    }

    private struct Broken: Error {}

    @Test func `one at a time is under way, and the next one serves all who asked meanwhile`() async throws {
        let (shared, held) = (CompleteLook(), Held())
        try await withThrowingTaskGroup { group in
            group.addTask { try await shared.share(held.look) }
            await held.hasBegun(1)
            // These asked after the first began: it may have missed what they want to know.
            for _ in 0..<20 { group.addTask { try await shared.share(held.look) } }
            for _ in 0..<2000 { await Task.yield() }
            #expect(held.begun == 1)
            held.end()
            await held.hasBegun(2)
            let ending = Task {
                while !Task.isCancelled {
                    held.end()
                    await Task.yield()
                }
            }
            try await group.waitForAll()
            ending.cancel()
        }
        // Whoever came too late for the second had a third.
        #expect((2...3).contains(held.begun))
    }

    @Test func `a look that fails is another one's turn`() async throws {
        let shared = CompleteLook()
        await #expect(throws: Broken.self) { try await shared.share { throw Broken() } }
        let count = Mutex(0)
        try await shared.share {
            count.withLock { count in count += 1 }
            return .zero
        }
        #expect(count.withLock { count in count } == 1)
    }

    @Test func `who is cancelled does not wait for another one's look`() async throws {
        let (shared, held) = (CompleteLook(), Held())
        let leader = Task { try await shared.share(held.look) }
        await held.hasBegun(1)
        let follower = Task { try await shared.share(held.look) }
        for _ in 0..<100 { await Task.yield() }
        follower.cancel()
        await #expect(throws: CancellationError.self) { try await follower.value }
        #expect(held.begun == 1)
        held.end()
        try await leader.value
    }

    @Test func `after a long look the next one waits, and can be cancelled while it does`() async throws {
        let shared = CompleteLook(longestPause: .seconds(1_000_000))
        try await shared.share { .seconds(250_000) }
        let next = Task { try await shared.share { .zero } }
        for _ in 0..<100 { await Task.yield() }
        next.cancel()
        await #expect(throws: CancellationError.self) { try await next.value }
    }
}
