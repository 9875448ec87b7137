/// Hands out requests of the shared budget one by one, asking the store once for all who wait.
///
/// Permits are never given back and void after their use-by time, so that a frozen worker that wakes up
/// cannot send what it was granted long ago.
actor PermitPurse {
    private let store: any CrawlStore
    private let client: String
    private let chunk: Int
    private let clock = ContinuousClock()
    private var left = 0
    private var goodUntil: ContinuousClock.Instant
    /// How many callers have none yet.
    private var wanted = 0
    private var isAsking = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(store: any CrawlStore, client: String, chunk: Int) {
        self.store = store
        self.client = client
        self.chunk = chunk
        goodUntil = clock.now
    }

    /// Waits until one request may be sent.
    func take() async throws {
        wanted += 1
        defer { wanted -= 1 }
        while true {
            try Task.checkCancellation()
            if left > 0, clock.now < goodUntil {
                left -= 1
                return
            }
            if isAsking {
                await withCheckedContinuation { continuation in waiting.append(continuation) }
            } else {
                try await ask()
            }
        }
    }

    private func ask() async throws {
        isAsking = true
        defer {
            isAsking = false
            let woken = waiting
            waiting = []
            for continuation in woken { continuation.resume() }
        }
        // The validity counts from before the question: the answer's way back must not lengthen it.
        let asked = clock.now
        // No more than is wanted now: what is not used in time is lost to the budget.
        let permits = try await store.permits(min(chunk, wanted), client: client)
        left = permits.count
        goodUntil = asked + permits.validFor
        if permits.count == 0 { try await clock.sleep(for: max(permits.retryAfter, .milliseconds(5))) }
    }
}
