import Guilds
import Postgres

/// Many small guilds of which little is known, and some large ones that were looked at for a year.
struct Landscape {
    let sparse: Int
    let dense: Int
    /// Members of a dense guild.
    let size: Int

    /// 2027-03-02T00:00:00Z, a year after the first look.
    static let end = Timestamp(seconds: 1_803_945_600)

    /// Realms 500 to 589; the ids of dense guilds begin at 1, those of sparse ones at 1,000.
    static func dense(_ number: Int) -> GuildKey {
        GuildKey(realm: RealmKey(region: .eu, id: Int32(500 + number % 90)), id: Int64(number + 1))
    }

    /// Sparse: 50 members, each seen twice. Dense: `size` members, a third of them on other realms; each third
    /// plays every other day, every week or every two months; ratings change weekly, ranks three times a year. The
    /// dense ones are watched.
    func fill(_ pool: Pool) async throws {
        try await pool.withConnection { connection in
            try await connection.executeScript(
                Self.partitions + Self.people + members(guilds: sparse, from: 1000, size: 50, dense: false)
                    + members(guilds: dense, from: 1, size: size, dense: true) + Self.currents
                    + Self.histories
                    + Self.play + Self.targets)
            try await connection.executeScript("VACUUM ANALYZE")
        }
    }

    private static let partitions = """
        SELECT ensure_partition(t, 12, m) FROM unnest(ARRAY['guild_state', 'membership', 'roster_member_state',
            'character_state', 'keystone_rating', 'equipment', 'encounter_kills']) t,
            unnest(ARRAY[timestamptz '2026-03-02 00:00Z', '2027-01-02 00:00Z']) m;

        """

    /// Everybody: where they live, their guild, and every how many days they play; 0 for a sparse guild's.
    private static let people = """
        CREATE TEMP TABLE person (guild_realm_id integer, guild_id bigint, realm_id integer, id bigint, n integer,
            every integer);

        """

    private func members(guilds: Int, from first: Int, size: Int, dense: Bool) -> String {
        """
        INSERT INTO person SELECT 500 + g % 90, \(first) + g,
            500 + CASE WHEN n % 3 = 0 THEN (g + n) % 90 ELSE g % 90 END,
            ((\(first) + g)::bigint * 1000 + n) * 2654435761 % 4294967296, n,
            \(dense ? "(ARRAY[2, 7, 60])[n % 3 + 1]" : "0")
        FROM generate_series(0, \(guilds - 1)) g, generate_series(0, \(size - 1)) n;

        """
    }

    private static func bucket(_ realm: String) -> String { "(768 + \(realm) % 64)::smallint" }

    private static let currents = """
        INSERT INTO guild_state SELECT DISTINCT \(bucket("guild_realm_id")), guild_realm_id, guild_id,
            'Guild ' || guild_id, 'lantern-bay', 'HORDE', 100, 50, timestamptz '2020-01-01', timestamptz '2026-03-02',
            timestamptz '2026-03-02', NULL::timestamptz, 1 FROM person;
        INSERT INTO membership SELECT \(bucket("guild_realm_id")), guild_realm_id, guild_id, realm_id, id, r, t, t,
            CASE WHEN r > 5 THEN t - interval '6 hours' END, 1
        FROM person, LATERAL (SELECT 5 + k AS r, timestamptz '2026-03-02' + k * interval '100 days' AS t
            FROM generate_series(0, CASE WHEN every > 0 THEN 3 ELSE 0 END) k) c;
        INSERT INTO membership_now SELECT DISTINCT ON (1, 2, 3, 4, 5) * FROM membership
            ORDER BY 1, 2, 3, 4, 5, recorded_at DESC;
        INSERT INTO roster_member_state SELECT \(bucket("realm_id")), realm_id, id, guild_realm_id, guild_id,
            'Wanderer' || n, 'lantern-bay', 90, 1 + n % 13, 1 + n % 11, '2026-03-02', '2026-03-02', NULL, 1 FROM person;
        INSERT INTO roster_member_state_now SELECT * FROM roster_member_state;

        """

