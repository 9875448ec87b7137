/// How many requests may be in flight, learnt from how they end: additive increase, multiplicative decrease.
///
/// A full round of good answers while the limit is in use adds one; a server error, a timeout or an answer far
/// slower than usual takes a fifth away, once per `calm` at most, since requests that were sent together fail
/// together. 429 is not for this limit: the shared budget's pace answers it for all processes.
struct ConcurrencyLimit: Sendable, Hashable {
    /// How a request ended, as far as the server's strength is concerned.
    enum Ending: Sendable, Hashable {
        /// An answer, whatever it said, in the given time.
        case answered(in: Duration)
        /// A server error, a broken connection or no answer in time.
        case strained
    }

    /// What is left of the limit after a sign of strain.
    private static let decrease = 0.8
    /// An answer this many times slower than usual is a sign of strain, if it also took `patience`.
    private static let slowness = 4.0
    private static let patience = 1.0
    /// Weight of the newest answer in the usual time.
    private static let memory = 0.02
    private static let calm = Duration.seconds(1)

    private let maximum: Double
    private var limit: Double
    /// Seconds that an answer usually takes; nil before the first.
    private var usual: Double?
    private var decreasedAt: Duration?

    /// Starts at `maximum`, which it never exceeds; at least 1.
    init(maximum: Int) {
        self.maximum = Double(max(1, maximum))
        limit = self.maximum
    }

    /// Requests that may be in flight, at least 1.
    var current: Int { Int(limit) }

    /// Learns from a request that ended at `now` on any clock, with `inFlight` under way including itself.
    mutating func learn(_ ending: Ending, inFlight: Int, now: Duration) {
        guard case .answered(let time) = ending else { return shrink(now) }
        let seconds = time / .seconds(1)
        let isSlow = usual.map { usual in seconds > max(usual * Self.slowness, Self.patience) } ?? false
        usual = usual.map { usual in usual + Self.memory * (seconds - usual) } ?? seconds
        if isSlow {
            shrink(now)
        } else if Double(inFlight) >= limit / 2 {
            limit = min(maximum, limit + 1 / limit)
        }
    }

    private mutating func shrink(_ now: Duration) {
        if let decreasedAt, now - decreasedAt < Self.calm { return }
        decreasedAt = now
        limit = max(1, limit * Self.decrease)
    }
}
