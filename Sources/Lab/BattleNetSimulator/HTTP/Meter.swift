import Synchronization

/// Counts what every client was served and enforces the limits of the API when it is told to.
final class Meter: Sendable {
    /// What becomes of a request.
    enum Verdict: Sendable {
        case serve
        /// Above the limit of the second: refused until it is over.
        case refuse
        /// Above the limit of the hour: served slowly.
        case slow
    }

    /// What a client was served.
    struct Count: Sendable {
        var requests = 0
        var bytes = 0
        var byStatus: [Int: Int] = [:]
        var byKind: [String: Int] = [:]
        var second = SlidingWindow(span: 1_000_000_000)
        var hour = SlidingWindow(span: 3_600_000_000_000)
        fileprivate var currentSecond = 0
        fileprivate var inSecond = 0
    }

    private let perSecond: Int?
    private let perHour: Int?
    private let origin = ContinuousClock.now
    private let state = Mutex<[String: Count]>([:])

    init(perSecond: Int?, perHour: Int?) {
        self.perSecond = perSecond
        self.perHour = perHour
    }

    /// Counts a request that has come.
    func admit(_ client: String) -> Verdict {
        let elapsed = (ContinuousClock.now - origin).components
        let now = Int(elapsed.seconds) * 1_000_000_000 + Int(elapsed.attoseconds / 1_000_000_000)
        return state.withLock { counts in
            counts[client, default: Count()].admit(at: now, perSecond: perSecond, perHour: perHour)
        }
    }

    /// Counts what was answered.
    func record(_ client: String, kind: String, status: Int, bytes: Int) {
        state.withLock { counts in
            counts[client, default: Count()].byStatus[status, default: 0] += 1
            counts[client, default: Count()].byKind[kind, default: 0] += 1
            counts[client, default: Count()].bytes += bytes
        }
    }

    /// The counts of all clients by their id.
    var counts: [(client: String, count: Count)] {
        state.withLock { counts in
            counts.sorted { a, b in a.key < b.key }.map { client, count in (client, count) }
        }
    }
}

extension Meter.Count {
    fileprivate mutating func admit(at now: Int, perSecond: Int?, perHour: Int?) -> Meter.Verdict {
        requests += 1
        second.add(now)
        hour.add(now)
        if currentSecond != now / 1_000_000_000 {
            currentSecond = now / 1_000_000_000
            inSecond = 0
        }
        inSecond += 1
        if let perSecond, inSecond > perSecond { return .refuse }
        if let perHour, hour.count > perHour { return .slow }
        return .serve
    }
}

/// How many instants lie in any window of a span, and the most there ever were.
struct SlidingWindow: Sendable {
    private let span: Int
    private var times: [Int] = []
    private var head = 0
    /// The most in any window so far.
    private(set) var most = 0

    init(span: Int) {
        self.span = span
    }

    /// How many lie in the window that ends with the last one.
    var count: Int { times.count - head }

    mutating func add(_ time: Int) {
        times.append(time)
        while times[head] <= time - span { head += 1 }
        if head > 65_536, head * 2 > times.count {
            times.removeFirst(head)
            head = 0
        }
        most = max(most, count)
    }
}
