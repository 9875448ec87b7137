import Postgres

/// Where the queue of each bucket begins, as far as this process knows; a value that decides which buckets a claim
/// asks, and from which due time on.
///
/// A head is a low watermark: no target that is free is due before it. Claims raise it past what they took, so that
/// neither leased targets nor index entries of targets that moved on are read again; whoever writes an earlier
/// due time lowers it. What other processes write, and leases of workers that died, are not told: they are found by
/// a look without watermark, which every bucket gets about once a minute while batches are written, and all of them
/// before a claim comes back empty.
///
/// Each process prefers some buckets a little, by a number of its own: all of them see nearly the same heads, and
/// would otherwise want the same rows of the same bucket at the same moment.
struct DueHeads: Sendable {
    /// One of the two queues of a bucket.
    struct Place: Hashable, Sendable {
        let bucket: Int16
        let lane: Lane
    }

    /// What a queue holds.
    enum Lane: Int, Sendable, CaseIterable {
        /// Documents that must be looked at in time whatever else is due; they come first.
        case promises
        /// Every document, promises included.
        case everything
    }

    /// A part of a claim: up to `quota` targets of one queue that are due at `from` or later.
    struct Step: Hashable, Sendable {
        let place: Place
        let from: Microseconds
        let quota: Int
        fileprivate let writes: Int
    }

    /// A question for the first free target of a queue that is due at `from` or later.
    struct Look: Hashable, Sendable {
        let place: Place
        let from: Microseconds
        fileprivate let writes: Int
    }

    /// How long all buckets take to be looked at once, one after the other.
    static let circle = Duration.seconds(60)
    /// A claim looks itself at a bucket that has not been looked at for so long.
    static let longestTrust = Duration.seconds(180)
    /// The pause between two looks, as a multiple of the last one's length.
    private static let restraint = 10
    /// The most buckets that are looked at in one turn.
    private static let turn = 8
    /// The most queues that are asked in one round trip.
    private static let widest = 64

    private let preference: UInt64?
    private var heads: [Place: DueHead] = [:]
    private var lookedAt: [Int16: ContinuousClock.Instant] = [:]
    private var lastTurn: ContinuousClock.Instant?
    private var lastLook = Duration.zero

    /// Heads of no bucket; without `preference` the longest overdue bucket is asked first, whoever asks.
    init(preference: UInt64? = nil) {
        self.preference = preference
    }

    /// Whether no bucket is known, so that only a look at everything can tell what there is.
    var isEmpty: Bool { heads.isEmpty }

    /// Takes notice of buckets; of a new one nothing is known.
    mutating func know(_ buckets: [Int16]) {
        for bucket in buckets where heads[Place(bucket: bucket, lane: .everything)] == nil {
            for lane in Lane.allCases { heads[Place(bucket: bucket, lane: lane)] = DueHead() }
        }
    }

    /// The buckets whose turn it is to be looked at, the oldest look first; they are handed out once.
    ///
    /// As many as keep the circle, but the looks take a tenth of the time at most: under an old snapshot they grow
    /// with what has moved since, and the circle with them.
    mutating func ageing(at now: ContinuousClock.Instant) -> [Int16] {
        guard let lastTurn else {
            self.lastTurn = now
            return []
        }
        let buckets = heads.keys.filter { place in place.lane == .everything }.map(\.bucket)
        let since = now - lastTurn
        guard since >= lastLook * Self.restraint else { return [] }
        let turns = Int(since / .seconds(1) * Double(buckets.count) / (Self.circle / .seconds(1)))
        guard turns > 0 else { return [] }
        self.lastTurn = now
        return oldest(buckets, olderThan: Self.circle / 2, at: now, limit: min(turns, Self.turn))
    }

    /// Notes how long a turn's looks took.
    mutating func lookTook(_ time: Duration) { lastLook = time }

    /// The buckets that were never looked at, or not for long, a few at a time.
    func neglected(at now: ContinuousClock.Instant) -> [Int16] {
        oldest(
            heads.keys.filter { place in place.lane == .everything }.map(\.bucket),
            olderThan: Self.longestTrust, at: now, limit: Self.turn)
    }

