import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// Who asks to be forgotten is, and stays so.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ForgetTests {
    private let town = Townsfolk()

    @Test func `a forgotten character is in no table but the list of those who opted out`() async throws {
        try await withWarehouse { warehouse, pool in
            try await town.live(warehouse)
            let before = try await town.aggregates(pool)
            let report = try await warehouse.held(about: town.gone)
            #expect(report.tables.count > 12)
            #expect(report.tables.flatMap(\.names).contains("Hero987654321"))
            #expect(try await warehouse.forget(town.gone, reason: "asked", now: town.day(1)) > 12)
            #expect(try await town.tables(pool, holding: "987654321") == ["opt_out": 1])
            #expect(try await town.aggregates(pool) == before)
            #expect(try await town.tables(pool, holding: "Hero1").isEmpty == false)
            let after = try await warehouse.held(about: town.gone)
            #expect(after.rows == 0)
            #expect(after.optedOutSince == town.day(1))
            #expect(try await warehouse.newestSnapshot(of: guild)?.directory.names == ["1403/1": "Hero1"])
            #expect(try await warehouse.artifacts(of: town.snapshot) == [])
            _ = try await warehouse.forget(town.gone, reason: "again", now: town.day(2))
            #expect(try await warehouse.optedOutSince(town.gone) == town.day(1))
        }
    }

    @Test func `who opted out is counted by rosters, runs and boards, and never written again`() async throws
    {
        try await withWarehouse { warehouse, pool in
            try await town.live(warehouse)
            _ = try await warehouse.forget(town.gone, reason: nil, now: town.day(1))
            let before = try await town.aggregates(pool)
            let all = (1...30).map { id in hero(Int64(id), realm: id == 2 ? 633 : 1403) } + [town.gone]
            let lease = try await warehouse.lease(town.rosterID, at: town.day(1))
            var completion = lease.completion(
                .received(roster(all.map { key in member(key) })), at: town.day(1),
                discoveries: all.map { key in town.discovery(DocumentID(.summary, of: key), due: town.day(1))
                })
            completion.body = try PackedBody(packing: Array("Hero987654321".utf8), of: .roster, limit: 100)
            let result = try await warehouse.complete([completion])
            #expect(result.map(\.rows) == [0])
            try await warehouse.enlist([town.discovery(DocumentID(.summary, of: town.gone), due: town.day(1))]
            )
            try await warehouse.load(
                town.runs(of: town.fellow, with: [town.gone, hero(1)]),
                as: DocumentID(.keystoneSeasonProfile, of: town.fellow, part: 18),
                at: town.day(1))
            try await warehouse.load(
                town.board([town.fellow, town.gone]),
                as: DocumentID(kind: .leaderboard, realm: town.gone.realm, subject: 7, part: 1),
                at: town.day(1))
            _ = try await warehouse.publish(town.snapshot)
            #expect(try await town.tables(pool, holding: "987654321") == ["opt_out": 1])
            #expect(try await town.aggregates(pool) == before)
            #expect(try await warehouse.outlook(.character(town.gone), now: town.day(9)).nextDue == nil)
            // Promoted, then gone: the guild's numbers follow.
            try await warehouse.load(
                roster(all.map { key in member(key, rank: key == town.gone ? 2 : 5) }), as: town.rosterID,
                at: town.day(2))
            #expect(try await town.aggregates(pool).contains { line in line.hasPrefix("(now,9001,2,1)") })
            try await warehouse.load(
                roster(all.filter { key in key != town.gone }.map { key in member(key) }), as: town.rosterID,
                at: town.day(3)
            )
            #expect(try await town.aggregates(pool).contains { line in line.hasPrefix("(now,9001,,1)") })
        }
    }

    @Test func `new runs with somebody who opted out name nobody in the place`() async throws {
        try await withWarehouse { warehouse, pool in
            _ = try await warehouse.forget(town.gone, reason: nil, now: .start)
            for _ in 0..<2 {
                try await warehouse.load(
                    town.runs(of: town.fellow, with: [town.gone, hero(1)]),
                    as: DocumentID(.keystoneSeasonProfile, of: town.fellow, part: 18))
            }
            let members: [String] = try await pool.withConnection { connection in
                try await connection.query(
                    "SELECT member_realm_id || '/' || member_id FROM keystone_run_member ORDER BY 1"
                ).column(0)
            }
            #expect(members == ["0/-1", "1403/1", "633/2"])
        }
    }

    @Test func `a load in flight cannot bring back who is being forgotten`() async throws {
        try await withWarehouse { warehouse, pool in
            try await town.live(warehouse)
            let all = (1...30).map { id in hero(Int64(id), realm: id == 2 ? 633 : 1403) } + [town.gone]
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in Int64(1)...12 {
                        let ranked = all.map { key in member(key, rank: Int16(number % 5)) }
                        try await warehouse.load(
                            roster(ranked), as: town.rosterID, at: .start + .hours(number))
                    }
                }
                group.addTask { _ = try await warehouse.forget(town.gone, reason: nil, now: .start) }
                try await group.waitForAll()
            }
            #expect(try await town.tables(pool, holding: "987654321") == ["opt_out": 1])
            let counts: [Int64] = try await pool.withConnection { connection in
                try await connection.query(
                    "SELECT count(*) FROM membership_now WHERE rank IS NOT NULL AND guild_id = 9001"
                ).column(0)
            }
            #expect(counts == [31])
        }
    }

    @Test func `somebody is found by the name that they bear or bore`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(summary(hero(1), name: "Älva"), as: DocumentID(.summary, of: hero(1)))
            try await warehouse.load(
                summary(hero(1), name: "Berit"), as: DocumentID(.summary, of: hero(1)), at: town.day(1))
            for name in ["Älva", "älva", "ÄLVA", "berit"] {
                let address = CharacterAddress(region: .eu, realmSlug: "vale-of-tests", name: name)
                #expect(try await warehouse.characters(at: address) == [hero(1)], "\(name)")
            }
            let nobody = CharacterAddress(region: .us, realmSlug: "vale-of-tests", name: "Berit")
            #expect(try await warehouse.characters(at: nobody) == [])
        }
    }

    /// Tables are added by many hands: each that tells of people must say how it forgets them.
    @Test func `every table that tells of people is reached, or says why not`() async throws {
        try await withWarehouse { _, pool in
            let suspects: [String] = try await pool.withConnection { connection in
                try await connection.query(
                    """
                    SELECT DISTINCT c.relname::text FROM pg_class c
                    JOIN pg_namespace n ON n.oid = c.relnamespace
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                        AND (a.attname ~ 'character|member|subject|person|player|name|payload|facts|note'
                            OR a.atttypid IN ('bytea'::regtype, 'json'::regtype, 'jsonb'::regtype))
                    ORDER BY 1
                    """
                ).column(0)
            }
            let reached = Set(PersonalTable.all.map(\.name)).union(PersonalTable.mentioning.keys)
            for table in suspects {
                #expect(
                    reached.contains(table) || PersonalTable.exceptions[table] != nil,
                    "\(table) may tell of people: add it to PersonalTable.all or to its exceptions, with a reason"
                )
            }
            let known: [String] = try await pool.withConnection { connection in
                try await connection.query(
                    "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
                ).column(0)
            }
            for table in reached.union(PersonalTable.exceptions.keys) {
                #expect(known.contains(table), "\(table) is listed and does not exist")
            }
        }
    }
}
