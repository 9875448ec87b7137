import Crawl

/// SQL that finds out who must go, and of the table `retention`.
enum RetentionQueries {
    /// The newest confirmation of a character, by realm; `$1` buckets.
    static let answers = """
        SELECT t.bucket, t.realm_id, t.answered FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT bucket, realm_id, max(confirmed_at) AS answered FROM target
            WHERE bucket = b.bucket AND kind IN (40, 41) AND confirmed_at IS NOT NULL
            GROUP BY bucket, realm_id
        ) t
        """

    /// Characters whose status was not confirmed: `$1` bucket, `$2` realm ids and `$3` ids (null for all).
    static let standings = """
        SELECT t.bucket, t.realm_id, t.subject, t.last_outcome, t.failing_since, (
                SELECT count(DISTINCT (a.observed_at AT TIME ZONE 'UTC')::date) FROM attempt a
                WHERE a.bucket = t.bucket AND a.realm_id = t.realm_id AND a.subject = t.subject
                    AND a.kind = 41 AND a.part = 0 AND a.observed_at >= t.failing_since
                    AND a.outcome IN ('missing', 'invalid', 'replaced', 'hidden')
            ), (
                SELECT max(s.confirmed_at) FROM target s
                WHERE s.bucket = t.bucket AND s.realm_id = t.realm_id AND s.subject = t.subject
                    AND s.kind IN (40, 41)
            ), EXISTS (
                SELECT FROM roster_member_state_now r
                JOIN membership_now m ON m.bucket = ((t.bucket::integer & -256) | (r.guild_realm_id & 63))::smallint
                    AND m.realm_id = r.guild_realm_id AND m.guild_id = r.guild_id
                    AND m.member_realm_id = t.realm_id AND m.member_id = t.subject
                JOIN target g ON g.bucket = m.bucket AND g.realm_id = m.realm_id AND g.subject = m.guild_id
                    AND g.kind = 21 AND g.part = 0
                WHERE r.bucket = t.bucket AND r.realm_id = t.realm_id AND r.character_id = t.subject
                    AND m.rank IS NOT NULL AND g.confirmed_at >= t.failing_since
            ), EXISTS (
                SELECT FROM target s
                WHERE s.bucket = t.bucket AND s.realm_id = t.realm_id AND s.subject = t.subject
                    AND s.kind >= 40 AND s.first_seen_at IS NOT NULL
            )
        FROM target t
        WHERE t.bucket = $1 AND t.kind = 41 AND t.failing_since IS NOT NULL
            AND t.last_outcome IN ('missing', 'invalid', 'replaced', 'hidden')
            AND ($2::integer[] IS NULL
                OR (t.realm_id, t.subject) IN (SELECT * FROM unnest($2::integer[], $3::bigint[])))
        ORDER BY t.realm_id, t.subject
        """

    /// Characters that only rosters told of, and none that was fetched since `$2` lists: `$1` bucket, `$3` realm ids
    /// and `$4` ids (null for all).
    static let unvisited = """
        SELECT c.bucket, c.realm_id, c.character_id FROM character c
        WHERE c.bucket = $1 AND c.first_seen_at < $2
            AND ($3::integer[] IS NULL
                OR (c.realm_id, c.character_id) IN (SELECT * FROM unnest($3::integer[], $4::bigint[])))
            AND NOT EXISTS (
                SELECT FROM target s
                WHERE s.bucket = c.bucket AND s.realm_id = c.realm_id AND s.subject = c.character_id
                    AND s.kind IN (40, 41))
            AND NOT EXISTS (
                SELECT FROM roster_member_state_now r
                JOIN membership_now m ON m.bucket = ((c.bucket::integer & -256) | (r.guild_realm_id & 63))::smallint
                    AND m.realm_id = r.guild_realm_id AND m.guild_id = r.guild_id
                    AND m.member_realm_id = c.realm_id AND m.member_id = c.character_id
                LEFT JOIN target g ON g.bucket = m.bucket AND g.realm_id = m.realm_id
                    AND g.subject = m.guild_id AND g.kind = 21 AND g.part = 0
                WHERE r.bucket = c.bucket AND r.realm_id = c.realm_id AND r.character_id = c.character_id
                    AND (m.recorded_at >= $2 OR m.rank IS NOT NULL AND g.confirmed_at >= $2))
        """

    /// Stored characters by realm; `$1` buckets.
    static let stored = """
        SELECT bucket, realm_id, count(*) FROM character WHERE bucket = ANY ($1) GROUP BY 1, 2
        """

    /// The guilds that ever listed them: `$1` bucket, `$2` realm ids, `$3` character ids.
    static let guilds = """
        SELECT t.realm_id, t.character_id, t.guild_realm_id, t.guild_id
        FROM roster_member_state_now t, unnest($2::integer[], $3::bigint[]) AS k (realm_id, id)
        WHERE t.bucket = $1 AND t.realm_id = k.realm_id AND t.character_id = k.id
        """

    /// `$1` … `$3` guild.
    static let members = """
        SELECT count(*) FROM membership_now WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3
        """

    /// `$1` world time, `$2` whether halted, `$3` candidates, `$4` held back, `$5` removed.
    static let record = """
        INSERT INTO retention AS r (looked_at, halted_since, candidates, held_back, purged_ever)
        VALUES ($1, CASE WHEN $2 THEN $1 END, $3, $4, $5)
        ON CONFLICT (is_only) DO UPDATE SET looked_at = excluded.looked_at,
            halted_since = CASE WHEN $2 THEN coalesce(r.halted_since, excluded.halted_since) END,
            candidates = excluded.candidates, held_back = excluded.held_back,
            purged_ever = r.purged_ever + excluded.purged_ever
        """

    static let last = "SELECT looked_at, halted_since, candidates, held_back, purged_ever FROM retention"
}
