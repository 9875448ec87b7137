import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ConcurrencyTests {
    @Test func `the order, the batching and the number of writers leave no trace`() async throws {
        let alone = try await withWarehouse { warehouse, _ in
            let rows = try await Days.load(into: warehouse, writers: 1, seed: 1).rows
            return (rows, try await warehouse.dumpSeries())
        }
        // No document of these days comes after a gap, and none tells of a connected realm.
        for (table, lines) in alone.1 where !["document_span", "realm_connection"].contains(table) {
            #expect(!lines.isEmpty, "\(table)")
        }
        for seed in UInt64(2)...3 {
            let together = try await withWarehouse(connections: 8) { warehouse, _ in
                let rows = try await Days.load(into: warehouse, writers: 8, seed: seed).rows
                return (rows, try await warehouse.dumpSeries())
            }
            #expect(together.0 == alone.0)
            for (table, lines) in alone.1 { #expect(together.1[table] == lines, "\(table)") }
        }
    }

    @Test func `a late lower generation changes nothing, whatever it tells`() async throws {
        try await withWarehouse(connections: 8) { warehouse, _ in
            let delivered = try await Days.load(into: warehouse, writers: 8, seed: 4).delivered
            let newest = delivered.reduce(into: [DocumentID: Int64]()) { newest, completion in
                let observation = completion.observation
                newest[observation.document] = max(newest[observation.document] ?? 0, observation.generation)
            }
            // Late, and telling of a day to come.
            let late = delivered.filter { completion in
                completion.observation.generation < newest[completion.observation.document] ?? 0
            }.map { completion in
                var late = completion
                late.observation.observedAt = .start + .days(9)
                late.nextDue = .start + .days(99)
                return late
            }
            let before = try await warehouse.dumpSeries()
            let outlook = try await warehouse.outlook(.all, now: .start + .days(5))
            let verdicts = try await Days.deliver(late, to: warehouse, writers: 8, seed: 5)
            #expect(late.count > 1000)
            #expect(verdicts == [.fenced: late.count])
            #expect(try await warehouse.dumpSeries() == before)
            #expect(try await warehouse.outlook(.all, now: .start + .days(5)) == outlook)
        }
    }

    @Test func `the same batch delivered by several writers at once is written once`() async throws {
        try await withWarehouse(connections: 8) { warehouse, pool in
            let documents = (1...30).map { id in DocumentID(.summary, of: hero(Int64(id))) }
            try await warehouse.enlist(
                documents.map { document in
                    Discovery(document: document, address: document.someAddress, due: .start, wakes: true)
                })
            let leases = try await warehouse.claim(.all, limit: 99, now: .start, lease: .seconds(60))
            let batch = leases.map { lease in
                lease.completion(.received(summary(hero(lease.document.subject))))
            }
            let answers = try await withThrowingTaskGroup(of: [LoadResult].self) { group in
                for _ in 0..<8 { group.addTask { try await warehouse.complete(batch) } }
                return try await group.reduce(into: Set<[LoadResult]>()) { all, one in all.insert(one) }
            }
            #expect(answers.count == 1)
            let attempts = try await pool.withConnection { connection in
                try await connection.query("SELECT count(*) FROM attempt").one().int(0)
            }
            #expect(attempts == 30)
        }
    }
}
