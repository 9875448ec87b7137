import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct PartitionTests {
    private let rosterID = DocumentID(.roster, of: guild)
    private let nextYear = Timestamp.start + .days(400)

    /// Two members, one of whom is promoted a year later.
    private func live(_ warehouse: Warehouse) async throws {
        let one = DocumentID(.summary, of: hero(1))
        try await warehouse.load(roster([member(hero(1)), member(hero(2))]), as: rosterID)
        try await warehouse.load(summary(hero(1)), as: one)
        try await warehouse.load(summary(hero(1), itemLevel: 610), as: one, at: .start + .days(9))
        try await warehouse.load(
            roster([member(hero(1), rank: 1), member(hero(2))]), as: rosterID, at: nextYear)
    }

    @Test func `partitions of the past are set aside, and what holds now stays readable`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            let before = try await warehouse.dumpSeries()
            let names = try await warehouse.detachPartitions(endedBefore: nextYear)
            #expect(names.contains("detached_membership_2026_01"))
            #expect(names.contains("detached_attempt_2026_01"))
            #expect(!names.contains { name in name.contains("2027") })
            let after = try await warehouse.dumpSeries()
            for (table, lines) in before where table.hasSuffix("_now") {
                #expect(after[table] == lines, "\(table)")
            }
            // Of three first ranks only that of the member who was not promoted holds still.
            #expect(before["membership"]?.count == 3 && after["membership"]?.count == 2)
            #expect(before["character_state"]?.count == 2 && after["character_state"]?.count == 1)
            let kept: Int = try await pool.withConnection { connection in
                try await connection.query("SELECT count(*) FROM detached_membership_2026_01").one().value(0)
            }
            #expect(kept == 2)
            #expect(try await warehouse.detachPartitions(endedBefore: nextYear).isEmpty)
        }
    }

    @Test func `loads go on afterwards as if nothing had been set aside`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse)
            _ = try await warehouse.detachPartitions(endedBefore: nextYear)
            let unchanged = roster([member(hero(1), rank: 1), member(hero(2))])
            let again = try await warehouse.load(unchanged, as: rosterID, at: nextYear + .days(1))
            #expect(again.verdict == .unchanged)
            // A document that was never seen, fetched by a worker whose clock is a year behind.
            let late = DocumentID(.summary, of: hero(2))
            #expect(try await warehouse.load(summary(hero(2)), as: late, at: .start).verdict == .changed)
            #expect(try await warehouse.dumpSeries()["character_state"]?.count == 2)
        }
    }

    @Test func `a reader keeps nobody waiting for long`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await pool.withConnection { reader in
                try await reader.transaction(isolation: .repeatableRead) { reader in
                    _ = try await reader.query("SELECT count(*) FROM guild_state")
                    let error = await #expect(throws: WarehouseError.self) {
                        try await warehouse.detachPartitions(endedBefore: nextYear)
                    }
                    #expect(error?.isTransient == true)
                }
            }
            #expect(
                try await warehouse.detachPartitions(endedBefore: nextYear).count == Partitions.tables.count)
        }
    }

    @Test(arguments: [
        ("attempt_2026_01", "2026-04-01"), ("attempt_2026_10", "2027-01-01"), ("attempt_2026_13", nil),
        ("attempt_old", nil), ("attempts_2026_01", nil),
    ])
    func `a partition's name tells its end`(name: String, end: String?) throws {
        let table = try #require(Partitions.tables.first { table in table.name == "attempt" })
        #expect(table.end(of: name) == end.flatMap(Timestamp.init(iso:)))
    }
}
