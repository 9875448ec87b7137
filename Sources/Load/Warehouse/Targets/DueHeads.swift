import Postgres

/// Where the queue of each bucket begins, as far as this process knows; a value that decides which buckets a claim
/// asks, and from which due time on.
///
/// A head is a low watermark: no target that is free is due before it. Claims raise it past what they took, so that
/// neither leased targets nor index entries of targets that moved on are read again; whoever writes an earlier
/// due time lowers it. What other processes write, and leases of workers that died, are not told: they are found by
/// a look without watermark, which every bucket gets at least once a minute, and all of them before a claim
/// comes back empty.
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

    /// A bucket is looked at again after this long at the latest.
    static let longestTrust = Duration.seconds(60)
    /// From this age on claims look at two buckets each, so that they do not all come of age at once.
    static let ordinaryTrust = Duration.seconds(30)
    /// The most queues that are asked in one round trip.
    private static let widest = 32

    private var heads: [Place: DueHead] = [:]
    private var lookedAt: [Int16: ContinuousClock.Instant] = [:]

    /// Takes notice of buckets; of a new one nothing is known.
    mutating func know(_ buckets: [Int16]) {
        for bucket in buckets where heads[Place(bucket: bucket, lane: .everything)] == nil {
            for lane in Lane.allCases { heads[Place(bucket: bucket, lane: lane)] = DueHead() }
        }
    }

    /// The buckets whose heads are too old to be trusted, and the two oldest of those that soon will be.
    func untrusted(at now: ContinuousClock.Instant) -> [Int16] {
        let ages = heads.keys.filter { place in place.lane == .everything }.map { place in
            (bucket: place.bucket, age: lookedAt[place.bucket].map { seen in now - seen })
        }
        let old = ages.filter { one in one.age.map { age in age >= Self.longestTrust } ?? true }
        let ageing = ages.filter { one in one.age.map { age in age >= Self.ordinaryTrust } ?? false }
            .sorted { left, right in (left.age ?? .zero) > (right.age ?? .zero) }.prefix(2)
        return Set((old + ageing).map(\.bucket)).sorted()
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
    /// No queue gives more than a quarter, so that one claim serves several buckets; a queue in `spent` gives
    /// nothing.
    func plan(limit: Int, now: Microseconds, spent: Set<Place>) -> [Step] {
        let due = heads.filter { place, head in head.due <= now && !spent.contains(place) }
            .sorted { left, right in
                (left.key.lane.rawValue, left.value.due, left.key.bucket)
                    < (right.key.lane.rawValue, right.value.due, right.key.bucket)
            }
        var steps: [Step] = []
        var left = limit
        for (place, head) in due.prefix(Self.widest) where left > 0 {
            let share = place.lane == .promises ? limit : (limit + 3) / 4
            let quota = min(left, head.expected, share)
            steps.append(
                Step(place: place, from: head.due, quota: quota, writes: head.writes))
            left -= quota
        }
        return steps
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
        heads[place]?.write(due)
    }
}

extension DueHeads.Place: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        (left.bucket, left.lane.rawValue) < (right.bucket, right.lane.rawValue)
    }
}
