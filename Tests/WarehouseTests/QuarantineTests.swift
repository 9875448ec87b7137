import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct QuarantineTests {
    private let document = DocumentID(.summary, of: hero(4))

    /// Facts of hero 4 that PostgreSQL refuses, and what it then says.
    private static let refused: [(facts: Facts, kind: DocumentKind, sqlState: String)] = [
        (summary(hero(4), name: "He\0ro"), .summary, "22021"),
        (summary(hero(4), login: Timestamp(milliseconds: .max)), .summary, "22008"),
        (summary(hero(4), login: Timestamp(milliseconds: .min)), .summary, "22008"),
        (equipment(hero(4), [item("HEAD", 1), item("HEAD", 2)]), .equipment, "21000"),
        (
            .achievements(
                CharacterAchievements(
                    character: hero(4), totalQuantity: 1, totalPoints: 1,
                    earned: [EarnedAchievement(id: 6, completedAt: Timestamp(seconds: .max / 1000))])),
            .achievements, "22008"
        ),
    ]

    private func rows(_ pool: Pool, _ sql: String) async throws -> [String] {
        try await pool.withConnection { connection in try await connection.query(sql).column(0) }
    }

    /// Loads a bad summary between two good ones.
    private func loadBad(
        _ warehouse: Warehouse, _ facts: Facts = summary(hero(4), name: "He\0ro"),
        kind: DocumentKind = .summary,
        at now: Timestamp = .start
    ) async throws -> [LoadResult] {
        var batch: [Completion] = []
        for id in Int64(3)...5 {
            let lease = try await warehouse.lease(DocumentID(kind, of: hero(id)), at: now)
            batch.append(
                id == 4 ? lease.completion(.received(facts), at: now) : lease.completion(.unchanged, at: now))
        }
        return try await warehouse.complete(batch)
    }

    @Test(arguments: refused.indices)
    func `what the database refuses is held with its reason, and the rest of the batch is written`(
        place: Int
    ) async throws {
        let (facts, kind, sqlState) = Self.refused[place]
        try await withWarehouse { warehouse, _ in
            let results = try await loadBad(warehouse, facts, kind: kind)
            #expect(results.map(\.verdict) == [.unchanged, .failed, .unchanged])
            let held = try await warehouse.quarantined(QuarantineFilter())
            #expect(held.map(\.document) == [DocumentID(kind, of: hero(4))])
            #expect(held.first?.sqlState == sqlState)
            #expect(held.first?.reason.isEmpty == false)
            #expect(held.first?.address == document.someAddress)
            #expect(held.first?.observations == 1 && held.first?.tries == 1 && held.first?.isWhole == true)
            let health = try await warehouse.quarantineHealth()
            #expect(health.documents == 1 && health.observations == 1 && health.since == .start)
        }
    }

    @Test func `a refused target backs off, longer each time, and its fetches are all held`() async throws {
        try await withWarehouse { warehouse, _ in
            var now = Timestamp.start
            var waits: [Duration] = []
            for _ in 1...3 {
                _ = try await loadBad(warehouse, at: now)
                let report = try #require(
                    try await warehouse.targets(TargetFilter(), now: now).first { target in
                        target.document == document
                    })
                #expect(report.lastOutcome == "malformed")
                waits.append(report.nextDue - now)
                now = report.nextDue
            }
            #expect(waits[0] >= .hours(6) && waits[1] > waits[0] && waits[2] > waits[1])
            let held = try await warehouse.quarantined(QuarantineFilter())
            #expect(held.map(\.observations) == [3])
            #expect(held.first.map { one in one.last - one.first } == waits[0] + waits[1])
        }
    }

    @Test func `a completion whose lease was lost is not held`() async throws {
        try await withWarehouse { warehouse, _ in
            let old = try await warehouse.lease(document)
            try await warehouse.release([old])
            _ = try await warehouse.lease(document)
            let late = old.completion(.received(summary(hero(4), name: "He\0ro")))
            #expect(try await warehouse.complete([late]).map(\.verdict) == [.fenced])
            #expect(try await warehouse.quarantineHealth().documents == 0)
        }
    }

    @Test
    func `a replay writes what was refused once the cause is repaired, as if it had been right at first`()
        async throws
    {
        let facts = summary(hero(4), itemLevel: 2000)
        let after = try await withWarehouse { warehouse, pool in
            try await pool.withConnection { connection in
                try await connection.executeScript(
                    "ALTER TABLE character_state_now ADD CONSTRAINT cap CHECK (average_item_level < 1000)")
            }
            _ = try await loadBad(warehouse, facts)
            #expect(try await warehouse.replayQuarantined(document).refused == 1)
            #expect(try await warehouse.quarantined(QuarantineFilter()).first?.tries == 2)
            try await pool.withConnection { connection in
                try await connection.executeScript("ALTER TABLE character_state_now DROP CONSTRAINT cap")
            }
            #expect(try await warehouse.replayQuarantined(document).written == 1)
            #expect(try await warehouse.quarantineHealth().documents == 0)
            #expect(try await warehouse.replayQuarantined(document) == ReplayTally())
            return try await warehouse.dumpSeries()
        }
        let atOnce = try await withWarehouse { warehouse, _ in
            _ = try await loadBad(warehouse, facts)
            return try await warehouse.dumpSeries()
        }
        #expect(after["character_state"]?.count == 1)
        #expect(after == atOnce)
    }

    @Test func `fetches of a document are replayed in their order, and none after one that is refused`()
        async throws
    {
        try await withWarehouse { warehouse, pool in
            func cap(_ level: Int) async throws {
                try await pool.withConnection { connection in
                    try await connection.executeScript(
                        """
                        ALTER TABLE character_state_now DROP CONSTRAINT IF EXISTS cap;
                        ALTER TABLE character_state_now ADD CONSTRAINT cap CHECK (average_item_level < \(level));
                        """)
                }
            }
            try await cap(100)
            for day in Int64(0)...2 {
                _ = try await loadBad(
                    warehouse, summary(hero(4), itemLevel: Int16(day == 1 ? 900 : 200)),
                    at: .start + .days(day * 4))
            }
            try await cap(500)
            let first = try await warehouse.replayQuarantined(document)
            #expect(first.written == 1 && first.refused == 1)
            #expect(try await warehouse.quarantineHealth().observations == 2)
            try await cap(1000)
            #expect(try await warehouse.replayQuarantined(document).written == 2)
            let levels = try await rows(
                pool, "SELECT average_item_level::text FROM character_state ORDER BY recorded_at")
            #expect(levels == ["200", "900", "200"])
        }
    }

    @Test func `what is known by now is not overwritten by an older fetch`() async throws {
        try await withWarehouse { warehouse, _ in
            _ = try await loadBad(warehouse)
            try await warehouse.load(summary(hero(4), itemLevel: 650), as: document, at: .start + .days(1))
            let before = try await warehouse.dumpSeries()
            #expect(try await warehouse.replayQuarantined(document).outdated == 1)
            #expect(try await warehouse.dumpSeries() == before)
            #expect(try await warehouse.quarantineHealth().documents == 0)
        }
    }

    @Test func `a target that a worker holds is left to the worker`() async throws {
        try await withWarehouse { warehouse, _ in
            _ = try await loadBad(warehouse)
            let lease = try await warehouse.lease(document, at: .start + .days(1))
            #expect(try await warehouse.replayQuarantined(document).held == 1)
            #expect(try await warehouse.quarantineHealth().documents == 1)
            let done = try await warehouse.complete([lease.completion(.unchanged, at: .start + .days(1))])
            #expect(done.map(\.verdict) == [.unchanged])
        }
    }

    @Test func `a document of a guild is found by the guild, and dropped on demand`() async throws {
        try await withWarehouse { warehouse, _ in
            let rosterID = DocumentID(.roster, of: guild)
            try await warehouse.load(roster([member(hero(4))]), as: rosterID)
            _ = try await loadBad(warehouse, at: .start + .days(1))
            var filter = QuarantineFilter()
            filter.guild = guild
            #expect(try await warehouse.quarantined(filter).map(\.document) == [document])
            filter.kinds = [.roster]
            #expect(try await warehouse.quarantined(filter).isEmpty)
            filter.guild = GuildKey(realm: guild.realm, id: 1)
            filter.kinds = []
            #expect(try await warehouse.quarantined(filter).isEmpty)
            try await warehouse.dropQuarantined(document)
            #expect(try await warehouse.quarantineHealth().documents == 0)
        }
    }

    @Test func `nothing is held for more than 30 days, and a forgotten character in no document`()
        async throws
    {
        try await withWarehouse { warehouse, pool in
            _ = try await loadBad(warehouse)
            #expect(try await warehouse.dropOldQuarantine(now: .start + .days(30)) == 0)
            #expect(try await warehouse.dropOldQuarantine(now: .start + .days(30) + .seconds(1)) == 1)
            _ = try await loadBad(warehouse, at: .start + .days(40))
            let crowd = [member(hero(8)), member(hero(9, realm: 633)), member(hero(8))]
            try await warehouse.load(
                roster(crowd), as: DocumentID(.roster, of: guild), at: .start + .days(40))
            #expect(try await warehouse.quarantineHealth().documents == 2)
            // Somebody else with the same number on another realm.
            #expect(try await warehouse.forgetQuarantined(hero(9, realm: 634)) == 0)
            #expect(try await warehouse.forgetQuarantined(hero(9, realm: 633)) == 1)
            #expect(try await warehouse.forgetQuarantined(hero(4)) == 1)
            #expect(try await rows(pool, "SELECT reason FROM quarantine").isEmpty)
        }
    }

    @Test func `when a whole kind is refused, only the first of a bucket are held whole`() async throws {
        try await withWarehouse { warehouse, pool in
            _ = try await loadBad(warehouse)
            try await pool.withConnection { connection in
                try await connection.executeScript(
                    """
                    INSERT INTO quarantine SELECT bucket, realm_id, subject + n, kind, part, generation, observed_at,
                        sql_state, reason, tries, completion, named_realm_ids, named_ids
                    FROM quarantine, generate_series(1, \(Refusal.kept)) n
                    """)
            }
            try await warehouse.load(summary(hero(1), name: "\0"), as: DocumentID(.summary, of: hero(1)))
            var filter = QuarantineFilter()
            filter.limit = 9999
            let held = try await warehouse.quarantined(filter)
            #expect(
                held.filter { one in !one.isWhole }.map(\.document) == [DocumentID(.summary, of: hero(1))])
            #expect(try await warehouse.replayQuarantined(DocumentID(.summary, of: hero(1))).unreadable == 1)
        }
    }
}
