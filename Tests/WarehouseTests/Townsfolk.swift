import Crawl
import Guilds
import Postgres
import Testing

@testable import Warehouse

/// Somebody of whom everything is held, and the fellows who stay.
struct Townsfolk {
    /// An id that occurs nowhere else, in digits.
    let gone = hero(987_654_321)
    let fellow = hero(2, realm: 633)
    let rosterID = DocumentID(.roster, of: guild)
    let otherGuild = GuildKey(realm: RealmKey(region: .eu, id: 633), id: 9_002)

    func day(_ number: Int64) -> Timestamp { .start + .days(number) }

    func discovery(_ document: DocumentID, due: Timestamp) -> Discovery {
        Discovery(document: document, address: document.someAddress, due: due, wakes: true)
    }

    func runs(of key: CharacterKey, with mates: [CharacterKey]) -> Facts {
        var shared = run(7, level: 12, at: .start, by: key)
        shared.members = ([key] + mates).map { mate in
            KeystoneRunMember(character: mate, specialization: nil, itemLevel: 600)
        }
        return .keystoneSeasonProfile(
            KeystoneSeasonProfile(character: key, season: 18, rating: 100, bestRuns: [shared]))
    }

    /// Everything that the tables can hold of somebody: two guilds, a profile, runs alone and of others, boards,
    /// bodies, a snapshot with a report.
    func live(_ warehouse: Warehouse) async throws {
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
    func liveFurther(_ warehouse: Warehouse) async throws {
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

    func board(_ members: [CharacterKey]) -> Facts {
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

    var snapshot: GuildSnapshot {
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
    func tables(_ pool: Pool, holding text: String) async throws -> [String: Int] {
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
    func aggregates(_ pool: Pool) async throws -> [String] {
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
    func vanish(_ warehouse: Warehouse, from first: Int64 = 26) async throws {
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
}
