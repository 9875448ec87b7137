import Crawl
import Guilds
import Postgres

/// SQL of the table `target`: leases, due times, addresses and confirmations.
///
/// Where a time of the database's clock is compared with a column it comes in as a parameter or is read in a
/// sub-select, and every statement names the bucket.
enum TargetQueries {
    static let key = "bucket, realm_id, subject, kind, part"
    static let keyColumns = ["bucket", "realm_id", "subject", "kind", "part"]

    static func match(_ left: String, _ right: String) -> String {
        keyColumns.map { column in "\(left).\(column) = \(right).\(column)" }.joined(separator: " AND ")
    }

    /// The columns of a lease, in the order that `Lease.init(row:)` reads.
    static let leased = """
        t.bucket, t.realm_id, t.subject, t.kind, t.part, t.realm_slug, t.name, t.lease_gen,
        t.last_modified, t.digest, t.decoder_version, t.confirmed_at, t.consecutive_failures,
        t.importance, t.change_events, t.change_days, t.changed_at, t.size, t.last_outcome, t.failing_since,
        t.settles_at
        """

    /// The database's clock and the buckets that hold targets.
    ///
    /// From here on the connection plans each statement for its parameters and for the tables as they are: a plan
    /// made while a table was tiny would be kept after it has grown.
    static let clockAndBuckets = """
        SELECT clock_timestamp(), coalesce(array_agg(bucket ORDER BY bucket), '{}'),
            set_config('plan_cache_mode', 'force_custom_plan', false)
        FROM crawl_bucket
        """

    /// `$1` bucket, `$2` realm id, `$3` guild id, `$4` the region's own bucket, `$5` world time, `$6` limit, `$7` database clock, `$8` end of the lease.
    static let claimGuild = """
        WITH \(guildTargets),
        candidate AS (
            SELECT \(key) FROM scope WHERE next_due_at <= $5 AND lease_until < $7
            ORDER BY kind <> 41, next_due_at LIMIT $6
        ), picked AS MATERIALIZED (
            SELECT \(qualified("t")) FROM target t JOIN candidate c ON \(match("t", "c"))
            WHERE t.next_due_at <= $5 AND t.lease_until < $7
            ORDER BY t.next_due_at FOR UPDATE OF t SKIP LOCKED
        )
        \(take(until: "$8", at: "$5"))
        \(returned)
        """

    /// `$1` bucket, `$2` realm id, `$3` character id, `$4` world time, `$5` limit,
    /// `$6` database clock, `$7` end of the lease.
    static let claimCharacter = """
        WITH picked AS MATERIALIZED (
            SELECT \(key) FROM target
            WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind >= 40
                AND next_due_at <= $4 AND lease_until < $6
            ORDER BY kind <> 41, next_due_at LIMIT $5 FOR UPDATE SKIP LOCKED
        )
        \(take(until: "$7", at: "$4"))
        \(returned)
        """

    /// Leases what was picked until the one parameter. A wish to be woken by the world time of the other is
    /// granted by the lease itself; a later one is kept.
    static func take(until end: String, at now: String, by match: String = match("t", "p")) -> String {
        """
        UPDATE target t SET lease_until = \(end), lease_gen = t.lease_gen + 1,
            woken_due_at = CASE WHEN t.woken_due_at > \(now) THEN t.woken_due_at END
        FROM picked p WHERE \(match)
        """
    }

    /// What a claim returns of each lease, in the order that `LeasedRow.init(row:)` reads.
    static let returned = "RETURNING \(leased), t.next_due_at"

    /// A guild's targets as `scope`: its own, its region's, and those of everyone in its current roster.
    static let guildTargets = """
        members AS (
            SELECT (($1::integer & -256) | (member_realm_id & 63))::smallint AS bucket,
                member_realm_id AS realm_id, member_id AS subject
            FROM membership_now
            WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND rank IS NOT NULL
        ), scope AS (
            SELECT * FROM target
            WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind BETWEEN 20 AND 39
            UNION ALL
            SELECT * FROM target WHERE bucket = $4 AND realm_id = 0 AND subject = 0 AND kind < 20
            UNION ALL
            SELECT t.* FROM members m CROSS JOIN LATERAL (
                SELECT * FROM target
                WHERE bucket = m.bucket AND realm_id = m.realm_id AND subject = m.subject AND kind >= 40
            ) t
        )
        """

    /// How many targets of the scope are due, how many of them are held, when the first of their leases ends, and
    /// when the first free target is due. `$1` buckets, `$2` world time, `$3` database clock.
    static let outlookAll = """
        SELECT coalesce(sum(d.due), 0)::bigint, coalesce(sum(d.held), 0)::bigint, min(d.lease_ends), min(f.next_due)
        FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT count(*) AS due, count(*) FILTER (WHERE lease_until >= $3) AS held,
                min(lease_until) FILTER (WHERE lease_until >= $3) AS lease_ends
            FROM target WHERE bucket = b.bucket AND next_due_at <= $2
        ) d CROSS JOIN LATERAL (
            SELECT (SELECT next_due_at FROM target WHERE bucket = b.bucket AND lease_until < $3
                ORDER BY next_due_at LIMIT 1) AS next_due
        ) f
        """

    /// As `outlookAll`; `$1` to `$4` as in `claimGuild`, `$5` world time, `$6` database clock.
    static let outlookGuild = """
        WITH \(guildTargets)
        SELECT count(*) FILTER (WHERE next_due_at <= $5),
            count(*) FILTER (WHERE next_due_at <= $5 AND lease_until >= $6),
            min(lease_until) FILTER (WHERE next_due_at <= $5 AND lease_until >= $6),
            min(next_due_at) FILTER (WHERE lease_until < $6)
        FROM scope
        """

    /// As `outlookAll`; `$1` bucket, `$2` realm id, `$3` character id, `$4` world time, `$5` database clock.
    static let outlookCharacter = """
        SELECT count(*) FILTER (WHERE next_due_at <= $4),
            count(*) FILTER (WHERE next_due_at <= $4 AND lease_until >= $5),
            min(lease_until) FILTER (WHERE next_due_at <= $4 AND lease_until >= $5),
            min(next_due_at) FILTER (WHERE lease_until < $5)
        FROM target
        WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind >= 40
        """

    /// Ends leases that nobody took over, and returns what is free again with its due time; the arrays `$1` to
    /// `$5` are keys, `$6` generations.
    static let release = """
        WITH given AS (
            SELECT * FROM unnest($1::smallint[], $2::integer[], $3::bigint[], $4::smallint[], $5::integer[],
                $6::bigint[]) AS g (\(key), generation)
        ), held AS MATERIALIZED (
            SELECT \(qualified("t")) FROM target t JOIN given g ON \(match("t", "g"))
            WHERE t.lease_gen = g.generation AND t.completed_gen < g.generation
            ORDER BY \(qualified("t")) FOR UPDATE OF t
        )
        UPDATE target t SET lease_until = '-infinity' FROM held h WHERE \(match("t", "h"))
        RETURNING \(qualified("t")), t.next_due_at
        """

    static func qualified(_ alias: String) -> String {
        keyColumns.map { column in "\(alias).\(column)" }.joined(separator: ", ")
    }
}
