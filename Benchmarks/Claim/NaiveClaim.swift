import Crawl
import Guilds
import Postgres

/// The peer: one statement that looks at the head of every bucket, from its beginning, as a queue does that keeps no
/// watermark. It is held to index scans too; left to itself the planner sorts whole buckets.
struct NaiveClaim {
    let pool: Pool

    /// A claim that takes 20 seconds ends there, with nothing.
    func claim(limit: Int) async throws -> [Lease] {
        do {
            return try await leases(limit: limit)
        } catch let error as PostgresError where error.code == .timedOut {
            return []
        }
    }

    private func leases(limit: Int) async throws -> [Lease] {
        try await pool.withConnection { connection in
            let clock = try await connection.query(Self.clockAndBuckets).one()
            let now = try clock.timestamp(0)
            let buckets: [Int16] = try clock.value(1)
            return try await connection.query(
                Self.sql,
                [
                    .int16Array(buckets.map(Optional.some)),
                    .timestamp(Microseconds(Targets.now.milliseconds * 1000)), .int(limit), .timestamp(now),
                    .timestamp(Microseconds(now.rawValue + 180_000_000)),
                ]
            ).map { row in try lease(row) }
        }
    }

    private func lease(_ row: Row) throws -> Lease {
        let realm = RealmKey(region: Region(number: try row.int16(0) / 256) ?? .eu, id: try row.value(1))
        return Lease(
            document: DocumentID(
                kind: DocumentKind(rawValue: try row.value(3)) ?? .summary, realm: realm,
                subject: try row.value(2), part: try row.value(4)),
            address: .region, generation: try row.value(5), lastModified: nil, digest: nil,
            decoderVersion: nil, confirmedAt: nil, consecutiveFailures: 0)
    }

    private static let clockAndBuckets = """
        SELECT clock_timestamp(), coalesce(array_agg(bucket ORDER BY bucket), '{}'),
            set_config('plan_cache_mode', 'force_custom_plan', false),
            set_config('enable_seqscan', 'off', false), set_config('enable_bitmapscan', 'off', false),
            set_config('enable_hashjoin', 'off', false), set_config('enable_mergejoin', 'off', false),
            set_config('statement_timeout', '20s', false)
        FROM crawl_bucket
        """

    private static let sql = """
        WITH head AS (
            SELECT due.bucket, count(*) AS quota FROM (
                SELECT t.bucket FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
                    SELECT bucket, next_due_at FROM target
                    WHERE bucket = b.bucket AND next_due_at <= $2 AND lease_until < $4
                    ORDER BY next_due_at LIMIT $3
                ) t ORDER BY t.next_due_at LIMIT $3
            ) due GROUP BY due.bucket
        ), picked AS MATERIALIZED (
            SELECT t.* FROM head CROSS JOIN LATERAL (
                SELECT bucket, realm_id, subject, kind, part FROM target
                WHERE bucket = head.bucket AND next_due_at <= $2 AND lease_until < $4
                ORDER BY next_due_at LIMIT head.quota FOR UPDATE SKIP LOCKED
            ) t
        )
        UPDATE target t SET lease_until = $5, lease_gen = t.lease_gen + 1, woken_due_at = NULL
        FROM picked p WHERE t.bucket = p.bucket AND t.realm_id = p.realm_id AND t.subject = p.subject
            AND t.kind = p.kind AND t.part = p.part
        RETURNING t.bucket, t.realm_id, t.subject, t.kind, t.part, t.lease_gen
        """
}