    private static let histories = """
        INSERT INTO character_state SELECT \(bucket("realm_id")), realm_id, id, 'Wanderer' || n, 'lantern-bay', 90,
            1 + n % 13, 1 + n % 11, 'HORDE', 64, guild_realm_id, guild_id, 1000 + k, 600 + k % 90, 598 + k % 90,
            t - interval '1 hour', t, t, t - interval '1 day', k + 1
        FROM person, LATERAL (
            SELECT k, timestamptz '2026-03-02' + (k * CASE WHEN every > 0 THEN every ELSE 90 END + n % 2)
                * interval '1 day' AS t
            FROM generate_series(0, CASE WHEN every > 0 THEN 363 / every ELSE 1 END) k) c;
        INSERT INTO character_state_now SELECT DISTINCT ON (1, 2, 3) * FROM character_state
            ORDER BY 1, 2, 3, recorded_at DESC;
        INSERT INTO keystone_rating SELECT \(bucket("realm_id")), realm_id, id, 1000 + k * 20, 1000 + k, t, t,
            t - interval '1 day', k + 1
        FROM person, LATERAL (SELECT k, timestamptz '2026-03-02' + k * interval '7 days' AS t
            FROM generate_series(0, CASE every WHEN 2 THEN 51 WHEN 7 THEN 20 ELSE 0 END) k) c;
        INSERT INTO keystone_rating_now SELECT DISTINCT ON (1, 2, 3) * FROM keystone_rating
            ORDER BY 1, 2, 3, recorded_at DESC;

        """

    /// Gear of everybody who plays changes weekly in one slot; one in six raids, eight bosses every week; who plays
    /// every other day runs four keystones a week.
    private static let play = """
        INSERT INTO equipment (bucket, realm_id, character_id, slot, item_id, name_id, quality, item_level, bonuses,
            enchantments, sockets, set_id, valid_from, recorded_at, unchanged_until, generation)
        SELECT \(bucket("realm_id")), realm_id, id, chr(97 + k % 16), 5000 + k, 77, 'e',
            600 + k, '1;2;3', '7', '0', NULL, t, t, t - interval '1 day', k + 1
        FROM person, LATERAL (SELECT k, timestamptz '2026-03-02' + greatest(0, k - 15) * interval '7 days' AS t
            FROM generate_series(0, CASE WHEN every IN (2, 7) THEN 66 WHEN every = 60 THEN 15 ELSE -1 END) k) c;
        INSERT INTO encounter_kills SELECT \(bucket("realm_id")), realm_id, id, 45, 3000 + boss, 4, k + 1, t, t,
            t, t - interval '1 day', k + 1
        FROM person, generate_series(1, 8) boss, LATERAL (
            SELECT k, timestamptz '2026-03-02' + k * interval '7 days' AS t FROM generate_series(0, 51) k) c
        WHERE every = 2 AND n % 6 = 0;
        INSERT INTO keystone_run SELECT \(bucket("realm_id")), realm_id, id, 47, t, 500 + k % 8, 10, 1700000 + n / 5,
            true, 100, '{9,10}', t + interval '6 hours', k + 1
        FROM person, LATERAL (SELECT k, timestamptz '2026-03-02' + k * interval '42 hours' AS t
            FROM generate_series(0, 207) k) c
        WHERE every = 2;
        INSERT INTO encounter SELECT 3000 + b, 'Boss ' || b, 30, 'The Ninth Bell' FROM generate_series(1, 8) b;

        """

    private static let targets = """
        INSERT INTO target (bucket, realm_id, subject, kind, part, realm_slug, name, next_due_at, lease_gen,
            completed_gen, last_outcome, first_seen_at, confirmed_at, span_since)
        SELECT \(bucket("realm_id")), realm_id, id, k, 0, 'lantern-bay', 'wanderer', '2027-03-03', 1, 1, 'received',
            '2026-03-02', '2027-03-01', '2026-03-02'
        FROM person, unnest(ARRAY[40, 42, 45, 47]) k
        UNION ALL
        SELECT DISTINCT \(bucket("guild_realm_id")), guild_realm_id, guild_id, 21, 0, 'lantern-bay', 'guild',
            timestamptz '2027-03-03', 1, 1, 'received', timestamptz '2026-03-02', timestamptz '2027-03-01',
            timestamptz '2026-03-02' FROM person;
        INSERT INTO crawl_bucket SELECT DISTINCT bucket FROM target;
        INSERT INTO realm SELECT DISTINCT 3, guild_realm_id, 'Realm ' || guild_realm_id, 'realm-' || guild_realm_id
            FROM person;
        INSERT INTO watched_guild SELECT DISTINCT 3, 'realm-' || guild_realm_id, 'guild-' || guild_id,
            timestamptz '2026-03-02', true, guild_realm_id, guild_id FROM person WHERE every > 0;
        INSERT INTO period SELECT 3, 1000 + k, t, t + interval '7 days' - interval '1 second'
        FROM generate_series(0, 52) k, LATERAL (
            SELECT timestamptz '2026-03-04 04:00Z' + k * interval '7 days' AS t) w;
        INSERT INTO keystone_season SELECT 3, 14, min(start_at), NULL, array_agg(period_id) FROM period;

        """
}
