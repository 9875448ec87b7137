/// Time that only goes forward, and waiting for it: passed in so that tests need not wait.
package struct MonotonicTime: Sendable {
    /// Since some fixed moment.
    package let now: @Sendable () -> Duration
    /// Throws only when the task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void

    /// A clock and the waiting that belongs to it; tests pass a pair that jumps ahead.
    package init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's own, which goes on while it sleeps.
    package static var continuous: MonotonicTime {
        let clock = ContinuousClock()
        let start = clock.now
        return MonotonicTime(
            now: { start.duration(to: clock.now) },
            sleep: { duration in try await clock.sleep(for: duration) })
    }
}
