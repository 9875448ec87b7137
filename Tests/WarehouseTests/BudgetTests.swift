import Crawl
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

struct BudgetArithmeticTests {
    @Test(arguments: [(100, 36_000), (8, 100), (20, 72_000), (5000, 1_000_000)])
    func `no sliding window exceeds the limit, whatever the moment of use`(second: Int, hour: Int) throws {
        let budget = try #require(Budget(perSecond: second, perHour: hour))
        let late = Budget.validity + 0.25
        #expect(budget.secondRate * (1 + late) + budget.secondBurst <= Double(second) + 1e-6)
        #expect(budget.hourRate * (3600 + late) + budget.hourBurst <= Double(hour) + 1e-6)
        #expect(budget.secondBurst >= 1 && budget.hourBurst >= 1)
    }

    @Test func `limits without room for a chunk are refused`() {
        #expect(Budget(perSecond: 7, perHour: 36_000) == nil)
        #expect(Budget(perSecond: 100, perHour: 99) == nil)
    }
}

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
                        let permits = try await warehouse.permits(1 + (worker + round) % 5, client: "c")
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
            for _ in 0..<40 { total += try await warehouse.permits(20, client: "c").count }
            #expect(total > 0 && total <= 1000)
            let spent = try await warehouse.permits(20, client: "c")
            #expect(spent.count <= 1)
            #expect(spent.retryAfter > .zero)
            #expect(spent.validFor > .zero)
            let other = try await warehouse.permits(5, client: "another")
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
}
