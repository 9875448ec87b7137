import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// The queue as several processes see it; a `Warehouse` of its own stands for a process.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct QueueTests {
    private func summaries(_ count: Int, realms: Int = 5) -> [DocumentID] {
        (1...count).map { id in DocumentID(.summary, of: hero(Int64(id), realm: Int32(id % realms))) }
    }

    private func discovery(_ document: DocumentID, due: Timestamp = .start, wakes: Bool = false) -> Discovery
    {
        Discovery(document: document, address: document.someAddress, due: due, wakes: wakes)
    }

    @Test func `two processes never hold the same target, and together hold all`() async throws {
        try await withWarehouse(connections: 8) { first, pool in
            let second = Warehouse(pool: pool)
            try await first.enlist(summaries(300).map { document in discovery(document) })
            let claimed = try await withThrowingTaskGroup(of: [DocumentID].self) { group in
                for warehouse in [first, second, first, second, first, second] {
                    group.addTask {
                        var mine: [DocumentID] = []
                        while true {
                            let leases = try await warehouse.claim(
                                .all, limit: 7, now: .start, lease: .seconds(60))
                            if leases.isEmpty { return mine }
                            mine += leases.map(\.document)
                        }
                    }
                }
                return try await group.reduce(into: []) { all, some in all += some }
            }
            #expect(claimed.count == 300)
            #expect(Set(claimed).count == 300)
        }
    }

    @Test func `a wake that another process wrote is found before a claim comes back empty`() async throws {
        try await withWarehouse { first, pool in
            let second = Warehouse(pool: pool)
            let document = DocumentID(.equipment, of: hero(1))
            try await first.enlist([discovery(document, due: .start + .days(9))])
            #expect(try await first.claim(.all, limit: 9, now: .start, lease: .seconds(60)).isEmpty)
            try await second.enlist([discovery(document, wakes: true)])
            let leases = try await first.claim(.all, limit: 9, now: .start, lease: .seconds(60))
            #expect(leases.map(\.document) == [document])
        }
    }

    @Test func `the leases of a worker that died are found again`() async throws {
        try await withWarehouse { living, pool in
            let dead = Warehouse(pool: pool)
            try await living.enlist(summaries(20).map { document in discovery(document) })
            let lost = try await dead.claim(.all, limit: 20, now: .start, lease: .seconds(60))
            #expect(lost.count == 20)
            // As time would do it.
            try await pool.withConnection { connection in
                try await connection.executeScript(
                    "UPDATE target SET lease_until = clock_timestamp() - interval '1 second'")
            }
            let found = try await living.claim(.all, limit: 99, now: .start, lease: .seconds(60))
            #expect(Set(found.map(\.document)) == Set(lost.map(\.document)))
        }
    }

    @Test func `what is released or left by a failed claim can be claimed at once`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.enlist(summaries(40).map { document in discovery(document) })
            let first = try await warehouse.claim(.all, limit: 20, now: .start, lease: .seconds(60))
            _ = try await warehouse.claim(.all, limit: 10, now: .start, lease: .seconds(60))
            try await warehouse.release(first)
            let again = try await warehouse.claim(.all, limit: 99, now: .start, lease: .seconds(60))
            #expect(again.count == 30)
            #expect(Set(again.map(\.document)).isSuperset(of: first.map(\.document)))
        }
    }

    @Test func `promises come ahead of everything that is due`() async throws {
        try await withWarehouse { warehouse, _ in
            let promise = DocumentID(.status, of: hero(3, realm: 3))
            try await warehouse.enlist(
                summaries(30).map { document in discovery(document, due: .start - .days(9)) }
                    + [discovery(promise)])
            let first = try await warehouse.claim(.all, limit: 4, now: .start, lease: .seconds(60))
            #expect(first.count == 4)
            #expect(first.first?.document == promise)
            try await warehouse.release(first)
            let one = try await warehouse.claim(
                .character(hero(3, realm: 3)), limit: 1, now: .start, lease: .seconds(60))
            #expect(one.map(\.document) == [promise])
        }
    }

    @Test func `every bucket is served while the busiest one keeps failing`() async throws {
        try await withWarehouse { warehouse, _ in
            let failing = (1...200).map { id in DocumentID(.summary, of: hero(Int64(id), realm: 1)) }
            let others = (2...20).map { realm in
                DocumentID(.summary, of: hero(Int64(realm), realm: Int32(realm)))
            }
            try await warehouse.enlist(
                failing.map { document in discovery(document, due: .start - .days(3)) }
                    + others.map { document in discovery(document) })
            var visited: Set<DocumentID> = []
            var visits = 0
            while !visited.isSuperset(of: others) && visits < 1000 {
                let leases = try await warehouse.claim(.all, limit: 20, now: .start, lease: .seconds(60))
                visits += leases.count
                visited.formUnion(leases.map(\.document))
                // An outage: nothing answers, and every target moves back by what its policy says.
                _ = try await warehouse.complete(
                    leases.map { lease in
                        lease.completion(
                            .failed(.unavailable),
                            due: RevisitPolicy().nextDue(
                                after: .failed(.unavailable), of: lease, lastModified: nil, maxAge: nil,
                                now: .start))
                    })
            }
            // None stays at the head: each was visited once before all were.
            #expect(visits <= 219)
            #expect(visited.isSuperset(of: others))
        }
    }
}
