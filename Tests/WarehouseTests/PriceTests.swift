import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// What all crawls plan with.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct PriceTests {
    @Test func `a shared price is known to all until it is too old`() async throws {
        try await withWarehouse { first, pool in
            let second = Warehouse(pool: pool)
            #expect(try await second.price(sharedWithin: .days(1)) == nil)
            try await first.share(FreshnessPrice(0.7))
            try await first.share(FreshnessPrice(0.9))
            #expect(try await second.price(sharedWithin: .days(1)) == FreshnessPrice(0.9))
            _ = try await pool.withConnection { connection in
                try await connection.execute("UPDATE pace SET fitted_at = fitted_at - interval '2 days'")
            }
            #expect(try await second.price(sharedWithin: .days(1)) == nil)
            #expect(try #require(try await second.sharedPrice()).age > .hours(47))
        }
    }

    @Test func `a census of a small table counts everything that is asked for`() async throws {
        try await withWarehouse { warehouse, _ in
            let summaries = (1...300).map { id in
                Discovery(
                    document: DocumentID(.summary, of: hero(id, realm: Int32(id % 7))),
                    address: DocumentID(.summary, of: hero(id)).someAddress, due: .start, wakes: false,
                    importance: id % 3 == 0 ? 6 : 1)
            }
            let roster = DocumentID(.roster, of: guild)
            try await warehouse.enlist(
                summaries + [
                    Discovery(document: roster, address: roster.someAddress, due: .start, wakes: false)
                ])
            let census = try await warehouse.census(clients: [])
            #expect(census.targets == [.summary: 300, .roster: 1])
            #expect(census.sample.count == 300)
            #expect(census.sample.count { summary in summary.importance == 6 } == 100)
            #expect(census == (try await warehouse.census(clients: [])))
        }
    }

    @Test func `a census of a part of a large table tells of the whole`() async throws {
        try await withWarehouse { warehouse, pool in
            try await pool.withConnection { connection in try await connection.executeScript(Self.population)
            }
            let census = try await warehouse.census(clients: [], blocks: 200)
            let read = try #require(census.targets[.summary])
            #expect(read > 24_000 && read < 36_000)
            #expect(try #require(census.targets[.equipment]) > 24_000)
            #expect(census.sample.count == 1000)
            let raiders = census.sample.count { summary in summary.importance == 6 }
            #expect(raiders > 150 && raiders < 250)
            let first = try #require(census.sample.first)
            #expect(first.evidence == ChangeEvidence(events: 3, days: 4))
            #expect(first.lastModified == .start)
        }
    }

    // 30,000 characters with two documents each, every fifth of them of the core.
    private static let population = """
        INSERT INTO crawl_bucket SELECT 768 + b FROM generate_series(0, 63) b;
        INSERT INTO target (bucket, realm_id, subject, kind, part, realm_slug, name, next_due_at, importance,
            change_events, change_days, last_modified)
        SELECT 768 + (c & 63), c & 63, c, kind, 0, 'vale', 'hero', '2027-01-01', CASE c % 5 WHEN 0 THEN 6 ELSE 1 END,
            3, 4, '2026-03-02T00:00:00Z'
        FROM generate_series(1, 30000) c, (VALUES (40), (42)) k (kind);
        """

    @Test func `the budget is that of our clients and of all that were used within a day`() async throws {
        try await withWarehouse { warehouse, pool in
            for (client, perHour) in [("ours", 1000), ("used", 2000), ("idle", 4000), ("left", 8000)] {
                try await warehouse.configureBudget(client: client, perSecond: 100, perHour: perHour)
            }
            for client in ["used", "left"] {
                _ = try await warehouse.permits(1, client: client, class: .routine)
            }
            _ = try await pool.withConnection { connection in
                try await connection.execute(
                    "UPDATE budget SET drained_at = drained_at - interval '25 hours' WHERE client = 'left'")
            }
            #expect(try await warehouse.census(clients: ["ours"]).requestsPerHour == 3000)
            // Eight a second do not fill the hour.
            try await warehouse.configureBudget(client: "ours", perSecond: 8, perHour: 36_000)
            #expect(try await warehouse.census(clients: ["ours"]).requestsPerHour == 8640 + 2000)
        }
    }

    @Test func `a week counts from the moment after its document was first seen`() async throws {
        try await withWarehouse { warehouse, _ in
            for (id, seen) in [(Int32(1063), Timestamp.start), (1064, .start + .days(7))] {
                let start = Timestamp.start + .days(7 * Int64(id - 1063))
                let week = Period(region: .eu, id: id, start: start, end: start + .days(7) - .seconds(1))
                try await warehouse.load(.period(week), as: DocumentID(.period, of: .eu, part: id), at: seen)
            }
            func newest(_ now: Timestamp) async throws -> [Int32] {
                try await warehouse.newestWeeks(seenBefore: now).map(\.id)
            }
            #expect(try await newest(.start).isEmpty)
            #expect(try await newest(.start + .seconds(1)) == [1063])
            #expect(try await newest(.start + .days(7)) == [1063])
            #expect(try await newest(.start + .days(8)) == [1064])
        }
    }
}
