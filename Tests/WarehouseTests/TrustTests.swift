import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// States of documents that were never confirmed are copied without a look; these are the cases where a look was
/// needed after all.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct TrustTests {
    @Test func `a current state that should not be there is replaced`() async throws {
        try await withWarehouse { warehouse, pool in
            let document = DocumentID(.summary, of: hero(1))
            try await warehouse.load(summary(hero(1)), as: document)
            _ = try await pool.withConnection { connection in
                try await connection.execute("DELETE FROM target WHERE kind = 40")
            }
            let other = DocumentID(.summary, of: hero(2))
            let leases = [
                try await warehouse.lease(document, at: .start + .days(1)),
                try await warehouse.lease(other, at: .start + .days(1)),
            ]
            let results = try await warehouse.complete([
                leases[0].completion(
                    .received(summary(hero(1), itemLevel: 620)), at: .start + .days(1)),
                leases[1].completion(.received(summary(hero(2))), at: .start + .days(1)),
            ])
            #expect(results.map(\.verdict) == [.changed, .changed])
            let dump = try await warehouse.dumpSeries()
            #expect(dump["character_state_now"]?.count == 2)
            #expect(dump["character_state"]?.count == 3)
        }
    }

    @Test func `of two changes at one moment the later generation stands`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.summary, of: hero(1))
            for itemLevel in Int16(600)...602 {
                let lease = try await warehouse.lease(document)
                let seen = Observation.Outcome.received(summary(hero(1), itemLevel: itemLevel))
                let results = try await warehouse.complete([lease.completion(seen, due: .start)])
                #expect(results.map(\.rows) == [1])
            }
            let dump = try await warehouse.dumpSeries()
            #expect(dump["character_state"]?.count == 1)
            #expect(dump["character_state"]?.first?.contains("602") == true)
            #expect(dump["character_state"] == dump["character_state_now"])
        }
    }

    @Test func `a roster that lists a member twice fails alone`() async throws {
        try await withWarehouse { warehouse, _ in
            let twice = try await warehouse.lease(DocumentID(.roster, of: guild))
            let other = try await warehouse.lease(DocumentID(.summary, of: hero(2)))
            let results = try await warehouse.complete([
                twice.completion(.received(roster([member(hero(1)), member(hero(1), rank: 2)]))),
                other.completion(.received(summary(hero(2)))),
            ])
            #expect(results.map(\.verdict) == [.failed, .changed])
            let dump = try await warehouse.dumpSeries()
            #expect(dump["membership"]?.isEmpty == true)
            #expect(dump["character_state"]?.count == 1)
        }
    }

    @Test func `results come in the order of the batch`() async throws {
        try await withWarehouse { warehouse, _ in
            let documents = [7, 3, 9, 1].map { id in DocumentID(.summary, of: hero(id)) }
            var completions: [Completion] = []
            for document in documents {
                let lease = try await warehouse.lease(document)
                completions.append(lease.completion(.received(summary(hero(document.subject)))))
            }
            #expect(try await warehouse.complete(completions).map(\.document) == documents)
        }
    }
}
