import Synchronization

/// The time of the world: it runs with real time, scaled, or stands still until it is stepped.
package final class VirtualClock: Sendable {
    /// How the time of the world goes on.
    package enum Mode: Sendable, Hashable {
        /// So many seconds of the world pass in a real one.
        case scaled(Double)
        /// Time stands still between steps.
        case barrier
    }

    /// How the time goes on.
    package let mode: Mode
    /// Where it began, in seconds since 1970.
    package let start: Int
    /// Where it stops.
    package let end: Int
    private let stepped: Mutex<Int>
    private let origin = ContinuousClock.now

    /// A clock at `now`.
    package init(mode: Mode, start: Int, now: Int, end: Int) {
        self.mode = mode
        self.start = start
        self.end = end
        stepped = Mutex(min(now, end))
    }

    /// Seconds since 1970 in the world.
    package var now: Int {
        let base = stepped.withLock { now in now }
        guard case .scaled(let scale) = mode else { return base }
        let elapsed =
            Double((ContinuousClock.now - origin).components.seconds)
            + Double((ContinuousClock.now - origin).components.attoseconds) * 1e-18
        return min(end, base + Int(elapsed * scale))
    }

    /// Moves a standing clock on, not beyond its end; nil when the clock runs by itself.
    package func step(seconds: Int) -> Int? {
        guard mode == .barrier else { return nil }
        return stepped.withLock { now in
            now = min(end, now + max(0, seconds))
            return now
        }
    }
}
