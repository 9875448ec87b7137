import Crawl
import Guilds
import Postgres

/// SQL of the table `archive`.
enum ArchiveQueries {
    static let columns =
        TargetQueries.keyColumns
        + [
            "recorded_at", "generation", "valid_from", "unchanged_until", "digest", "decoder_version",
            "dictionary", "size", "body",
        ]

    static let table = CopyTarget("archive", columns: columns)

    /// Which of the staged observations have a body that was kept on the same day: `$1` ordinals, `$2` begin and
    /// `$3` end of the day. A row without ordinal says that the day has no partition; naming the archive here
    /// keeps it from being dropped until the load is done.
    static let known = """
        SELECT o.ordinal FROM stage_observation o
        WHERE o.ordinal = ANY ($1::integer[]) AND EXISTS (
            SELECT FROM archive a
            WHERE \(TargetQueries.match("a", "o")) AND a.recorded_at >= $2 AND a.recorded_at < $3
                AND a.digest = o.digest AND a.body IS NOT NULL)
        UNION ALL
        SELECT NULL WHERE to_regclass('archive_' || to_char($2 AT TIME ZONE 'UTC', 'YYYY_MM_DD')) IS NULL
        """

    /// `$1` a moment of the day.
    static let ensureDay = "SELECT ensure_archive_day($1)"

    /// The partitions, oldest first, with the space they take.
    static let days = """
        SELECT c.relname::text, pg_total_relation_size(c.oid)
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'archive'::regclass ORDER BY c.relname
        """

    /// Waits for a moment only: loads in flight are in nobody's way for long, and the next look comes.
    static func drop(_ day: String) -> String {
        "SET LOCAL lock_timeout = '2s'; DROP TABLE IF EXISTS \(SQL.identifier(day))"
    }

    /// Documents, by subject and kind, with bodies recorded since `$2`: `$1` bucket, `$3` kinds (null for all),
    /// `$4` realm ids and `$5` subjects (null for all).
    static let documents = """
        SELECT realm_id, subject, kind, count(*), coalesce(sum(size), 0)::bigint FROM archive a
        WHERE bucket = $1 AND recorded_at >= $2 AND ($3::smallint[] IS NULL OR kind = ANY ($3))
            AND ($4::integer[] IS NULL
                OR (realm_id, subject) IN (SELECT * FROM unnest($4::integer[], $5::bigint[])))
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """

    /// What is kept of one subject's documents of a kind since `$5`, in the order of observation: `$1` bucket,
    /// `$2` realm id, `$3` subject, `$4` kind. A body that is shared stands in another row of the same day.
    static let bodies = """
        SELECT part, recorded_at, generation, valid_from, unchanged_until, digest, dictionary, size,
            coalesce(body, (
                SELECT b.body FROM archive b
                WHERE b.bucket = $1 AND b.realm_id = $2 AND b.subject = $3 AND b.kind = $4
                    AND b.part = a.part AND b.digest = a.digest AND b.body IS NOT NULL
                    AND date_trunc('day', b.recorded_at, 'UTC') = date_trunc('day', a.recorded_at, 'UTC')
                LIMIT 1))
        FROM archive a
        WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind = $4 AND recorded_at >= $5
        ORDER BY recorded_at, part, generation
        """

    /// Bodies that tell of runs with somebody: `$1` bucket, `$2` realm ids and `$3` ids of those whose they are.
    static let forgetRuns = """
        DELETE FROM archive a USING unnest($2::integer[], $3::bigint[]) AS k (realm_id, subject)
        WHERE a.bucket = $1 AND a.realm_id = k.realm_id AND a.subject = k.subject AND a.kind IN (47, 48)
        """

    /// Bodies of a guild from the time in which it listed somebody: `$1` … `$3` guild, `$4` realm and `$5` id of
    /// the member.
    static let forgetRosters = """
        DELETE FROM archive a
        WHERE a.bucket = $1 AND a.realm_id = $2 AND a.subject = $3 AND a.kind IN (21, 23)
            AND a.recorded_at <= coalesce((
                SELECT CASE WHEN m.rank IS NULL THEN m.recorded_at END FROM membership_now m
                WHERE m.bucket = $1 AND m.realm_id = $2 AND m.guild_id = $3 AND m.member_realm_id = $4
                    AND m.member_id = $5), 'infinity')
        """
}
