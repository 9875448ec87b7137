import Crawl
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct BudgetTests {
    /// A grant, with the database's clock before and after it.
    private struct Grant: Sendable {
        let count: Int
        let before: Int64
        let after: Int64
    }

    /// Eight workers that take what they can get until enough questions were asked.
    private func grants(_ warehouse: Warehouse, _ pool: Pool, rounds: Int) async throws -> [Grant] {
        try await withThrowingTaskGroup(of: [Grant].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var grants: [Grant] = []
                    for round in 0..<rounds {
                        let before = try await clock(pool)
                        let permits = try await warehouse.permits(
                            1 + (worker + round) % 5, client: "c", class: round % 2 == 0 ? .asked : .routine)
                        grants.append(
                            Grant(count: permits.count, before: before, after: try await clock(pool)))
                    }
                    return grants
                }
            }
            return try await group.reduce(into: []) { all, some in all += some }
        }
    }

    private func clock(_ pool: Pool) async throws -> Int64 {
        try await pool.withConnection { connection in
            try await connection.query("SELECT clock_timestamp()").one().timestamp(0).rawValue
        }
    }

    @Test func `eight workers together never get more than a second allows`() async throws {
        try await withWarehouse(connections: 8) { warehouse, pool in
            try await warehouse.configureBudget(client: "c", perSecond: 40, perHour: 1_000_000)
            let granted = try await grants(warehouse, pool, rounds: 60).filter { grant in grant.count > 0 }
            // A grant lies somewhere between the two looks at the clock: only those certainly within count.
            for start in granted {
                let window = granted.filter { grant in
                    grant.before >= start.before && grant.after <= start.before + 1_000_000
                }
                #expect(window.reduce(0) { sum, grant in sum + grant.count } <= 40)
            }
            #expect(granted.reduce(0) { sum, grant in sum + grant.count } >= 14)
        }
    }

    @Test func `a spent hour grants nothing more and says how long to wait`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.configureBudget(client: "c", perSecond: 1000, perHour: 1000)
            var total = 0
            for _ in 0..<40 { total += try await warehouse.permits(20, client: "c", class: .routine).count }
            #expect(total > 0 && total <= 1000)
            let spent = try await warehouse.permits(20, client: "c", class: .routine)
            #expect(spent.count <= 1)
            #expect(spent.retryAfter > .zero)
            #expect(spent.validFor > .zero)
            let other = try await warehouse.permits(5, client: "another", class: .asked)
            #expect(other.count == 5)
        }
    }

    @Test func `a budget that is too small is refused`() async throws {
        let pool = Pool(settings: try ConnectionSettings(url: "postgresql://127.0.0.1:1/none"), size: 1)
        let error = await #expect(throws: WarehouseError.self) {
            try await Warehouse(pool: pool).configureBudget(client: "c", perSecond: 1, perHour: 10)
        }
        #expect(error?.code == .badBudget)
    }

    /// Lets time pass for the budget alone, without waiting for it.
    private func pass(_ seconds: Double, _ pool: Pool) async throws {
        _ = try await pool.withConnection { connection in
            try await connection.execute(
                """
                UPDATE budget SET drained_at = drained_at - make_interval(secs => $1),
                    blocked_until = blocked_until - make_interval(secs => $1),
                    pace_at = pace_at - make_interval(secs => $1),
                    slowed_at = slowed_at - make_interval(secs => $1),
                    asked_at = asked_at - make_interval(secs => $1),
                    routine_at = routine_at - make_interval(secs => $1)
                """, [.double(seconds)])
        }
    }

    /// What both classes get in `steps` of a quarter of a second, `ask` saying how many a class wants in each.
    private func shares(
        _ warehouse: Warehouse, _ pool: Pool, steps: Int,
        _ ask: (_ step: Int, _ spender: BudgetClass, _ got: Int) -> Int
    ) async throws -> [BudgetClass: Int] {
        var got: [BudgetClass: Int] = [:]
        for step in 0..<steps {
            try await pass(0.25, pool)
            for spender in step % 2 == 0 ? BudgetClass.allCases : BudgetClass.allCases.reversed() {
                let wanted = ask(step, spender, got[spender] ?? 0)
                guard wanted > 0 else { continue }
                got[spender, default: 0] += try await warehouse.permits(wanted, client: "c", class: spender)
                    .count
            }
        }
        return got
    }

    /// A budget whose burst is spent, so that only what drains is left to share.
    private func withSpentBudget(_ body: (Warehouse, Pool) async throws -> Void) async throws {
        try await withWarehouse { warehouse, pool in
            try await warehouse.configureBudget(
                client: "c", perSecond: 100, perHour: 36_000, askedShare: 0.1)
            _ = try await shares(warehouse, pool, steps: 60) { _, spender, _ in
                spender == .routine ? 100 : 0
            }
            try await body(warehouse, pool)
        }
    }

    @Test func `both classes demanding, each gets its share and nothing is left`() async throws {
        try await withSpentBudget { warehouse, pool in
            let got = try await shares(warehouse, pool, steps: 240) { _, _, _ in 48 }
            let total = got.values.reduce(0, +)
            // A minute at 9.9 a second; the statements themselves take time, in which more drains.
            #expect(Double(total) >= 0.97 * 594)
            #expect(Double(got[.asked] ?? 0) >= 0.095 * Double(total))
            #expect(Double(got[.routine] ?? 0) >= 0.87 * Double(total))
        }
    }

    @Test func `what nobody asks for is lent out, and got back when somebody does`() async throws {
        try await withSpentBudget { warehouse, pool in
            let alone = try await shares(warehouse, pool, steps: 120) { _, spender, _ in
                spender == .routine ? 48 : 0
            }
            #expect(Double(alone[.routine] ?? 0) >= 0.97 * 297)
            let back = try await shares(warehouse, pool, steps: 240) { _, _, _ in 48 }
            #expect(Double(back[.asked] ?? 0) >= 0.095 * 594)
        }
    }

    @Test func `a class that asks for little leaves the rest to the other`() async throws {
        try await withSpentBudget { warehouse, pool in
            let got = try await shares(warehouse, pool, steps: 240) { step, spender, got in
                spender == .routine ? 48 : max(0, step / 8 + 1 - got)
            }
            #expect((got[.asked] ?? 0) >= 28)
            #expect(Double(got[.routine] ?? 0) >= 0.97 * 594 - 30)
        }
    }

    @Test func `told to slow down, all processes get nothing for a while and then less`() async throws {
        try await withSpentBudget { warehouse, pool in
            try await warehouse.report(Pressure(retryAfter: .seconds(20)), client: "c")
            try await warehouse.report(Pressure(retryAfter: .seconds(3)), client: "c")
            try await pass(10, pool)
            let blocked = try await warehouse.permits(10, client: "c", class: .asked)
            #expect(blocked.count == 0)
            #expect(blocked.retryAfter == .seconds(5))
            try await pass(11, pool)
            // The buckets are empty by now; once they are spent only the reduced pace is left.
            _ = try await shares(warehouse, pool, steps: 100) { _, _, _ in 48 }
            let slow = try await pace(pool)
            #expect(slow > 0.7 && slow < 0.8)
            let got = try await shares(warehouse, pool, steps: 40) { _, _, _ in 48 }
            #expect(got.values.reduce(0, +) >= 60)
            try await pass(86_400, pool)
            _ = try await warehouse.permits(1, client: "c", class: .routine)
            #expect(try await pace(pool) == 1)
        }
    }

    @Test func `a storm of refusals never stops a client for good`() async throws {
        try await withWarehouse { warehouse, pool in
            try await warehouse.configureBudget(client: "c", perSecond: 100, perHour: 36_000)
            for _ in 0..<20 {
                try await warehouse.report(Pressure(retryAfter: nil), client: "c")
                try await pass(2, pool)
            }
            let least = try await pace(pool)
            #expect(least >= 0.1 && least < 0.12)
            #expect(try await warehouse.permits(5, client: "c", class: .routine).count == 5)
        }
    }

    @Test func `a clock that was set back gives nothing away`() async throws {
        try await withSpentBudget { warehouse, pool in
            try await pass(-3600, pool)
            let first = try await warehouse.permits(48, client: "c", class: .routine)
            #expect(first.count <= 1)
            #expect(first.retryAfter <= .seconds(5))
            // And it goes on from there.
            try await pass(2, pool)
            #expect(try await warehouse.permits(48, client: "c", class: .routine).count >= 10)
        }
    }

    private func pace(_ pool: Pool) async throws -> Double {
        try await pool.withConnection { connection in
            try await connection.query("SELECT pace FROM budget WHERE client = 'c'").one().double(0)
        }
    }
}
