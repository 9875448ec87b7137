import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

private let week = Period(
    region: .eu, id: 1055, start: .start, end: .start + .days(7) - .seconds(1))

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct WeekTests {
    @Test func `who did nothing has zeros, who was not seen since the reset has none`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(
                roster([member(hero(1)), member(hero(2)), member(hero(3))]), as: rosterOfGuild,
                at: .start - .days(2))
            // Both rested since before the reset; only the first was looked at afterwards.
            for id in [Int64(1), 2] {
                try await warehouse.see(hero(id), loggedOut: .start - .days(3), at: .start - .days(2))
            }
            try await warehouse.see(hero(1), loggedOut: .start - .days(3), at: .start + .days(1))
            let seen = try await warehouse.week(week, of: guild, now: .start + .days(2))
            #expect(seen.isRunning)
            #expect(seen.members.map(\.character) == [hero(1), hero(2), hero(3)])
            let (resting, unseen, unknown) = (seen.members[0], seen.members[1], seen.members[2])
            #expect(resting.seenUntil == .start + .days(1))
            #expect([resting.runs, resting.kills, resting.logins, resting.vaultSlots] == [0, 0, 0, 0])
            #expect(resting.ratingGain == 0)
            #expect(resting.gaps.isEmpty)
            #expect(unseen.seenUntil == nil)
            #expect([unseen.runs, unseen.kills, unseen.logins, unseen.vaultSlots] == [nil, nil, nil, nil])
            #expect(unseen.gaps == [.unseen(since: .start - .days(2))])
            #expect(unknown.gaps == [.unseen(since: nil)])
        }
    }

    @Test func `runs, kills, rating and log-ins are those of the week`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(roster([member(hero(1))]), as: rosterOfGuild)
            try await warehouse.play(hero(1), at: .start - .days(1), rating: 2000, runs: 2, kills: 1)
            try await warehouse.play(hero(1), at: .start + .days(1), rating: 2100, runs: 3, kills: 2)
            try await warehouse.play(hero(1), at: .start + .days(2), rating: 2150, runs: 1, kills: 0)
            try await warehouse.play(hero(1), at: .start + .days(8), rating: 2500, runs: 5, kills: 4)
            let ended = try await warehouse.week(week, of: guild, now: .start + .days(9))
            let one = try #require(ended.members.first)
            #expect(!ended.isRunning)
            #expect(one.runs == 4)
            #expect(one.vaultSlots == 2)
            #expect(one.highestKeystone == 12)
            #expect(one.kills == 2)
            #expect(one.ratingGain == 150)
            #expect(one.logins == 2)
            // The last look at the week's state was long before it ended.
            #expect(one.seenUntil == .start + .days(2) + .minutes(30))
            #expect(one.gaps == [.incomplete])
        }
    }

    @Test func `a fellow's document tells runs of those whose own was not read`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(
                roster([member(hero(1)), member(hero(777, realm: 633))]), as: rosterOfGuild)
            try await warehouse.play(hero(1), at: .start + .days(1), rating: 2100, runs: 3, kills: 0)
            // The second character logged out after the reset; its keystone profile was not asked for.
            try await warehouse.see(
                hero(777, realm: 633), loggedOut: .start + .days(1), at: .start + .days(2))
            let told = try await warehouse.week(week, of: guild, now: .start + .days(3))
            let fellow = try #require(told.members.first { one in one.character.id == 777 })
            #expect(fellow.runs == 3)
            #expect(fellow.kills == nil)
            #expect(fellow.ratingGain == nil)
            #expect(fellow.gaps == [.unread(.keystoneProfile), .unread(.raids)])
        }
    }

    @Test func `members are those of the week's end`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(
                roster([member(hero(1)), member(hero(2))]), as: rosterOfGuild, at: .start + .days(1))
            try await warehouse.load(
                roster([member(hero(2), rank: 2), member(hero(3))]), as: rosterOfGuild, at: .start + .days(8))
            let ended = try await warehouse.week(week, of: guild, now: .start + .days(9))
            #expect(ended.members.map(\.character) == [hero(1), hero(2)])
            let next = Period(
                region: .eu, id: 1056, start: .start + .days(7), end: .start + .days(14) - .seconds(1))
            let running = try await warehouse.week(next, of: guild, now: .start + .days(9))
            #expect(running.members.map(\.character) == [hero(2), hero(3)])
            let before = Period(
                region: .eu, id: 1054, start: .start - .days(7), end: .start - .seconds(1))
            #expect(try await warehouse.week(before, of: guild, now: .start + .days(9)).members.isEmpty)
        }
    }

    @Test func `who has no profile or a hidden one is said to`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(
                roster([member(hero(1), level: 5), member(hero(2))]), as: rosterOfGuild)
            let lease = try await warehouse.lease(DocumentID(.summary, of: hero(2)))
            _ = try await warehouse.complete([lease.completion(.hidden)])
            let seen = try await warehouse.week(week, of: guild, now: .start + .days(1))
            #expect(seen.members.map(\.gaps) == [[.noProfile], [.refused("hidden")]])
        }
    }

    @Test func `no statement of the week reads a partition from end to end`() async throws {
        try await withWarehouse { warehouse, pool in
            try await warehouse.load(roster([member(hero(1)), member(hero(2))]), as: rosterOfGuild)
            try await warehouse.play(hero(1), at: .start + .days(1), rating: 2100, runs: 3, kills: 2)
            try await pool.withConnection { connection in
                try await connection.executeScript(manyRows)
                let keys: [Parameter] = [
                    .int16(guild.bucket.rawValue), .int32Array([1403, 1403]), .int64Array([1, 2]),
                    .timestamp(Microseconds(week.start)), .timestamp(Microseconds(week.end)),
                ]
                let ofGuild: [Parameter] = [.int32(guild.realm.id), .int64(guild.id)]
                let statements = [
                    (WeekQueries.members, guild.parameters + [.timestamp(Microseconds(week.end))]),
                    (WeekQueries.states, keys + ofGuild), (WeekQueries.runs, keys),
                ]
                for (sql, parameters) in statements {
                    let plan: [String] = try await connection.query("EXPLAIN \(sql)", parameters).column(0)
                    #expect(
                        !plan.contains { line in line.contains("Seq Scan") },
                        "\(plan.joined(separator: "\n"))")
                }
            }
        }
    }

    private let rosterOfGuild = DocumentID(.roster, of: guild)
}

