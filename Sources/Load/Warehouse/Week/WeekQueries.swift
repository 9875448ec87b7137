/// SQL of the week view: what the members of a guild did between two weekly resets.
///
/// As in `ReadingQueries`, the guild's own tables name the members, then each bucket is asked by arrays of keys.
enum WeekQueries {
    /// Who was in the roster at a moment: `$1` … `$3` guild, `$4` moment. A null rank: left before.
    static let members = """
        SELECT DISTINCT ON (member_realm_id, member_id) member_realm_id, member_id, rank FROM membership
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND recorded_at <= $4
        ORDER BY member_realm_id, member_id, recorded_at DESC
        """

    /// `$1` bucket, `$2` realm ids, `$3` character ids, `$4` first and `$5` last moment of the week, `$6` realm and
    /// `$7` id of the guild.
    ///
    /// `s` is the state at the week's end, `n` the first one after it: a document is written at log-out, so that
    /// valid_from says when a state began, whenever it was seen. What is read of the states of the week itself
    /// begins at `$4` by recorded_at, which leaves older partitions alone.
    static let states = """
        SELECT m.realm_id, m.character_id, r.name, r.level, s.valid_from, s.recorded_at, s.last_login_at,
            n.valid_from IS NOT NULL, n.unchanged_until, t.confirmed_at, t.last_outcome, n.logins, k.kills,
            CASE WHEN after.valid_from < $4 THEN after.rating ELSE (
                SELECT rating FROM keystone_rating g
                WHERE \(of("g")) AND g.valid_from < $4 ORDER BY g.recorded_at DESC LIMIT 1) END,
            after.rating,
            \(wasRead(kind: 47, "t.keystones_at")), \(wasRead(kind: 45, "t.raids_at"))
        FROM unnest($2::integer[], $3::bigint[]) AS m (realm_id, character_id)
        LEFT JOIN LATERAL (
            SELECT name, level FROM roster_member_state_now r
            WHERE \(of("r")) AND r.guild_realm_id = $6 AND r.guild_id = $7 LIMIT 1
        ) r ON true
        LEFT JOIN LATERAL (
            SELECT max(confirmed_at) FILTER (WHERE kind = 40) AS confirmed_at,
                max(last_outcome) FILTER (WHERE kind = 40) AS last_outcome,
                max(confirmed_at) FILTER (WHERE kind = 47) AS keystones_at,
                max(confirmed_at) FILTER (WHERE kind = 45) AS raids_at
            FROM target d
            WHERE d.bucket = $1 AND d.realm_id = m.realm_id AND d.subject = m.character_id
                AND d.kind BETWEEN 40 AND 47 AND d.part = 0
        ) t ON true
        LEFT JOIN LATERAL (
            SELECT valid_from, recorded_at, last_login_at FROM character_state c
            WHERE \(of("c")) AND c.valid_from <= $5 ORDER BY c.recorded_at DESC LIMIT 1
        ) s ON true
        LEFT JOIN LATERAL (
            SELECT count(DISTINCT c.last_login_at) FILTER (WHERE c.last_login_at BETWEEN $4 AND $5) AS logins,
                (array_agg(c.valid_from ORDER BY c.recorded_at) FILTER (WHERE c.valid_from > $5))[1]
                    AS valid_from,
                (array_agg(c.unchanged_until ORDER BY c.recorded_at) FILTER (WHERE c.valid_from > $5))[1]
                    AS unchanged_until
            FROM character_state c WHERE \(of("c")) AND c.recorded_at >= $4
        ) n ON true
        LEFT JOIN LATERAL (
            SELECT count(DISTINCT (e.encounter_id, e.difficulty)) AS kills FROM encounter_kills e
            WHERE \(of("e")) AND e.source = 45 AND e.recorded_at >= $4 AND e.last_kill_at BETWEEN $4 AND $5
        ) k ON true
        LEFT JOIN LATERAL (
            SELECT rating, valid_from FROM keystone_rating g
            WHERE \(of("g")) AND g.valid_from <= $5 ORDER BY g.recorded_at DESC LIMIT 1
        ) after ON true
        """

    /// The runs that ended in the week as members' documents tell them, with everybody who took part: `$1` bucket,
    /// `$2` realm ids, `$3` character ids, `$4` and `$5` the week.
    static let runs = """
        SELECT m.realm_id, m.character_id, k.completed_at, k.dungeon_id, k.level, p.member_realm_id, p.member_id
        FROM unnest($2::integer[], $3::bigint[]) AS m (realm_id, character_id)
        JOIN keystone_run k ON \(of("k")) AND k.source IN (47, 48) AND k.completed_at BETWEEN $4 AND $5
        LEFT JOIN keystone_run_member p ON \(of("p")) AND p.source = k.source
            AND p.completed_at = k.completed_at AND p.dungeon_id = k.dungeon_id
        """

    private static func of(_ alias: String) -> String {
        "\(alias).bucket = $1 AND \(alias).realm_id = m.realm_id AND \(alias).character_id = m.character_id"
    }

    /// Whether a document was read while the state of the week's end was the newest: after it was seen, and before
    /// the character logged out again.
    private static func wasRead(kind: Int, _ confirmedAt: String) -> String {
        """
        (CASE WHEN n.valid_from IS NULL THEN coalesce(\(confirmedAt) >= s.recorded_at, false)
        ELSE EXISTS (
            SELECT FROM attempt a WHERE a.bucket = $1 AND a.realm_id = m.realm_id
                AND a.subject = m.character_id AND a.kind = \(kind) AND a.part = 0
                AND a.observed_at >= s.recorded_at AND a.observed_at <= n.valid_from
                AND a.outcome IN ('received', 'unchanged')) END)
        """
    }
}
