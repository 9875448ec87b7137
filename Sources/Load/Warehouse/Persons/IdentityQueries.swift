/// SQL of the tables `identity_seen`, `identity_anchor` and `identity_link`, and what the matching reads.
///
/// `$1` is always the bucket, `$2` realm ids and `$3` character ids of that bucket where several are asked
/// for.
enum IdentityQueries {
    private static let wanted = "unnest($2::integer[], $3::bigint[]) AS w (realm_id, character_id)"
    private static let isWanted = """
        t.bucket = $1 AND t.realm_id = w.realm_id AND t.character_id = w.character_id
        """

    /// Characters that differ from what was last seen of them, in the order of their keys: `$2` realm id and
    /// `$3` character id that they come after, `$4` how many at most.
    static let news = """
        SELECT t.realm_id, t.subject, t.name, t.achievements_at, t.gone_since,
            t.name IS DISTINCT FROM s.name,
            t.achievements_at IS DISTINCT FROM s.achievements_at
        FROM (
            SELECT realm_id, subject, max(name) FILTER (WHERE kind = 40) AS name,
                max(changed_at) FILTER (WHERE kind = 44) AS achievements_at,
                min(failing_since) FILTER (
                    WHERE kind <= 41 AND last_outcome IN ('missing', 'moved', 'invalid')) AS gone_since
            FROM target
            WHERE bucket = $1 AND (realm_id, subject) > ($2, $3) AND kind IN (40, 41, 44)
            GROUP BY realm_id, subject
        ) t LEFT JOIN identity_seen s
            ON s.bucket = $1 AND s.realm_id = t.realm_id AND s.character_id = t.subject
        WHERE (t.name, t.achievements_at, t.gone_since)
            IS DISTINCT FROM (s.name, s.achievements_at, s.gone_since)
        ORDER BY t.realm_id, t.subject LIMIT $4
        """

    /// `$4` names, `$5` times of the achievements, `$6` since when they are gone.
    static let remember = """
        INSERT INTO identity_seen (bucket, realm_id, character_id, name, achievements_at, gone_since)
        SELECT $1, * FROM unnest(
            $2::integer[], $3::bigint[], $4::text[], $5::timestamptz[], $6::timestamptz[])
        ON CONFLICT (bucket, realm_id, character_id) DO UPDATE SET name = excluded.name,
            achievements_at = excluded.achievements_at, gone_since = excluded.gone_since
        """

    static let dropAnchors = """
        DELETE FROM identity_anchor t USING \(wanted) WHERE \(isWanted)
        """

    /// `$4` anchors.
    static let addAnchors = """
        INSERT INTO identity_anchor (bucket, realm_id, character_id, anchor)
        SELECT $1, * FROM unnest($2::integer[], $3::bigint[], $4::bigint[]) ON CONFLICT DO NOTHING
        """

    /// Who shares anchors with the wanted: `$4` first and `$5` last bucket of the region, `$6` how many must
    /// be shared, `$7` how many may hold an anchor that counts.
    static let candidates = """
        SELECT w.realm_id, w.character_id, h.realm_id, h.character_id
        FROM \(wanted) JOIN identity_anchor t ON \(isWanted)
        CROSS JOIN LATERAL (
            SELECT o.realm_id, o.character_id, count(*) OVER () AS holders FROM (
                SELECT a.realm_id, a.character_id FROM identity_anchor a
                WHERE a.anchor = t.anchor AND a.bucket BETWEEN $4 AND $5 LIMIT $7 + 1) o
        ) h
        WHERE h.holders <= $7 AND (h.realm_id, h.character_id) <> (w.realm_id, w.character_id)
        GROUP BY 1, 2, 3, 4 HAVING count(*) >= $6
        """

    static let natures = """
        SELECT w.realm_id, w.character_id, c.first_seen_at, coalesce(s.class_id, r.class_id),
            coalesce(s.race_id, r.race_id), s.faction, coalesce(s.level, r.level)
        FROM \(wanted)
        JOIN character c ON c.bucket = $1 AND c.realm_id = w.realm_id AND c.character_id = w.character_id
        LEFT JOIN character_state_now s
            ON s.bucket = $1 AND s.realm_id = w.realm_id AND s.character_id = w.character_id
        LEFT JOIN LATERAL (
            SELECT class_id, race_id, level FROM roster_member_state_now t WHERE \(isWanted)
            ORDER BY recorded_at DESC, guild_realm_id, guild_id LIMIT 1
        ) r ON true
        """