    private func oldest(
        _ buckets: [Int16], olderThan age: Duration, at now: ContinuousClock.Instant, limit: Int
    ) -> [Int16] {
        let ages = buckets.map { bucket in
            (bucket: bucket, age: lookedAt[bucket].map { seen in now - seen } ?? .seconds(Int64.max / 2))
        }
        return ages.filter { one in one.age >= age }
            .sorted { left, right in (left.age, right.bucket) > (right.age, left.bucket) }
            .prefix(limit).map(\.bucket)
    }

    /// Looks at everything that is free in these buckets, or in all of them.
    func looks(at buckets: [Int16]? = nil) -> [Look] {
        let wanted = buckets.map(Set.init)
        return heads.compactMap { place, head in
            guard wanted?.contains(place.bucket) ?? true else { return nil }
            return Look(place: place, from: .negativeInfinity, writes: head.writes)
        }.sorted { left, right in left.place < right.place }
    }

    /// Whether some free target may be due by then.
    func mayHoldDue(by now: Microseconds) -> Bool { heads.values.contains { head in head.due <= now } }

    /// What to claim: promises before everything else, then the longest overdue bucket first.
    ///
    /// A bucket gives as much as it is thought to hold, so that a claim asks few of them; its head moves on by what
    /// it gave, and the others have their turn. A queue in `spent` gives nothing.
    func plan(limit: Int, now: Microseconds, spent: Set<Place>) -> [Step] {
        let due = heads.filter { place, head in head.due <= now && !spent.contains(place) }
            .map { place, head in (place: place, head: head, urgency: urgency(of: place, head, now)) }
            .sorted { left, right in
                (left.place.lane.rawValue, right.urgency, left.place.bucket)
                    < (right.place.lane.rawValue, left.urgency, right.place.bucket)
            }
        var steps: [Step] = []
        var left = limit
        for (place, head, _) in due.prefix(Self.widest) where left > 0 {
            let quota = min(left, head.expected)
            steps.append(Step(place: place, from: head.due, quota: quota, writes: head.writes))
            left -= quota
        }
        return steps
    }

    /// How long the queue's first target has been due, up to a sixteenth more where this process prefers the bucket.
    private func urgency(of place: Place, _ head: DueHead, _ now: Microseconds) -> Double {
        let age = Double(now.rawValue) - Double(head.due.rawValue)
        guard let preference else { return age }
        var mixed = (preference ^ UInt64(UInt16(bitPattern: place.bucket))) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return age * (1 + Double(mixed >> 40) / Double(1 << 24) / 16)
    }

    /// Notes that a step took `count` targets, the last of them due at `last`; answers whether it may hold more.
    mutating func took(_ count: Int, upTo last: Microseconds?, by step: Step) -> Bool {
        guard var head = heads[step.place] else { return false }
        defer { heads[step.place] = head }
        guard count == step.quota, let last else {
            head.expected = max(count, 1)
            return false
        }
        head.expected = min(max(head.expected, step.quota * 2), 4096)
        head.raise(to: last, since: step.writes)
        return true
    }

    /// The question for what a step that found too few left behind.
    func look(after step: Step) -> Look {
        Look(place: step.place, from: step.from, writes: step.writes)
    }

    /// Notes when the first free target is due; nil when there is none.
    mutating func saw(_ found: Microseconds?, by look: Look, at now: ContinuousClock.Instant) {
        guard var head = heads[look.place] else { return }
        let found = found ?? .infinity
        if found < head.due { head.write(found) } else { head.raise(to: found, since: look.writes) }
        heads[look.place] = head
        if look.from == .negativeInfinity { lookedAt[look.place.bucket] = now }
    }

    /// Notes that a free target is due at `due`, or may be.
    mutating func lower(_ place: Place, to due: Microseconds) {
        // Before the first look nothing is known, and the first claim looks at everything.
        if heads[place] == nil && !heads.isEmpty { know([place.bucket]) }
        heads[place]?.write(due)
    }
}

extension DueHeads.Place: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        (left.bucket, left.lane.rawValue) < (right.bucket, right.lane.rawValue)
    }
}
