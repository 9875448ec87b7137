import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct RunTests {
    private let hour = Duration.hours(1)

    /// A job with waiting runs in the slots 1 h, 2 h … after the start.
    private func queue(_ warehouse: Warehouse, _ job: String, slots: Int = 1, importance: Double = 1)
        async throws
    {
        _ = try await warehouse.sight([job], now: .start)
        try await warehouse.schedule(job, importance: importance) { _ in
            RunPlan(
                (1...slots).map { hour in RunPlan.Slot(.start + .hours(Int64(hour))) },
                through: .start + .days(1))
        }
    }

    private func claim(_ warehouse: Warehouse, _ jobs: String..., lease: Duration = .seconds(600))
        async throws
        -> RunLease?
    {
        try await warehouse.claimRun(of: jobs, lease: lease, attempts: 3, codeVersion: "test")
    }

    @Test func `a job that is seen for the first time begins now and remembers it`() async throws {
        try await withWarehouse { warehouse, _ in
            #expect(try await warehouse.sight(["a"], now: .start) == ["a": .start])
            let later = try await warehouse.sight(["a", "b"], now: .start + .days(1))
            #expect(later == ["a": .start, "b": .start + .days(1)])
        }
    }

    @Test func `workers that deal with the same slots at once record each once`() async throws {
        try await withWarehouse { warehouse, _ in
            _ = try await warehouse.sight(["a"], now: .start)
            let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await warehouse.schedule("a", importance: 1) { state in
                            let slots = (1...5).map { number in Timestamp.start + .hours(Int64(number)) }
                                .filter { slot in slot > state.handledThrough }
                            return slots.isEmpty
                                ? nil
                                : RunPlan(
                                    slots.map { slot in RunPlan.Slot(slot) }, through: .start + .hours(5))
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(recorded == 5)
            #expect(try await warehouse.newestRuns(of: ["a"], limit: 99)["a"]?.count == 5)
            #expect(try await warehouse.sight(["a"], now: .start) == ["a": .start + .hours(5)])
        }
    }

    @Test func `the outage's slots are recorded with why they were passed over`() async throws {
        try await withWarehouse { warehouse, _ in
            _ = try await warehouse.sight(["a"], now: .start)
            try await warehouse.schedule("a", importance: 1) { state in
                #expect(!state.isOpen)
                return RunPlan(
                    [.init(.start + .hours(1), skip: .missed), .init(.start + .hours(2))],
                    through: .start + .hours(2))
            }
            try await warehouse.schedule("a", importance: 1) { state in
                #expect(state.isOpen)
                return RunPlan([.init(.start + .hours(3), skip: .overlapped)], through: .start + .hours(3))
            }
            let runs = try #require(try await warehouse.newestRuns(of: ["a"], limit: 9)["a"])
            #expect(runs.map(\.outcome) == [.overlapped, nil, .missed])
            #expect(runs.map(\.state) == [.ended, .queued, .ended])
        }
    }

    @Test func `world time that runs backwards brings no slot back, and old runs are forgotten`() async throws
    {
        try await withWarehouse { warehouse, _ in
            _ = try await warehouse.sight(["a"], now: .start)
            for days: Int64 in [1, 100, 50] {
                try await warehouse.schedule("a", importance: 1) { _ in
                    RunPlan([.init(.start + .days(days), skip: .missed)], through: .start + .days(days))
                }
            }
            #expect(try await warehouse.sight(["a"], now: .start) == ["a": .start + .days(100)])
            let slots = try await warehouse.newestRuns(of: ["a"], limit: 9)["a"]?.map(\.key.slot)
            #expect(slots == [.start + .days(100), .start + .days(50)])
        }
    }

    @Test func `many claimers get each run once, and never two of one job`() async throws {
        try await withWarehouse { warehouse, _ in
            for job in ["a", "b", "c"] { try await queue(warehouse, job, slots: 2) }
            let leases = try await withThrowingTaskGroup(of: RunLease?.self) { group in
                for _ in 0..<12 { group.addTask { try await claim(warehouse, "a", "b", "c") } }
                return try await group.reduce(into: []) { all, lease in
                    all += lease.map { one in [one] } ?? []
                }
            }
            #expect(leases.map(\.key.job).sorted() == ["a", "b", "c"])
            #expect(leases.allSatisfy { lease in lease.key.slot == .start + hour && lease.attempt == 1 })
        }
    }

    @Test func `what matters most goes first, then the oldest slot; others' jobs are left alone`()
        async throws
    {
        try await withWarehouse { warehouse, _ in
            try await queue(warehouse, "a")
            try await queue(warehouse, "b", importance: 5)
            try await queue(warehouse, "foreign", importance: 9)
            #expect(try await claim(warehouse, "a", "b")?.key.job == "b")
            #expect(try await claim(warehouse, "a", "b")?.key.job == "a")
            #expect(try await claim(warehouse, "a", "b") == nil)
        }
    }

    @Test func `a dead worker's run is taken over, and the old one can no longer end it`() async throws {
        try await withWarehouse { warehouse, _ in
            try await queue(warehouse, "a", slots: 2)
            let dead = try #require(try await claim(warehouse, "a", lease: .milliseconds(-1)))
            let heir = try #require(try await claim(warehouse, "a"))
            #expect(heir.key == dead.key)
            #expect(heir.attempt == 2)
            #expect(heir.generation > dead.generation)
            #expect(try await !warehouse.renew(dead, for: hour))
            #expect(try await !warehouse.end(dead, as: .failed, counts: RunCounts()))
            #expect(try await !warehouse.giveBack(dead, counts: RunCounts(), countsAsTry: true))
            #expect(try await warehouse.renew(heir, for: hour))
            #expect(try await warehouse.end(heir, as: .succeeded, counts: RunCounts()))
            #expect(try await !warehouse.renew(heir, for: hour))
            let record = try #require(try await warehouse.run(heir.key))
            #expect(record.outcome == .succeeded)
            #expect(record.codeVersion == "test")
            #expect(try await claim(warehouse, "a")?.key.slot == .start + .hours(2))
        }
    }

    @Test func `a renewed lease is not taken over`() async throws {
        try await withWarehouse { warehouse, _ in
            try await queue(warehouse, "a")
            let lease = try #require(try await claim(warehouse, "a", lease: .milliseconds(-1)))
            #expect(try await warehouse.renew(lease, for: hour))
            #expect(try await claim(warehouse, "a") == nil)
            #expect(try await warehouse.slotUnderWay(of: "a") == lease.key.slot)
        }
    }

    @Test func `a run whose workers die too often is abandoned, and the next slot has its turn`() async throws
    {
        try await withWarehouse { warehouse, _ in
            try await queue(warehouse, "a", slots: 2)
            for attempt: Int32 in 1...3 {
                let lease = try #require(try await claim(warehouse, "a", lease: .milliseconds(-1)))
                #expect(lease.attempt == attempt)
                #expect(lease.key.slot == .start + hour)
            }
            #expect(try await claim(warehouse, "a")?.key.slot == .start + .hours(2))
            let record = try #require(try await warehouse.run(RunKey(job: "a", slot: .start + hour)))
            #expect(record.outcome == .abandoned)
            #expect(record.error == "the worker that ran it died 3 times")
        }
    }

    @Test func `what is given back is run again, its counts are added up and its try is not counted`()
        async throws
    {
        try await withWarehouse { warehouse, _ in
            try await queue(warehouse, "a")
            var counts = RunCounts()
            counts.requests = 7
            counts.add(5, to: "changed")
            let first = try #require(try await claim(warehouse, "a"))
            #expect(try await warehouse.giveBack(first, counts: counts, countsAsTry: false))
            let second = try #require(try await claim(warehouse, "a"))
            #expect(second.attempt == 1)
            counts.add(1, to: "failed")
            #expect(try await warehouse.giveBack(second, counts: counts, countsAsTry: true))
            let third = try #require(try await claim(warehouse, "a"))
            #expect(third.attempt == 2)
            #expect(try await warehouse.end(third, as: .failed, counts: RunCounts(), error: "no luck"))
            let record = try #require(try await warehouse.run(third.key))
            #expect(record.counts.requests == 14)
            #expect(record.counts.others == ["changed": 10, "failed": 1])
            #expect(record.error == "no luck")
            #expect(record.duration.map { duration in duration >= .zero } == true)
        }
    }

    @Test func `what a person asks for has a slot of its own, also where time stands still`() async throws {
        try await withWarehouse { warehouse, _ in
            let first = try await warehouse.ask("a", importance: 1, now: .start)
            let second = try await warehouse.ask("a", importance: 1, now: .start)
            #expect(first.slot == .start)
            #expect(second.slot == .start + .milliseconds(1))
            #expect(try await warehouse.run(second)?.isAsked == true)
            #expect(try await warehouse.sight(["a"], now: .start + .days(9)) == ["a": .start])
        }
    }
}
