/// SQL of the tables `identity_link`, `identity_decision` and `person_member`.
///
/// `$1` is always the bucket, `$2` realm ids and `$3` character ids of that bucket where several are asked
/// for.
enum LinkQueries {
    private static let wanted = "unnest($2::integer[], $3::bigint[]) AS w (realm_id, character_id)"
    private static let isWanted = """
        t.bucket = $1 AND t.realm_id = w.realm_id AND t.character_id = w.character_id
        """

    /// Everything that changes links, decisions or persons does so one after the other.
    static let lock = "SELECT pg_advisory_xact_lock($1)"

    /// Any number that nobody else uses.
    static let lockKey: Int64 = 0x6964_656e_7469_7479

    private static let columns = """
        t.realm_id, t.character_id, t.link_id, t.recorded_at, t.kind, t.other_realm_id, t.other_id, t.is_from,
        t.confidence, t.happened_after, t.happened_before, t.names, t.evidence::text, t.is_manual, d.action,
        d.decided_at
        """

    private static let newestDecision = """
        LEFT JOIN LATERAL (
            SELECT action, decided_at FROM identity_decision d
            WHERE d.bucket = t.bucket AND d.realm_id = t.realm_id AND d.character_id = t.character_id
                AND d.link_id = t.link_id
            ORDER BY decided_at DESC LIMIT 1
        ) d ON true
        """

    /// The links that are held of the wanted, with the newest decision about each.
    static let open = """
        SELECT \(columns) FROM \(wanted) JOIN identity_link t ON \(isWanted) \(newestDecision)
        WHERE t.superseded_at IS NULL ORDER BY t.link_id, t.realm_id, t.character_id
        """

    /// A link by what it is called: `$1` first and `$2` last bucket, `$3` link.
    static let named = """
        SELECT t.bucket, \(columns) FROM identity_link t \(newestDecision)
        WHERE t.bucket BETWEEN $1 AND $2 AND t.link_id = $3
        ORDER BY t.superseded_at IS NOT NULL, t.recorded_at DESC, NOT t.is_from LIMIT 1
        """

    /// Ends what is held of one end of a link: `$2` realm id, `$3` character id, `$4` link, `$5` world time.
    static let supersede = """
        UPDATE identity_link SET superseded_at = $5
        WHERE bucket = $1 AND realm_id = $2 AND character_id = $3 AND link_id = $4 AND superseded_at IS NULL
        """

    /// One end of a link: `$2` realm id, `$3` character id, `$4` link, `$5` world time, `$6` kind, `$7` …
    /// `$8` the other, `$9` whether this is the earlier, `$10` confidence, `$11` after, `$12` before, `$13`
    /// names, `$14` evidence, `$15` whether a person made it. What was recorded at the same moment is
    /// replaced.
    static let hold = """
        INSERT INTO identity_link (bucket, realm_id, character_id, link_id, recorded_at, kind, other_realm_id,
            other_id, is_from, confidence, happened_after, happened_before, names, evidence, is_manual)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15)
        ON CONFLICT (bucket, realm_id, character_id, link_id, recorded_at) DO UPDATE SET
            superseded_at = NULL, confidence = excluded.confidence, happened_after = excluded.happened_after,
            happened_before = excluded.happened_before, evidence = excluded.evidence,
            is_manual = excluded.is_manual
        """

    /// A decision at one end: `$2` realm id, `$3` character id, `$4` link, `$5` when, `$6` action, `$7` by
    /// whom, `$8` why, `$9` … `$10` the other.
    static let decide = """
        INSERT INTO identity_decision (bucket, realm_id, character_id, link_id, decided_at, action,
            decided_by, reason, other_realm_id, other_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """

    static let clock = "SELECT clock_timestamp()"

    /// Every decision about the wanted, the oldest first.
    static let decisions = """
        SELECT t.realm_id, t.character_id, t.link_id, t.decided_at, t.action, t.decided_by, t.reason,
            t.other_realm_id, t.other_id
        FROM \(wanted) JOIN identity_decision t ON \(isWanted)
        ORDER BY t.decided_at, t.link_id, t.realm_id, t.character_id
        """

