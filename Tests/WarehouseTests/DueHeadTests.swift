import Postgres
import Testing

@testable import Warehouse

@Suite struct `Where a queue begins` {
    private func moment(_ second: Int64) -> Microseconds { Microseconds(second * 1_000_000) }
    private let start = ContinuousClock.now
    private let everything = DueHeads.Place(bucket: 1, lane: .everything)

    /// Heads of these buckets, with the first target of each due at that second.
    private func heads(_ dues: [Int16: Int64], preference: UInt64? = nil) -> DueHeads {
        var heads = DueHeads(preference: preference)
        heads.know(dues.keys.sorted())
        for look in heads.looks() {
            let due = look.place.lane == .everything ? dues[look.place.bucket].map(moment) : nil
            heads.saw(due, by: look, at: start)
        }
        return heads
    }

    @Test func `nothing is known at first, so that every bucket is looked at and asked`() {
        var heads = DueHeads()
        heads.know([3, 1])
        #expect(heads.neglected(at: start) == [1, 3])
        #expect(heads.mayHoldDue(by: moment(0)))
        #expect(heads.plan(limit: 9, now: moment(0), spent: []).allSatisfy { $0.from == .negativeInfinity })
    }

    @Test func `the longest overdue bucket gives first, as much as it may hold, and none before its time`() {
        let heads = heads([1: 30, 2: 10, 3: 20, 4: 50])
        #expect(heads.plan(limit: 9, now: moment(40), spent: []).map(\.place.bucket) == [2])
        let steps = heads.plan(limit: 40, now: moment(40), spent: [])
        #expect(steps.map(\.place.bucket) == [2, 3, 1])
        #expect(steps.map(\.quota) == [16, 16, 8])
        #expect(steps.map(\.from) == [moment(10), moment(20), moment(30)])
    }

    @Test func `promises come before what is longer overdue`() {
        var heads = heads([1: 10, 2: 20])
        heads.lower(DueHeads.Place(bucket: 2, lane: .promises), to: moment(30))
        let steps = heads.plan(limit: 40, now: moment(40), spent: [])
        #expect(steps.first?.place == DueHeads.Place(bucket: 2, lane: .promises))
        #expect(steps.map(\.place.bucket) == [2, 1, 2])
    }

    @Test func `what was taken is not read again`() throws {
        var heads = heads([1: 10])
        let step = try #require(heads.plan(limit: 8, now: moment(40), spent: []).first)
        let mayHoldMore = heads.took(step.quota, upTo: moment(15), by: step)
        #expect(mayHoldMore)
        #expect(heads.plan(limit: 8, now: moment(40), spent: []).first?.from == moment(15))
    }

    @Test func `no bucket starves while another one has no end`() {
        var heads = heads([1: 0, 2: 7])
        var served: Set<Int16> = []
        for _ in 0..<40 where served.count < 2 {
            for step in heads.plan(limit: 4, now: moment(1000), spent: []) {
                served.insert(step.place.bucket)
                // Every claim finds as many as it asks for, one due each second.
                let last = Microseconds(step.from.rawValue + Int64(step.quota) * 1_000_000)
                _ = heads.took(step.quota, upTo: last, by: step)
            }
        }
        #expect(served == [1, 2])
    }

    @Test(arguments: [5, 12])
    func `a write during a claim holds its watermark back`(written: Int64) throws {
        var heads = heads([1: 10])
        let step = try #require(heads.plan(limit: 8, now: moment(40), spent: []).first)
        heads.lower(everything, to: moment(written))
        _ = heads.took(step.quota, upTo: moment(15), by: step)
        #expect(heads.plan(limit: 8, now: moment(40), spent: []).first?.from == moment(written))
    }

    @Test func `a look that began before a write does not hide it`() throws {
        var heads = heads([1: 10])
        let look = try #require(heads.looks().first { look in look.place == everything })
        heads.lower(everything, to: moment(20))
        heads.saw(moment(90), by: look, at: start)
        #expect(heads.mayHoldDue(by: moment(20)))
        #expect(!heads.mayHoldDue(by: moment(19)))
    }

    @Test func `a claim does not hide what a look found meanwhile`() throws {
        var heads = heads([1: 10])
        let step = try #require(heads.plan(limit: 8, now: moment(40), spent: []).first)
        let look = try #require(heads.looks().first { look in look.place == everything })
        heads.saw(moment(3), by: look, at: start)
        _ = heads.took(step.quota, upTo: moment(15), by: step)
        #expect(heads.plan(limit: 8, now: moment(40), spent: []).first?.from == moment(3))
    }

    @Test func `writes beyond memory stop a raise instead of being lost`() throws {
        var heads = heads([1: 10])
        let look = try #require(heads.looks().first { look in look.place == everything })
        for second in Int64(20)..<200 { heads.lower(everything, to: moment(second)) }
        heads.saw(moment(900), by: look, at: start)
        #expect(heads.mayHoldDue(by: moment(20)))
    }

    @Test func `processes prefer different buckets, but none long before a more urgent one`() {
        let dues = Dictionary(uniqueKeysWithValues: (Int16(1)...64).map { bucket in (bucket, Int64(10)) })
        let first = (UInt64(1)...40).map { preference in
            let heads = self.heads(dues, preference: preference)
            return heads.plan(limit: 1, now: moment(40), spent: []).map(\.place.bucket)
        }
        #expect(Set(first).count > 15)
        var mixed = dues
        mixed[33] = 2
        for preference in UInt64(1)...40 {
            let heads = self.heads(mixed, preference: preference)
            #expect(heads.plan(limit: 1, now: moment(40), spent: []).map(\.place.bucket) == [33])
        }
    }

    @Test func `every bucket is looked at again within a minute, a few at a time`() {
        var heads = heads(Dictionary(uniqueKeysWithValues: (Int16(1)...60).map { bucket in (bucket, 10) }))
        var turns = [look(&heads, at: start)]
        for second in 1...80 {
            let now = start + .seconds(second)
            turns.append(look(&heads, at: now))
        }
        #expect(turns[..<30].allSatisfy { turn in turn.isEmpty })
        #expect(turns.allSatisfy { turn in turn.count <= 1 })
        #expect(Set(turns.joined()).count > 48)
        // Who comes seldom looks at several.
        let late = look(&heads, at: start + .seconds(84))
        #expect(late.count == 4)
        let later = look(&heads, at: start + .seconds(200))
        #expect(later.count == 8)
    }

    @Test func `looks that take long come seldom, and claims look at what was neglected for long`() {
        var heads = heads(Dictionary(uniqueKeysWithValues: (Int16(1)...60).map { bucket in (bucket, 10) }))
        _ = heads.ageing(at: start)
        let first = look(&heads, at: start + .seconds(40))
        #expect(!first.isEmpty)
        heads.lookTook(.seconds(3))
        let early = look(&heads, at: start + .seconds(69))
        #expect(early.isEmpty)
        let second = look(&heads, at: start + .seconds(71))
        #expect(!second.isEmpty)
        #expect(heads.neglected(at: start + .seconds(179)).isEmpty)
        let neglected = heads.neglected(at: start + .seconds(181))
        #expect(neglected.count == 8)
        #expect(Set(neglected).isDisjoint(with: first + second))
    }

    /// Has its turn: looks at the buckets that are handed out.
    private func look(_ heads: inout DueHeads, at now: ContinuousClock.Instant) -> [Int16] {
        let buckets = heads.ageing(at: now)
        for look in heads.looks(at: buckets) { heads.saw(moment(10), by: look, at: now) }
        return buckets
    }
}
