/// When a failed request is sent again at once.
///
/// Full jitter (Marc Brooker, "Exponential Backoff And Jitter"): each wait is drawn evenly from zero to a
/// ceiling that doubles, so that clients that failed together do not come back together.
package struct Retry: Sendable, Hashable {
    /// What to do about a failure.
    package enum Step: Sendable, Hashable {
        case retry(after: Duration)
        case giveUp
    }

    /// Repeats after the first request.
    package var repeats: Int
    /// Ceiling of the first wait.
    package var base: Duration
    /// Where the doubling ends: no wait is drawn from above it, save that the server asks for a longer one.
    package var ceiling: Duration
    /// Whether to wait out a 429; otherwise whoever paces the requests decides.
    package var waitsForRateLimit: Bool
    /// A longer wait than this is not worth holding the request for.
    package var patience: Duration

    /// `repeats` bounds the number of requests at `repeats + 1`; the defaults are those of documents.
    package init(
        repeats: Int, base: Duration = .milliseconds(500), ceiling: Duration = .seconds(8),
        waitsForRateLimit: Bool = false, patience: Duration = .seconds(10)
    ) {
        self.repeats = repeats
        self.base = base
        self.ceiling = ceiling
        self.waitsForRateLimit = waitsForRateLimit
        self.patience = patience
    }

    /// For documents: the crawl comes back later by itself, so two repeats are enough.
    package static var documents: Retry { Retry(repeats: 2) }
    /// For tokens: nothing works without one.
    package static var tokens: Retry { Retry(repeats: 4, waitsForRateLimit: true) }

    /// What to do after a number of requests of which the last failed, `random` drawn evenly from 0 to 1.
    package func step(after requests: Int, _ error: BattleNetError, random: Double) -> Step {
        guard error.isTransient, requests <= repeats else { return .giveUp }
        let wait: Duration
        switch error.code {
        case .rateLimited where waitsForRateLimit:
            // The limit is lifted with the next second of the server's clock, which is not known here.
            wait = error.retryAfter ?? .seconds(1)
        case .unavailable, .timedOut:
            let doubled = base * (1 << min(requests - 1, 20))
            wait = max(min(doubled, ceiling) * random, error.retryAfter ?? .zero)
        default: return .giveUp
        }
        return wait <= patience ? .retry(after: wait) : .giveUp
    }
}
