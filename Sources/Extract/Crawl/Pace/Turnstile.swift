/// Lets as many requests through at once as the concurrency limit says; the others wait in line.
actor Turnstile {
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var limit: ConcurrencyLimit
    private var inFlight = 0
    /// Who waits for a place.
    nonisolated let line = Line()

    init(limit: ConcurrencyLimit) {
        self.limit = limit
        start = clock.now
    }

    /// Waits for a place, which `leave` gives back; throws when the caller is cancelled in line.
    func enter() async throws {
        guard inFlight >= limit.current else {
            inFlight += 1
            return
        }
        // Whoever leaves hands the place on.
        try await line.wait()
    }

    /// Gives a place back; `ending` is nil when nothing was sent.
    func leave(_ ending: ConcurrencyLimit.Ending?) {
        if let ending { limit.learn(ending, inFlight: inFlight, now: clock.now - start) }
        inFlight -= 1
        while inFlight < limit.current, line.callFirst() { inFlight += 1 }
    }
}