    /// The character that a decision to set apart is about: `$1` first and `$2` last bucket, `$3` its id.
    static let splitNamed = """
        SELECT bucket, realm_id, character_id FROM identity_decision
        WHERE bucket BETWEEN $1 AND $2 AND link_id = $3 AND action = 'split' LIMIT 1
        """

    static let firstSeen = """
        SELECT t.realm_id, t.character_id, t.first_seen_at FROM \(wanted) JOIN character t ON \(isWanted)
        """

    static let openMembers = """
        SELECT t.realm_id, t.character_id, t.person, t.links, t.since
        FROM \(wanted) JOIN person_member t ON \(isWanted) WHERE t.until IS NULL
        """

    /// `$2` realm id, `$3` character id, `$4` world time.
    static let endMember = """
        UPDATE person_member SET until = $4
        WHERE bucket = $1 AND realm_id = $2 AND character_id = $3 AND until IS NULL
        """

    /// `$2` realm id, `$3` character id, `$4` since, `$5` person, `$6` links.
    static let addMember = """
        INSERT INTO person_member (bucket, realm_id, character_id, since, person, links)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (bucket, realm_id, character_id, since)
        DO UPDATE SET until = NULL, person = excluded.person, links = excluded.links
        """

    /// The profile at a name: `$2` realm id, `$3` spellings of the name. Who answers goes before who does
    /// not.
    static let characterNamed = """
        SELECT subject FROM target
        WHERE bucket = $1 AND realm_id = $2 AND kind = 40 AND part = 0 AND name = ANY ($3::text[])
        ORDER BY failing_since IS NOT NULL, confirmed_at DESC NULLS LAST, subject DESC LIMIT 1
        """

    /// The newest names of the wanted.
    static let names = """
        SELECT t.realm_id, t.subject, t.name, t.realm_slug
        FROM \(wanted) JOIN target t ON t.bucket = $1 AND t.realm_id = w.realm_id
            AND t.subject = w.character_id AND t.kind = 40 AND t.part = 0
        """

    /// What is kept about one character, at its own key: `$2` realm id, `$3` character id.
    static let erase = [
        "identity_seen", "identity_anchor", "identity_link", "identity_decision", "person_member",
    ]
    .map { table in "DELETE FROM \(table) WHERE bucket = $1 AND realm_id = $2 AND character_id = $3" }

    /// The other ends of its links and decisions: `$2` realm id, `$3` character id.
    static let neighbours = """
        SELECT other_realm_id, other_id FROM identity_link
        WHERE bucket = $1 AND realm_id = $2 AND character_id = $3
        UNION
        SELECT other_realm_id, other_id FROM identity_decision
        WHERE bucket = $1 AND realm_id = $2 AND character_id = $3
        """

    /// The rows of another that name it: `$2` realm id and `$3` character id of the other, `$4` … `$5` its
    /// own.
    static let eraseOther = ["identity_link", "identity_decision"].map { table in
        """
        DELETE FROM \(table) WHERE bucket = $1 AND realm_id = $2 AND character_id = $3
            AND other_realm_id = $4 AND other_id = $5
        """
    }

    /// Everybody who was in a guild's roster: `$2` realm id, `$3` guild id.
    static let everMembers = """
        SELECT DISTINCT member_realm_id, member_id FROM membership_now
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3
        """

    /// Lines of text for the comparison of two databases, without the moments at which things were found.
    static let dump = [
        "identity_link": """
        SELECT row(t.bucket, t.realm_id, t.character_id, t.link_id, kind, other_realm_id, other_id, is_from,
            confidence, happened_after, happened_before, names)::text
        FROM identity_link t WHERE superseded_at IS NULL
        """,
        "person_member": """
        SELECT row(t.bucket, t.realm_id, t.character_id, person)::text FROM person_member t
        WHERE until IS NULL
        """,
    ]
}