    /// Since when their profiles are not found or not valid.
    static let gone = """
        SELECT t.realm_id, t.subject, min(t.failing_since)
        FROM \(wanted) JOIN target t ON t.bucket = $1 AND t.realm_id = w.realm_id
            AND t.subject = w.character_id AND t.kind IN (40, 41) AND t.part = 0
        WHERE t.last_outcome IN ('missing', 'moved', 'invalid')
        GROUP BY t.realm_id, t.subject
        """

    static let earned = """
        SELECT t.realm_id, t.character_id, t.achievement_id, t.completed_at
        FROM \(wanted) JOIN achievement_earned t ON \(isWanted)
        """

    static let logins = """
        SELECT DISTINCT t.realm_id, t.character_id, t.last_login_at
        FROM \(wanted) JOIN character_state t ON \(isWanted)
        WHERE t.last_login_at IS NOT NULL
        """

    /// What rosters told of them, and up to when they tell it.
    static let stays = """
        SELECT w.realm_id, w.character_id, h.rank IS NOT NULL, h.recorded_at, h.unchanged_until,
            r.confirmed_at
        FROM \(wanted) JOIN roster_member_state_now t ON \(isWanted)
        JOIN membership h ON h.bucket = \(bucket(of: "t.guild_realm_id"))
            AND h.realm_id = t.guild_realm_id AND h.guild_id = t.guild_id
            AND h.member_realm_id = w.realm_id AND h.member_id = w.character_id
        LEFT JOIN target r ON r.bucket = h.bucket AND r.realm_id = h.realm_id AND r.subject = h.guild_id
            AND r.kind = 21 AND r.part = 0
        ORDER BY w.realm_id, w.character_id, h.realm_id, h.guild_id, h.recorded_at
        """

    static let worn = """
        SELECT t.realm_id, t.character_id, t.slot, t.item_id
        FROM \(wanted) JOIN equipment t ON \(isWanted)
        ORDER BY t.realm_id, t.character_id, t.recorded_at
        """

    /// When the wanted got another name, as their documents tell it.
    static let renames = """
        SELECT realm_id, character_id, before, name, recorded_at, unchanged_until FROM (
            SELECT n.*, lag(name) OVER (
                PARTITION BY realm_id, character_id ORDER BY recorded_at, unchanged_until NULLS FIRST, name
            ) AS before
            FROM (
                SELECT t.realm_id, t.character_id, t.name, t.recorded_at, t.unchanged_until
                FROM \(wanted) JOIN character_state t ON \(isWanted)
                UNION ALL
                SELECT t.realm_id, t.character_id, t.name, t.recorded_at, t.unchanged_until
                FROM \(wanted) JOIN roster_member_state t ON \(isWanted)
            ) n
        ) r WHERE before <> name ORDER BY realm_id, character_id, recorded_at
        """

    /// Moments at which two were in one group: the first `$1` bucket, `$2` realm id, `$3` character id, the
    /// second `$4` … `$6`. A keystone run is told by either; a boss's last kill at the same second is one
    /// kill.
    static let meetings = """
        SELECT (
            SELECT count(*) FROM (
                SELECT completed_at, dungeon_id FROM keystone_run_member
                WHERE bucket = $1 AND realm_id = $2 AND character_id = $3
                    AND member_realm_id = $5 AND member_id = $6
                UNION
                SELECT completed_at, dungeon_id FROM keystone_run_member
                WHERE bucket = $4 AND realm_id = $5 AND character_id = $6
                    AND member_realm_id = $2 AND member_id = $3
            ) runs
        ) + (
            SELECT count(*) FROM (
                SELECT encounter_id, difficulty, last_kill_at FROM encounter_kills
                WHERE bucket = $1 AND realm_id = $2 AND character_id = $3 AND last_kill_at IS NOT NULL
                INTERSECT
                SELECT encounter_id, difficulty, last_kill_at FROM encounter_kills
                WHERE bucket = $4 AND realm_id = $5 AND character_id = $6
            ) kills
        )
        """

    /// The bucket of a realm in the region of bucket `$1`.
    static func bucket(of realm: String) -> String {
        "(($1::integer & -256) | (\(realm) & 63))::smallint"
    }
}
