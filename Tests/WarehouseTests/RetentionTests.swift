import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// People go, counts stay.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct RetentionTests {
    /// An id that occurs nowhere else, in digits.
    private let gone = hero(987_654_321)
    private let fellow = hero(2, realm: 633)
    private let rosterID = DocumentID(.roster, of: guild)
    private let otherGuild = GuildKey(realm: RealmKey(region: .eu, id: 633), id: 9_002)

    private func day(_ number: Int64) -> Timestamp { .start + .days(number) }

    private func discovery(_ document: DocumentID, due: Timestamp) -> Discovery {
        Discovery(document: document, address: document.someAddress, due: due, wakes: true)
    }

    private func runs(of key: CharacterKey, with mates: [CharacterKey]) -> Facts {
        var shared = run(7, level: 12, at: .start, by: key)
        shared.members = ([key] + mates).map { mate in
            KeystoneRunMember(character: mate, specialization: nil, itemLevel: 600)
        }
        return .keystoneSeasonProfile(
            KeystoneSeasonProfile(character: key, season: 18, rating: 100, bestRuns: [shared]))
    }

    /// Everything that the tables can hold of somebody: two guilds, a profile, runs alone and of others, boards,
    /// bodies, a snapshot with a report.
    private func live(_ warehouse: Warehouse) async throws {
        let others = (1...30).map { id in hero(Int64(id), realm: id == 2 ? 633 : 1403) }
        let all = others + [gone]
        try await warehouse.loadBody(roster(all.map { key in member(key) }), "roster", as: rosterID)
        try await warehouse.load(
            roster([member(gone), member(fellow)], of: otherGuild), as: DocumentID(.roster, of: otherGuild))
        for key in [gone, fellow, hero(1)] {
            try await warehouse.loadBody(summary(key), "summary of \(key)", as: DocumentID(.summary, of: key))
        }
        try await warehouse.load(equipment(gone, [item("HEAD", 1)]), as: DocumentID(.equipment, of: gone))
        try await warehouse.load(
            .achievements(
                CharacterAchievements(
                    character: gone, totalQuantity: 1, totalPoints: 1,
                    earned: [EarnedAchievement(id: 6, completedAt: .start)])),
            as: DocumentID(.achievements, of: gone))
        try await warehouse.loadBody(
            runs(of: gone, with: [fellow, hero(1)]), "runs of the one",
            as: DocumentID(.keystoneSeasonProfile, of: gone, part: 18))
        try await warehouse.loadBody(
            runs(of: fellow, with: [gone, hero(1)]), "runs of the fellow",
            as: DocumentID(.keystoneSeasonProfile, of: fellow, part: 18))
        try await warehouse.load(
            board([fellow, gone]), as: DocumentID(kind: .leaderboard, realm: gone.realm, subject: 7, part: 1))
        try await liveFurther(warehouse)
        let snapshot = self.snapshot
        _ = try await warehouse.publish(snapshot)
        try await warehouse.store(
            [
                StoredArtifact(
                    name: "digest.md", mediaType: "text/markdown", bytes: Array("Hero987654321".utf8))
            ],
            of: snapshot)
    }

    /// Pursuits, news of the guild, and a link to another character.
    private func liveFurther(_ warehouse: Warehouse) async throws {
        for (document, facts) in Days.pursuits(of: gone, day: 1) {
            try await warehouse.load(facts, as: document)
        }
        let entries = [gone, fellow].map { key in
            GuildActivity.Entry(at: .start, event: .achievement(id: 1, by: key))
        }
        try await warehouse.load(
            .guildActivity(GuildActivity(guild: guild, entries: entries)),
            as: DocumentID(.guildActivity, of: guild))
        _ = try await warehouse.join(
            gone, hero(1), by: "an officer", because: "one person plays both", at: .start)
    }

    private func board(_ members: [CharacterKey]) -> Facts {
        .leaderboard(
            KeystoneLeaderboard(
                connectedRealm: gone.realm, dungeonID: 7, period: 1, end: .start + .days(7),
                groups: [
                    KeystoneLeaderboard.Group(
                        ranking: 1, level: 12, completedAt: .start, duration: .seconds(1500),
                        members: members.map { key in
                            KeystoneRunMember(character: key, specialization: nil, itemLevel: nil)
                        })
                ]))
    }

    private var snapshot: GuildSnapshot {
        GuildSnapshot(
            guild: guild, asOf: .start,
            manifest: SnapshotManifest(
                guild: guild, asOf: .start, methods: [:], series: "s", population: nil, seed: 1, renderer: "r"
            ),
            memberPart: [], officerPart: [],
            directory: SnapshotDirectory(
                guildName: "Testing Grounds", realmName: "Vale of Tests",
                names: ["1403/987654321": "Hero987654321", "1403/1": "Hero1"]))
    }

    /// Rows of all tables that hold a text, by table.
    private func tables(_ pool: Pool, holding text: String) async throws -> [String: Int] {
        try await pool.withConnection { connection in
            let names: [String] = try await connection.query(
                """
                SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                """
            ).column(0)
            var found: [String: Int] = [:]
            for name in names {
                let count: Int = try await connection.query(
                    "SELECT count(*) FROM \(SQL.identifier(name)) t WHERE t::text LIKE $1",
                    [.text("%\(text)%")]
                ).one().value(0)
                if count > 0 { found[name] = count }
            }
            return found
        }
    }

    /// What a guild's history says of numbers alone: members by rank and day, joins and departures, group sizes.
    private func aggregates(_ pool: Pool) async throws -> [String] {
        try await pool.withConnection { connection in
            try await connection.query(
                """
                SELECT row('rank', guild_id, recorded_at, rank, count(*))::text FROM membership
                GROUP BY guild_id, recorded_at, rank
                UNION ALL
                SELECT row('now', guild_id, rank, count(*))::text FROM membership_now GROUP BY guild_id, rank
                UNION ALL
                SELECT row('spells', guild_id, n, count(*))::text FROM (
                    SELECT guild_id, count(*) AS n FROM membership GROUP BY guild_id, member_realm_id, member_id
                ) s GROUP BY guild_id, n
                UNION ALL
                SELECT row('guild run', realm_id, character_id, completed_at, count(*))::text
                FROM keystone_run_member WHERE character_id = 2 GROUP BY realm_id, character_id, completed_at
                UNION ALL
                SELECT row('group', completed_at, level, cardinality(member_ids))::text FROM leaderboard_run
                ORDER BY 1
                """
            ).column(0)
        }
    }

    /// The character leaves, its status is gone on two days, somebody else of the realm answers between.
    private func vanish(_ warehouse: Warehouse, from first: Int64 = 26) async throws {
        let others = (1...30).map { id in member(hero(Int64(id), realm: id == 2 ? 633 : 1403)) }
        try await warehouse.load(roster(others), as: rosterID, at: day(3))
        try await warehouse.load(
            roster([member(fellow)], of: otherGuild), as: DocumentID(.roster, of: otherGuild), at: day(3))
        for number in [first, first + 1] {
            let lease = try await warehouse.lease(DocumentID(.status, of: gone), at: day(number))
            _ = try await warehouse.complete([
                lease.completion(.missing, at: day(number), due: day(number + 1))
            ])
        }
        try await warehouse.load(
            summary(hero(1), itemLevel: 650), as: DocumentID(.summary, of: hero(1)), at: day(first + 1))
    }

    @Test func `a character that is no more leaves nothing but numbers`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await vanish(warehouse)
            #expect(try await tables(pool, holding: "987654321").count > 12)
            let before = try await aggregates(pool)
            let result = try await warehouse.retain(now: day(27) + .hours(1))
            #expect(result.removed == 1)
            #expect(result.outlook.candidates.map(\.character) == [gone])
            #expect(result.outlook.candidates.map(\.reason) == [.invalid])
            #expect(try await tables(pool, holding: "987654321") == [:])
            #expect(try await aggregates(pool) == before)
            let again = try await warehouse.retain(now: day(27) + .hours(2))
            #expect(again.removed == 0)
            let health = try #require(try await warehouse.retentionHealth())
            #expect(health.removedEver == 1)
            #expect(health.haltedSince == nil)
        }
    }

    @Test func `one look is not enough, nor a realm that answers for nobody`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            let lease = try await warehouse.lease(DocumentID(.status, of: gone), at: day(26))
            _ = try await warehouse.complete([lease.completion(.missing, at: day(26), due: day(27))])
            #expect(try await warehouse.retain(now: day(26)).removed == 0)
            let second = try await warehouse.lease(DocumentID(.status, of: gone), at: day(27))
            _ = try await warehouse.complete([second.completion(.missing, at: day(27), due: day(28))])
            let result = try await warehouse.retain(now: day(27))
            #expect(result.removed == 0)
            #expect(result.outlook.heldBack == ["nobody else of its realm answers": 1])
            #expect(try await warehouse.retentionHealth()?.heldBack == 1)
            #expect(try await tables(pool, holding: "987654321")["character_state"] == 1)
        }
    }

    @Test func `of a character that the roster still lists only the profile goes`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await vanish(warehouse)
            let all = (1...30).map { id in hero(Int64(id), realm: id == 2 ? 633 : 1403) } + [gone]
            try await warehouse.load(roster(all.map { key in member(key) }), as: rosterID, at: day(27))
            let result = try await warehouse.retain(now: day(27) + .hours(1))
            #expect(result.outlook.candidates.map(\.profileOnly) == [true])
            let left = try await tables(pool, holding: "987654321")
            #expect(left["character_state"] == nil)
            #expect(left["equipment_now"] == nil)
            #expect(left["keystone_run"] == nil)
            #expect(left["membership_now"] != nil)
            #expect(left["roster_member_state_now"] != nil)
            #expect(try await warehouse.retain(now: day(27) + .hours(2)).outlook.candidates == [])
        }
    }

    @Test func `who was only ever listed goes a month after the last roster that did`() async throws {
        try await withWarehouse { warehouse, pool in
            try await warehouse.load(roster([member(gone, level: 5), member(hero(1))]), as: rosterID)
            try await warehouse.load(roster([member(hero(1))]), as: rosterID, at: day(5))
            try await warehouse.load(roster([member(hero(1))]), as: rosterID, at: day(34))
            #expect(try await warehouse.retain(now: day(34)).removed == 0)
            #expect(try await warehouse.retain(now: day(36)).removed == 1)
            #expect(try await tables(pool, holding: "987654321") == [:])
        }
    }

    @Test func `many at once halt until a person allows them`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            for id in Int64(1)...9 {
                for number in [Int64(26), 27] {
                    let status = DocumentID(.status, of: hero(id))
                    let lease = try await warehouse.lease(status, at: day(number))
                    _ = try await warehouse.complete([
                        lease.completion(.missing, at: day(number), due: day(number + 1))
                    ])
                }
            }
            try await warehouse.load(roster([member(gone)]), as: rosterID, at: day(27))
            try await warehouse.load(
                summary(hero(30)), as: DocumentID(.summary, of: hero(30)), at: day(27) + .hours(1))
            let halted = try await warehouse.retain(now: day(27) + .hours(2))
            #expect(halted.removed == 0)
            #expect(halted.outlook.objection != nil)
            #expect(try await warehouse.retentionHealth()?.haltedSince == day(27) + .hours(2))
            let still = try await warehouse.retain(
                now: day(28), allowance: halted.outlook.candidates.count - 1)
            #expect(still.removed == 0)
            #expect(try await warehouse.retentionHealth()?.haltedSince == day(27) + .hours(2))
            let allowed = try await warehouse.retain(now: day(28), allowance: halted.outlook.candidates.count)
            #expect(allowed.removed == halted.outlook.candidates.count)
            #expect(try await warehouse.retentionHealth()?.haltedSince == nil)
        }
    }

    @Test func `a run that was killed half-way is finished by the next`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await vanish(warehouse)
            // What a crash in the middle of the removal's transaction leaves is nothing of it.
            await #expect(throws: WarehouseError.self) {
                try await warehouse.transaction { connection in
                    try await connection.execute(OptOutQueries.takeLock)
                    _ = try await Removal(
                        connection: connection, bucket: gone.bucket, characters: [gone], extent: .everything
                    ).run(at: day(27))
                    _ = try await connection.execute("SELECT 1 / 0")
                }
            }
            #expect(try await tables(pool, holding: "987654321").count > 12)
            #expect(try await warehouse.retain(now: day(27) + .hours(1)).removed == 1)
            #expect(try await tables(pool, holding: "987654321") == [:])
        }
    }

    // MARK: forgetting

    @Test func `a forgotten character is in no table but the list of those who opted out`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            let before = try await aggregates(pool)
            let report = try await warehouse.held(about: gone)
            #expect(report.tables.count > 12)
            #expect(report.tables.flatMap(\.names).contains("Hero987654321"))
            #expect(try await warehouse.forget(gone, reason: "asked", now: day(1)) > 12)
            #expect(try await tables(pool, holding: "987654321") == ["opt_out": 1])
            #expect(try await aggregates(pool) == before)
            #expect(try await tables(pool, holding: "Hero1").isEmpty == false)
            let after = try await warehouse.held(about: gone)
            #expect(after.rows == 0)
            #expect(after.optedOutSince == day(1))
            #expect(try await warehouse.newestSnapshot(of: guild)?.directory.names == ["1403/1": "Hero1"])
            #expect(try await warehouse.artifacts(of: snapshot) == [])
            _ = try await warehouse.forget(gone, reason: "again", now: day(2))
            #expect(try await warehouse.optedOutSince(gone) == day(1))
        }
    }

    @Test func `who opted out is counted by rosters, runs and boards, and never written again`() async throws
    {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            _ = try await warehouse.forget(gone, reason: nil, now: day(1))
            let before = try await aggregates(pool)
            let all = (1...30).map { id in hero(Int64(id), realm: id == 2 ? 633 : 1403) } + [gone]
            let lease = try await warehouse.lease(rosterID, at: day(1))
            var completion = lease.completion(
                .received(roster(all.map { key in member(key) })), at: day(1),
                discoveries: all.map { key in discovery(DocumentID(.summary, of: key), due: day(1)) })
            completion.body = try PackedBody(packing: Array("Hero987654321".utf8), of: .roster, limit: 100)
            let result = try await warehouse.complete([completion])
            #expect(result.map(\.rows) == [0])
            try await warehouse.enlist([discovery(DocumentID(.summary, of: gone), due: day(1))])
            try await warehouse.load(
                runs(of: fellow, with: [gone, hero(1)]),
                as: DocumentID(.keystoneSeasonProfile, of: fellow, part: 18),
                at: day(1))
            try await warehouse.load(
                board([fellow, gone]),
                as: DocumentID(kind: .leaderboard, realm: gone.realm, subject: 7, part: 1),
                at: day(1))
            _ = try await warehouse.publish(snapshot)
            #expect(try await tables(pool, holding: "987654321") == ["opt_out": 1])
            #expect(try await aggregates(pool) == before)
            #expect(try await warehouse.outlook(.character(gone), now: day(9)).nextDue == nil)
            // Promoted, then gone: the guild's numbers follow.
            try await warehouse.load(
                roster(all.map { key in member(key, rank: key == gone ? 2 : 5) }), as: rosterID, at: day(2))
            #expect(try await aggregates(pool).contains { line in line.hasPrefix("(now,9001,2,1)") })
            try await warehouse.load(
                roster(all.filter { key in key != gone }.map { key in member(key) }), as: rosterID, at: day(3)
            )
            #expect(try await aggregates(pool).contains { line in line.hasPrefix("(now,9001,,1)") })
        }
    }

    @Test func `new runs with somebody who opted out name nobody in the place`() async throws {
        try await withWarehouse { warehouse, pool in
            _ = try await warehouse.forget(gone, reason: nil, now: .start)
            for _ in 0..<2 {
                try await warehouse.load(
                    runs(of: fellow, with: [gone, hero(1)]),
                    as: DocumentID(.keystoneSeasonProfile, of: fellow, part: 18))
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
            try await live(warehouse)
            let all = (1...30).map { id in hero(Int64(id), realm: id == 2 ? 633 : 1403) } + [gone]
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in Int64(1)...12 {
                        let ranked = all.map { key in member(key, rank: Int16(number % 5)) }
                        try await warehouse.load(
                            roster(ranked), as: self.rosterID, at: .start + .hours(number))
                    }
                }
                group.addTask { _ = try await warehouse.forget(self.gone, reason: nil, now: .start) }
                try await group.waitForAll()
            }
            #expect(try await tables(pool, holding: "987654321") == ["opt_out": 1])
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
                summary(hero(1), name: "Berit"), as: DocumentID(.summary, of: hero(1)), at: day(1))
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