/// Enough rows of other characters for the planner to take indexes for what they are.
private let manyRows = """
    INSERT INTO character_state SELECT bucket, realm_id, 10000 + i, name, realm_slug, level, class_id, race_id,
        faction, specialization_id, guild_realm_id, guild_id, achievement_points, average_item_level,
        equipped_item_level, last_login_at, valid_from, recorded_at, unchanged_until, generation
    FROM (SELECT * FROM character_state LIMIT 1) s, generate_series(1, 20000) i;
    INSERT INTO keystone_rating SELECT bucket, realm_id, 10000 + i, rating, period_id, valid_from, recorded_at,
        unchanged_until, generation
    FROM (SELECT * FROM keystone_rating LIMIT 1) s, generate_series(1, 20000) i;
    INSERT INTO encounter_kills SELECT bucket, realm_id, 10000 + i, source, encounter_id, difficulty, kills,
        last_kill_at, valid_from, recorded_at, unchanged_until, generation
    FROM (SELECT * FROM encounter_kills LIMIT 1) s, generate_series(1, 20000) i;
    INSERT INTO membership SELECT bucket, realm_id, 10000 + i, member_realm_id, member_id, rank, valid_from,
        recorded_at, unchanged_until, generation
    FROM (SELECT * FROM membership LIMIT 1) s, generate_series(1, 20000) i;
    INSERT INTO roster_member_state_now SELECT bucket, realm_id, 10000 + i, guild_realm_id, guild_id, name,
        realm_slug, level, class_id, race_id, valid_from, recorded_at, unchanged_until, generation
    FROM (SELECT * FROM roster_member_state_now LIMIT 1) s, generate_series(1, 20000) i;
    INSERT INTO keystone_run SELECT bucket, realm_id, 10000 + i, source, completed_at, dungeon_id, level,
        duration_ms, timed, rating, affixes, recorded_at, generation
    FROM (SELECT * FROM keystone_run LIMIT 1) s, generate_series(1, 20000) i;
    INSERT INTO keystone_run_member SELECT bucket, realm_id, 10000 + i, source, completed_at, dungeon_id,
        member_realm_id, member_id, specialization_id, item_level, recorded_at, generation
    FROM (SELECT * FROM keystone_run_member LIMIT 1) s, generate_series(1, 20000) i;
    INSERT INTO target SELECT bucket, realm_id, 10000 + i, kind, part, realm_slug, name, next_due_at
    FROM (SELECT * FROM target WHERE kind = 40 LIMIT 1) s, generate_series(1, 20000) i;
    INSERT INTO attempt SELECT bucket, realm_id, 10000 + i, kind, part, generation, observed_at, outcome,
        verdict, http_status, bytes, rows
    FROM (SELECT * FROM attempt LIMIT 1) s, generate_series(1, 20000) i;
    ANALYZE;
    """

extension Duration {
    fileprivate static func minutes(_ count: Int64) -> Duration { .seconds(count * 60) }
}

extension Warehouse {
    /// Looks at a character that logged out at a moment.
    fileprivate func see(_ key: CharacterKey, loggedOut: Timestamp, at now: Timestamp) async throws {
        let lease = try await lease(DocumentID(.summary, of: key), at: now)
        _ = try await complete([
            lease.completion(
                .received(summary(key, login: loggedOut - .hours(2))), at: now, modified: loggedOut)
        ])
    }

    /// Looks at a character that played until a moment, half an hour later, and at its other documents.
    fileprivate func play(
        _ key: CharacterKey, at moment: Timestamp, rating: Double, runs: Int, kills: Int32
    ) async throws {
        let now = moment + .minutes(30)
        try await see(key, loggedOut: moment, at: now)
        var best: [KeystoneRun] = []
        for number in 0..<runs {
            let ended = moment - Duration.minutes(Int64(40 * number + 5))
            best.append(keystone(Int32(588 + number), Int16(10 + number), ended, key))
        }
        var fallen: [EncounterKills] = []
        for number in 0..<kills {
            fallen.append(
                EncounterKills(
                    encounterID: 3001 + number, encounterName: "The Tester", instanceID: 12,
                    instanceName: "Vault of Tests", difficulty: .heroic, count: 1 + number,
                    lastKill: moment - Duration.minutes(1)))
        }
        let profile = KeystoneProfile(
            character: key, currentPeriod: 1055, rating: rating, seasons: [17], bestRuns: best)
        let documents: [(DocumentKind, Facts)] = [
            (.keystoneProfile, .keystoneProfile(profile)),
            (.raids, .raids(Encounters(character: key, kills: fallen))),
        ]
        for (kind, facts) in documents {
            let lease = try await lease(DocumentID(kind, of: key), at: now)
            _ = try await complete([lease.completion(.received(facts), at: now, modified: moment)])
        }
    }
}

/// A run by another name: a warehouse has a `run` of its own.
private let keystone = run(_:level:at:by:)
