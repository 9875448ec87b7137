/// SQL of the reports on how the database and the crawl fare; they only read.
///
/// Reports on targets go bucket by bucket: `$1` is the array of buckets.
enum HealthQueries {
    static let database = """
        SELECT clock_timestamp(), current_setting('server_version_num')::integer,
            current_setting('transaction_read_only') = 'on', current_setting('max_connections')::integer,
            count(*) FILTER (WHERE backend_type = 'client backend'),
            extract(epoch FROM max(clock_timestamp() - xact_start)
                FILTER (WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()))::double precision,
            coalesce(max(age(backend_xmin)) FILTER (WHERE pid <> pg_backend_pid()), 0)
        FROM pg_stat_activity
        """

    /// `$2` world time, `$3` database clock.
    static let backlog = """
        SELECT coalesce(sum(t.targets), 0)::bigint, coalesce(sum(t.due), 0)::bigint,
            coalesce(sum(t.held), 0)::bigint, min(t.since)
        FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT count(*) AS targets, count(*) FILTER (WHERE next_due_at <= $2) AS due,
                count(*) FILTER (WHERE lease_until >= $3) AS held,
                min(next_due_at) FILTER (WHERE next_due_at <= $2) AS since
            FROM target WHERE bucket = b.bucket AND next_due_at < '9999-01-01'
        ) t
        """

    /// `$2` the world time before which what is due is late.
    static let late = """
        SELECT t.kind, count(*), min(t.next_due_at)
        FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT kind, next_due_at FROM target WHERE bucket = b.bucket AND next_due_at <= $2
        ) t GROUP BY 1 ORDER BY 1
        """

    static let failing = """
        SELECT t.kind, t.last_outcome, count(*), min(t.failing_since), max(t.consecutive_failures)
        FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT kind, last_outcome, failing_since, consecutive_failures FROM target
            WHERE bucket = b.bucket AND failing_since IS NOT NULL
        ) t GROUP BY 1, 2 ORDER BY 1, 2
        """

    /// `$2` world time, `$3` days after which they are counted together.
    static let revalidation = """
        SELECT least($3::integer, greatest(0, floor(extract(epoch FROM $2::timestamptz - c.seen) / 86400)))::integer,
            count(*), min(c.seen)
        FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT max(confirmed_at) AS seen FROM target
            WHERE bucket = b.bucket AND kind IN (40, 41) AND confirmed_at IS NOT NULL
            GROUP BY realm_id, subject
        ) c GROUP BY 1
        """

    /// The watched guilds whose identity is known.
    static let guilds = """
        SELECT region, realm_slug, name_slug, realm_id, guild_id FROM watched_guild
        WHERE is_watched AND guild_id IS NOT NULL ORDER BY 1, 2, 3
        """

    /// `$1` bucket, `$2` realm id, `$3` guild id.
    static let freshness = """
        WITH seen AS (
            SELECT (
                SELECT max(confirmed_at) FROM target
                WHERE bucket = (($1::integer & -256) | (m.member_realm_id & 63))::smallint
                    AND realm_id = m.member_realm_id AND subject = m.member_id AND kind IN (40, 41)
            ) AS at
            FROM membership_now m
            WHERE m.bucket = $1 AND m.realm_id = $2 AND m.guild_id = $3 AND m.rank IS NOT NULL
        )
        SELECT count(at), min(at), percentile_disc(0.5) WITHIN GROUP (ORDER BY at),
            (SELECT max(confirmed_at) FROM target
                WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind = 21)
        FROM seen
        """

    /// What is granted and not drained yet of the hour's bucket, and the pace that 429s have left.
    static let budgets = """
        SELECT client, per_hour, per_second, hour_burst,
            greatest(0, hour_used - hour_rate * pace * extract(epoch FROM clock_timestamp()
                - greatest(drained_at, clock_timestamp() - interval '1 day')))::double precision,
            pace, granted, blocked_until > clock_timestamp()
        FROM budget ORDER BY 1
        """
}
