/// The roster timeline of a guild as one statement.
enum TimelineQueries {
    /// Who was in the roster up to a moment: `$1` … `$3` guild, `$4` world time. The member's bucket follows
    /// from its realm.
    private static let members = """
        members AS MATERIALIZED (
            SELECT DISTINCT \(IdentityQueries.bucket(of: "member_realm_id")) AS bucket,
                member_realm_id AS realm_id, member_id AS character_id
            FROM membership
            WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND recorded_at <= $4
        )
        """

    /// Rows of two sorts: standings of members with name and person (`link_id` null), and the links of
    /// members with the name of the other end. A link between two members comes twice.
    static let timeline = """
        WITH \(members)
        SELECT m.realm_id, m.character_id, n.name, n.realm_slug, p.person,
            h.rank, h.recorded_at, h.unchanged_until, NULL::bigint AS link_id,
            NULL::text AS kind, NULL::integer AS other_realm_id, NULL::bigint AS other_id,
            NULL::boolean AS is_from, NULL::double precision AS confidence, NULL::timestamptz AS after,
            NULL::timestamptz AS before, NULL::text[] AS names, NULL::boolean AS is_manual,
            NULL::text AS action, NULL::text AS other_name, NULL::text AS other_slug
        FROM members m
        JOIN membership h ON h.bucket = $1 AND h.realm_id = $2 AND h.guild_id = $3
            AND h.member_realm_id = m.realm_id AND h.member_id = m.character_id AND h.recorded_at <= $4
        LEFT JOIN roster_member_state_now n ON n.bucket = m.bucket AND n.realm_id = m.realm_id
            AND n.character_id = m.character_id AND n.guild_realm_id = $2 AND n.guild_id = $3
        LEFT JOIN person_member p ON p.bucket = m.bucket AND p.realm_id = m.realm_id
            AND p.character_id = m.character_id AND p.until IS NULL
        UNION ALL
        SELECT m.realm_id, m.character_id, NULL, NULL, NULL, NULL, l.recorded_at, NULL, l.link_id, l.kind,
            l.other_realm_id, l.other_id, l.is_from, l.confidence, l.happened_after, l.happened_before,
            l.names,
            l.is_manual, d.action, o.name, o.realm_slug
        FROM members m
        JOIN identity_link l ON l.bucket = m.bucket AND l.realm_id = m.realm_id
            AND l.character_id = m.character_id AND l.superseded_at IS NULL
        LEFT JOIN LATERAL (
            SELECT action FROM identity_decision d
            WHERE d.bucket = l.bucket AND d.realm_id = l.realm_id AND d.character_id = l.character_id
                AND d.link_id = l.link_id
            ORDER BY decided_at DESC LIMIT 1
        ) d ON true
        LEFT JOIN target o ON o.bucket = \(IdentityQueries.bucket(of: "l.other_realm_id"))
            AND o.realm_id = l.other_realm_id AND o.subject = l.other_id AND o.kind = 40 AND o.part = 0
        ORDER BY 1, 2, 9 NULLS FIRST, 7
        """
}
