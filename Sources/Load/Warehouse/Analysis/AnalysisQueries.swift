/// SQL of what the analysis stage keeps beside the snapshots.
///
/// `$1` … `$3` are always a guild: bucket, realm id, guild id.
enum AnalysisQueries {
    private static let isGuild = "bucket = $1 AND realm_id = $2 AND guild_id = $3"
    private static let snapshot = "bucket, realm_id, guild_id, as_of, digest"

    /// `$1` as-of, `$2` digest, `$3` guilds, `$4` content.
    static let putPopulation = """
        INSERT INTO population (as_of, digest, guilds, content) VALUES ($1, $2, $3, $4)
        ON CONFLICT (as_of, digest) DO NOTHING
        """

    /// `$1` as-of.
    static let population = """
        SELECT content FROM population WHERE as_of = $1 ORDER BY learnt_at DESC, digest LIMIT 1
        """

    /// How much was loaded of a guild and its members by completed fetches, and the newest confirmation.
    static let inputs = """
        SELECT coalesce(sum(n), 0)::bigint, max(confirmed_at) FROM (
            SELECT sum(completed_gen) AS n, max(confirmed_at) AS confirmed_at FROM target
            WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind BETWEEN 20 AND 39
            UNION ALL
            SELECT sum(t.completed_gen), max(t.confirmed_at) FROM membership_now m JOIN target t
                ON t.bucket = (($1::integer & -256) | (m.member_realm_id & 63))::smallint
                    AND t.realm_id = m.member_realm_id AND t.subject = m.member_id AND t.kind >= 40
            WHERE m.bucket = $1 AND m.realm_id = $2 AND m.guild_id = $3
        ) c
        """

    /// When the roster was first seen.
    static let firstSight = """
        SELECT min(recorded_at) FROM membership WHERE \(isGuild)
        """

    /// Whether a snapshot was computed from the same: `$4` as-of, `$5` inputs, `$6` methods.
    static let isComputed = """
        SELECT digest FROM analysis_ledger WHERE \(isGuild) AND as_of = $4 AND inputs = $5 AND methods = $6
        """

    /// The moments that were computed, with whatever methods: `$4` first, `$5` last.
    static let computed = """
        SELECT as_of FROM analysis_ledger WHERE \(isGuild) AND as_of BETWEEN $4 AND $5 ORDER BY as_of
        """

    /// `$4` as-of, `$5` inputs, `$6` methods, `$7` digest of the snapshot.
    static let note = """
        INSERT INTO analysis_ledger (bucket, realm_id, guild_id, as_of, inputs, methods, digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (bucket, realm_id, guild_id, as_of)
        DO UPDATE SET inputs = excluded.inputs, methods = excluded.methods, digest = excluded.digest
        """

    /// The first snapshot of each week that was made from `$4` up to before `$5`, of which not everything that is
    /// due was scored: the predictions that stand. `$6` are the starts of the weeks.
    static let standing = """
        SELECT s.as_of, s.digest, s.member_part, s.officer_part, x.scored_until
        FROM unnest($6::timestamptz[]) AS w (start) CROSS JOIN LATERAL (
            SELECT as_of, digest, member_part, officer_part FROM snapshot
            WHERE \(isGuild) AND as_of >= w.start AND as_of < w.start + interval '7 days'
                AND as_of >= $4 AND as_of < $5
            ORDER BY as_of, published_at, digest LIMIT 1
        ) s LEFT JOIN snapshot_score x ON x.bucket = $1 AND x.realm_id = $2 AND x.guild_id = $3
            AND x.as_of = s.as_of AND x.digest = s.digest
        ORDER BY s.as_of
        """

    /// `$4` as-of, `$5` digest, `$6` up to when.
    static let noteScored = """
        INSERT INTO snapshot_score (\(snapshot), scored_until) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (\(snapshot)) DO UPDATE SET scored_until = excluded.scored_until
        """

    /// `$4` as-of, `$5` digest, `$6` number, `$7` metric, `$8` whether only officers may see it, `$9` claim.
    static let addScore = """
        INSERT INTO claim_score (\(snapshot), number, metric, is_officer, claim)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (\(snapshot), number) DO NOTHING
        """

    /// What came of a guild's predictions: `$4` whether officers ask.
    static let scores = """
        SELECT as_of, number, metric, is_officer, claim FROM claim_score
        WHERE \(isGuild) AND (NOT is_officer OR $4) ORDER BY as_of, digest, number
        """
}
