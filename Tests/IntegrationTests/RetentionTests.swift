import BattleNetSimulator
import Foundation
import Guilds
import TestDatabase
import Testing

/// What must be kept, what must go, and what is told again, with the real program on a simulated world.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct RetentionTests {
    /// A member with a profile who is not the guild master, as `realm/name` and as a key.
    private struct Somebody {
        let path: String
        let key: String
        let id: String
        let name: String

        init(_ line: String) {
            let parts = line.split(separator: "|").map(String.init)
            path = "\(parts[0])/\(parts[1].lowercased())"
            name = parts[1]
            key = "eu/\(parts[2])/\(parts[3])"
            id = parts[3]
        }
    }

    private func somebody(_ scene: Scene) async throws -> Somebody {
        let lines = try await scene.lines(
            """
            SELECT concat_ws('|', c.realm_slug, c.name, c.realm_id, c.character_id) FROM character_state_now c
            JOIN membership_now m ON m.member_realm_id = c.realm_id AND m.member_id = c.character_id
            JOIN keystone_run r ON r.realm_id = c.realm_id AND r.character_id = c.character_id
            WHERE m.rank > 2 ORDER BY c.last_login_at DESC, c.character_id LIMIT 1
            """)
        return Somebody(try #require(lines.first))
    }

    /// The tables that hold a text somewhere, but the list of who opted out.
    private func tables(_ scene: Scene, holding text: String) async throws -> [String] {
        let names = try await scene.lines(
            "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition "
                + "AND relnamespace = 'public'::regnamespace AND relname <> 'opt_out' ORDER BY 1")
        var found: [String] = []
        for name in names {
            found += try await scene.lines(
                "SELECT '\(name)' FROM \(name) t WHERE t::text LIKE '%\(text)%' LIMIT 1")
        }
        return found
    }

    private func sizes(_ scene: Scene) async throws -> [String] {
        try await scene.lines(
            """
            SELECT concat_ws(' ', guild_id, recorded_at, rank, count(*)) FROM membership
            GROUP BY guild_id, recorded_at, rank ORDER BY 1
            """)
    }

    private func crawl(_ scene: Scene, until end: Timestamp) async throws {
        let crawled = try await scene.run("crawl", "--until", "\(end)")
        try #require(crawled.status == 0 || crawled.status == 3, "\(crawled.errors)")
    }

    @Test(.timeLimit(.minutes(30)))
    func `a character that was deleted is gone within thirty days, and the guild's numbers stay`()
        async throws
    {
        try await withWatchedWorld { simulator, scene in
            try await crawl(scene, until: simulator.moment(afterHours: 24))
            let somebody = try await somebody(scene)
            #expect(try await tables(scene, holding: somebody.id).count > 8)
            try await simulator.commit([Fault(.deletedCharacter, path: somebody.path)])
            try await crawl(scene, until: simulator.moment(afterHours: 24 * 20))
            #expect(try await scene.run("run", "retention").status == 0)
            #expect(try await tables(scene, holding: somebody.id).isEmpty == false)
            try await crawl(scene, until: simulator.moment(afterHours: 24 * 29))
            let before = try await sizes(scene)
            let preview = try await scene.run("retention", "--dry-run")
            #expect(preview.output.contains(somebody.key), "\(preview.output)")
            let count = preview.output.split(separator: "\n").filter { line in line.contains("\"reason\"") }
                .count
            let retained = try await scene.run("retention", "--allow", "\(count)")
            #expect(retained.status == 0, "\(retained.errors)")
            #expect(try retained.events("retention").first?["removed"].integer == Int64(count))
            #expect(try await tables(scene, holding: somebody.id) == [])
            #expect(try await sizes(scene) == before)
            let again = try await scene.run("retention")
            #expect(try again.events("retention").first?["removed"].integer == 0)
            #expect(try await scene.run("about", somebody.key).output.contains(#""rows":0"#))
        }
    }

    private func expectSame(_ left: [String: [String]], _ right: [String: [String]]) {
        for table in right.keys.sorted() {
            let (one, other) = (Set(left[table] ?? []), Set(right[table] ?? []))
            let more = one.subtracting(other).sorted().prefix(3)
            let less = other.subtracting(one).sorted().prefix(3)
            #expect(more.isEmpty && less.isEmpty, "\(table): too many \(more), missing \(less)")
            #expect(left[table]?.count == right[table]?.count, "\(table)")
        }
    }

    @Test func `a source that denies everybody removes nobody until a person says so`() async throws {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            let kept = try await scene.lines("SELECT count(*)::text FROM character_state_now")
            // All but one are denied, on two days.
            try await scene.execute(
                """
                UPDATE target SET last_outcome = 'missing', failing_since = next_due_at - interval '20 days'
                WHERE kind = 41 AND subject % 8 <> 0;
                INSERT INTO attempt (bucket, realm_id, subject, kind, part, generation, observed_at, outcome,
                    verdict, http_status, bytes, rows)
                SELECT bucket, realm_id, subject, kind, part, n, failing_since + n * interval '1 day', 'missing',
                    'missing', 404, 0, 0
                FROM target, generate_series(0, 1) n WHERE kind = 41 AND last_outcome = 'missing';
                UPDATE target SET confirmed_at = failing_since - interval '1 hour' FROM (
                    SELECT realm_id AS r, subject AS s, failing_since AS f FROM target
                    WHERE kind = 41 AND last_outcome = 'missing') k
                WHERE kind = 40 AND realm_id = k.r AND subject = k.s;
                UPDATE target SET confirmed_at = next_due_at + interval '20 days' WHERE kind = 40 AND subject % 8 = 0;
                UPDATE membership_now SET rank = NULL;
                """)
            let halted = try await scene.run("run", "retention")
            #expect(halted.status == 70 || halted.status == 69, "\(halted.output)")
            #expect(halted.errors.contains("guildscope retention --allow"))
            #expect(try await scene.run("retention").status == 69)
            #expect(try await scene.lines("SELECT count(*)::text FROM character_state_now") == kept)
            let doctor = try await scene.run("doctor")
            #expect(doctor.status == 69)
            #expect(doctor.output.contains("would go at once"))
            let allowed = try await scene.run("retention", "--allow", "1000")
            #expect(allowed.status == 0, "\(allowed.errors)")
            #expect(try await scene.lines("SELECT count(*)::text FROM character_state_now") != kept)
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `who is forgotten is in no table, no report, and never comes back`() async throws {
        try await withWatchedWorld { simulator, scene in
            try await crawl(scene, until: simulator.moment(afterHours: 48))
            try #require(try await scene.run("analyze").status == 0)
            try #require(try await scene.run("report").status == 0)
            let somebody = try await somebody(scene)
            let before = try await sizes(scene)
            let held = try await scene.run("about", "eu/\(somebody.path)")
            #expect(held.output.contains(somebody.name))
            #expect(held.output.contains("membership of"))
            let dry = try await scene.run("forget", somebody.key, "--dry-run")
            #expect(dry.status == 0)
            #expect(try await tables(scene, holding: somebody.id).contains("character_state"))
            let forgotten = try await scene.run("forget", "eu/\(somebody.path)", "--reason", "asked")
            #expect(forgotten.status == 0, "\(forgotten.errors)")
            #expect(try forgotten.events("forgotten").first?["reports_drawn"].integer == 1)
            // Keys in the numbers of immutable snapshots stay; names do not.
            #expect(try await tables(scene, holding: somebody.id).filter { name in name != "snapshot" } == [])
            let texts = try await scene.lines(
                "SELECT encode(bytes, 'escape') FROM artifact WHERE media_type LIKE 'text%'")
            #expect(texts.count > 4)
            #expect(!texts.contains { text in text.contains(somebody.name) })
            try await crawl(scene, until: simulator.moment(afterHours: 24 * 6))
            #expect(try await tables(scene, holding: somebody.id).filter { name in name != "snapshot" } == [])
            let after = try await sizes(scene)
            #expect(before.allSatisfy { line in after.contains(line) })
            #expect(after.count > before.count)
            let asked = try await scene.run("crawl", "--character", "eu/\(somebody.path)")
            #expect(asked.status == 66)
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `a backfill ends as a crawl that was right from the beginning`() async throws {
        try await withWatchedWorld { simulator, scene in
            let begin = try await simulator.now()
            try await crawl(scene, until: simulator.moment(afterHours: 24 * 9))
            let right = try await scene.dump()
            let fresh = try await scene.run("backfill", "--since", "\(begin)")
            #expect(fresh.status == 0, "\(fresh.errors)")
            expectSame(try await scene.dump(), right)
            // As decoders would have left it that read levels, slots, ranks, ratings and runs wrongly.
            try await scene.execute(
                """
                UPDATE character_state SET level = 1; UPDATE character_state_now SET level = 1;
                DELETE FROM character_state c USING (SELECT character_id AS id, max(recorded_at) AS at
                    FROM character_state GROUP BY 1 HAVING count(*) > 1) l
                WHERE c.character_id = l.id AND c.recorded_at = l.at;
                UPDATE equipment SET item_level = item_level - 1 WHERE slot = 'a';
                DELETE FROM equipment WHERE slot = 'b'; DELETE FROM equipment_now WHERE slot = 'b';
                UPDATE membership SET rank = 9 WHERE rank = 4;
                DELETE FROM membership WHERE rank IS NULL; DELETE FROM membership_now WHERE rank IS NULL;
                UPDATE roster_member_state SET name = upper(name);
                UPDATE keystone_season_rating_now SET rating = 1; DELETE FROM keystone_run WHERE dungeon_id % 2 = 0;
                DELETE FROM achievement_earned WHERE achievement_id % 3 = 0;
                UPDATE guild_state SET member_count = 0; UPDATE encounter_kills SET kills = kills + 1;
                UPDATE target SET changed_at = NULL WHERE kind >= 20;
                """)
            let wrong = try await scene.dump()
            #expect(wrong["character_state"] != right["character_state"])
            let preview = try await scene.run("backfill", "--since", "\(begin)", "--dry-run")
            #expect(preview.output.contains("equipment"))
            let told = try await scene.run("backfill", "--since", "\(begin)")
            #expect(told.status == 0, "\(told.errors)")
            expectSame(try await scene.dump(), right)
        }
    }
}
