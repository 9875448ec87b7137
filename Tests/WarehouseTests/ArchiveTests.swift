import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ArchiveTests {
    private let document = DocumentID(.summary, of: hero(1))

    private func day(_ number: Int64) -> Timestamp { .start + .days(number) }

    /// The sizes of the kept bodies in order of time, -1 where a row refers to another's.
    private func kept(_ pool: Pool) async throws -> [Int32] {
        try await pool.withConnection { connection in
            try await connection.query(
                "SELECT coalesce(length(body), -1) FROM archive ORDER BY recorded_at, generation"
            ).column(0)
        }
    }

    private func days(_ warehouse: Warehouse) async throws -> [Timestamp] {
        try await warehouse.archiveHealth().days.map(\.start)
    }

    @Test func `a body is kept once a day, and again the next day`() async throws {
        try await withWarehouse { warehouse, pool in
            for (hours, text) in [(Int64(0), "one"), (1, "two"), (2, "one"), (30, "one")] {
                try await warehouse.loadBody(
                    summary(hero(1), itemLevel: Int16(600 + hours)), text, as: document,
                    at: .start + .hours(hours))
            }
            let sizes = try await kept(pool)
            #expect(sizes.count == 4)
            #expect(sizes.map { size in size < 0 } == [false, false, true, false])
            #expect(try await days(warehouse) == [day(0), day(1)])
        }
    }

    @Test func `what told nothing is not kept`() async throws {
        try await withWarehouse { warehouse, pool in
            for outcome in [Observation.Outcome.unchanged, .missing, .failed(.malformed)] {
                let lease = try await warehouse.lease(document)
                var completion = lease.completion(outcome)
                completion.body = try PackedBody(packing: Array("body".utf8), of: .summary, limit: 100)
                _ = try await warehouse.complete([completion])
            }
            try await warehouse.loadBody(summary(hero(2)), "of another", as: document)
            #expect(try await kept(pool).isEmpty)
        }
    }

    @Test func `days older than thirty days are dropped whole`() async throws {
        try await withWarehouse { warehouse, pool in
            for number in Int64(0)..<4 {
                try await warehouse.loadBody(
                    summary(hero(1), itemLevel: Int16(600 + number)), "body \(number)", as: document,
                    at: day(number))
            }
            #expect(try await warehouse.trimArchive(now: day(30) - .seconds(1)) == 0)
            #expect(try await warehouse.trimArchive(now: day(31)) == 2)
            #expect(try await days(warehouse) == [day(2), day(3)])
            #expect(try await kept(pool).count == 2)
            #expect(try await warehouse.trimArchive(now: day(31)) == 0)
        }
    }

    @Test func `a load goes on when the day of its body was dropped`() async throws {
        try await withWarehouse { warehouse, pool in
            try await warehouse.loadBody(summary(hero(1)), "one", as: document)
            #expect(try await warehouse.trimArchive(now: day(60)) == 1)
            let result = try await warehouse.loadBody(
                summary(hero(1), itemLevel: 620), "two", as: document, at: .start + .hours(1))
            #expect(result.verdict == .changed)
            #expect(try await kept(pool).count == 1)
        }
    }

    @Test func `an archive that is full takes nothing, and the load goes on`() async throws {
        try await withWarehouse { _, pool in
            let warehouse = Warehouse(pool: pool, archiveLimit: ArchiveLimit(bytes: 8192))
            try await warehouse.loadBody(
                summary(hero(1)), String(repeating: "xyz ", count: 9000), as: document)
            try await warehouse.trimArchive(now: .start)
            let result = try await warehouse.loadBody(
                summary(hero(1), itemLevel: 620), "two", as: document, at: .start + .hours(1))
            #expect(result.verdict == .changed)
            #expect(try await kept(pool).count == 1)
        }
    }

    @Test func `a body that is not kept is a setting`() async throws {
        try await withWarehouse { _, pool in
            let warehouse = Warehouse(pool: pool, archiveLimit: ArchiveLimit(bytes: 0))
            try await warehouse.loadBody(summary(hero(1)), "one", as: document)
            #expect(try await kept(pool).isEmpty)
        }
    }
}

/// Which days go; pure.
struct ArchiveTrimTests {
    private func days(_ bytes: [Int]) -> [ArchiveDay] {
        bytes.enumerated().compactMap { number, bytes in
            ArchiveDay(table: "archive_2026_03_0\(number + 1)", bytes: bytes)
        }
    }

    private func trim(_ bytes: [Int], limit: Int, after days: Int64 = 5) -> ArchiveTrim {
        let first = Timestamp(iso: "2026-03-01") ?? .start
        return ArchiveTrim(self.days(bytes), now: first + .days(days), limit: ArchiveLimit(bytes: limit))
    }

    @Test func `the oldest go until the rest fits`() {
        let trimmed = trim([40, 30, 20, 10], limit: 35)
        #expect(trimmed.dropped.map(\.bytes) == [40, 30])
        #expect(!trimmed.isFull)
    }

    @Test func `the newest stays, and is full where it is too large alone`() {
        let trimmed = trim([40, 50], limit: 45)
        #expect(trimmed.dropped.map(\.bytes) == [40])
        #expect(trimmed.isFull)
    }

    @Test func `age counts before size`() {
        #expect(trim([1, 1, 1], limit: 100, after: 30).dropped.count == 1)
        #expect(trim([1, 1, 1], limit: 100, after: 29).dropped.isEmpty)
    }
}

extension Warehouse {
    /// Leases the document and completes it with these facts and the text as its body.
    @discardableResult
    func loadBody(_ facts: Facts, _ text: String, as document: DocumentID, at now: Timestamp = .start)
        async throws -> LoadResult
    {
        let completion = try await lease(document, at: now).withBody(facts, text, at: now)
        return try #require(try await complete([completion]).first)
    }
}

extension Lease {
    /// The completion with these facts and the text as its body.
    func withBody(_ facts: Facts, _ text: String, at now: Timestamp) throws -> Completion {
        var completion = completion(.received(facts), at: now)
        var digest = Fingerprint()
        digest.combine(text)
        completion.observation.digest = Int64(bitPattern: digest.value)
        completion.body = try PackedBody(packing: Array(text.utf8), of: document.kind, limit: 1 << 20)
        return completion
    }
}
