/// SQL of the table `quarantine`.
///
/// Statements on one document have its key as `$1` to `$5`; those on many go bucket by bucket, `$1` being the
/// array of buckets.
enum QuarantineQueries {
    /// `$6` generation, `$7` world time of the fetch, `$8` SQLSTATE, `$9` reason, `$10` completion, `$11` and
    /// `$12` realm and character ids of those whom it names, `$13` how many of a bucket are kept with all
    /// that they told.
    static let add = """
        INSERT INTO quarantine (\(TargetQueries.key), generation, observed_at, sql_state, reason, completion,
            named_realm_ids, named_ids)
        SELECT $1::smallint, $2::integer, $3::bigint, $4::smallint, $5::integer, $6::bigint, $7::timestamptz,
            $8::text, $9::text,
            CASE WHEN (SELECT count(*) FROM quarantine WHERE bucket = $1) < $13::bigint THEN $10::text END,
            $11::integer[], $12::bigint[]
        ON CONFLICT (\(TargetQueries.key), generation) DO NOTHING
        """

    /// How often in a row the target brought nothing.
    static let failures = "SELECT consecutive_failures FROM target WHERE \(isDocument)"

    /// Documents with what was refused of them, the longest held first: `$2` kinds (null for all), `$3`
    /// limit.
    static let ofAll = """
        SELECT \(summary) FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT q.*, t.realm_slug, t.name FROM quarantine q
            LEFT JOIN target t ON \(TargetQueries.match("t", "q")) WHERE q.bucket = b.bucket
        ) q WHERE \(ofKind("$2")) \(grouped) LIMIT $3
        """

    /// The same of one guild: `$1` to `$4` as in `TargetQueries.claimGuild`, `$5` kinds, `$6` limit.
    static let ofGuild = """
        WITH \(TargetQueries.guildTargets), held AS (
            SELECT q.*, s.realm_slug, s.name FROM scope s JOIN quarantine q ON \(TargetQueries.match("q", "s"))
        )
        SELECT \(summary) FROM held q WHERE \(ofKind("$5")) \(grouped) LIMIT $6
        """

    /// What was refused of a document, in the order in which it was fetched.
    static let ofDocument = """
        SELECT generation, observed_at, completion FROM quarantine WHERE \(isDocument) ORDER BY generation
        """

    /// Leases the target to a replay unless a worker holds it or something newer is known: `$6` database
    /// clock, `$7` end of the lease, `$8` world time of the refused fetch.
    static let lease = """
        UPDATE target SET lease_gen = lease_gen + 1, lease_until = $7
        WHERE \(isDocument) AND lease_until < $6 AND (confirmed_at IS NULL OR confirmed_at < $8)
        RETURNING lease_gen, next_due_at
        """

    /// Whether somebody holds the target; no row when it is gone. `$6` database clock.
    static let isHeld = "SELECT lease_until >= $6 FROM target WHERE \(isDocument)"

    /// `$6` generation, `$7` SQLSTATE, `$8` reason.
    static let refuseAgain = """
        UPDATE quarantine SET tries = tries + 1, sql_state = $7, reason = $8
        WHERE \(isDocument) AND generation = $6
        """

    /// `$6` generation.
    static let drop = "DELETE FROM quarantine WHERE \(isDocument) AND generation = $6"

    static let dropDocument = "DELETE FROM quarantine WHERE \(isDocument)"

    /// `$2` the earliest world time of what may be kept.
    static let dropOld = "DELETE FROM quarantine WHERE bucket = ANY ($1::smallint[]) AND observed_at < $2"

    /// Everything about a character or naming it; the buckets are those of its region. `$2` realm id, `$3`
    /// character id.
    static let forget = """
        DELETE FROM quarantine WHERE bucket = ANY ($1::smallint[])
            AND (realm_id = $2 AND subject = $3 AND kind >= 40
                OR named_ids @> ARRAY[$3::bigint] AND EXISTS (
                    SELECT FROM unnest(named_realm_ids, named_ids) AS n (realm_id, character_id)
                    WHERE n.realm_id = $2 AND n.character_id = $3))
        """

    /// How many documents and observations are held, and since when.
    static let health = """
        SELECT count(DISTINCT (\(TargetQueries.qualified("q")))), count(*), min(q.observed_at)
        FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT * FROM quarantine WHERE bucket = b.bucket
        ) q
        """

    private static let isDocument =
        "bucket = $1 AND realm_id = $2 AND subject = $3 AND kind = $4 AND part = $5"

    private static let summary = """
        \(TargetQueries.qualified("q")), q.realm_slug, q.name, count(*), sum(q.tries)::bigint, min(q.observed_at),
            max(q.observed_at), (array_agg(q.sql_state ORDER BY q.generation DESC))[1],
            (array_agg(q.reason ORDER BY q.generation DESC))[1], bool_and(q.completion IS NOT NULL)
        """

    private static let grouped = """
        GROUP BY \(TargetQueries.qualified("q")), q.realm_slug, q.name
        ORDER BY min(q.observed_at), \(TargetQueries.qualified("q"))
        """

    private static func ofKind(_ kinds: String) -> String {
        "(\(kinds)::smallint[] IS NULL OR q.kind = ANY (\(kinds)))"
    }
}
