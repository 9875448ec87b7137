import Crawl
import Guilds
import Postgres

/// Millions of invented targets: five documents of each character, spread over two regions' buckets.
struct Targets {
    let count: Int

    /// World time of the bench; seven of ten are due by then, promises apart.
    static let now = Timestamp(seconds: 1_772_409_600)
    private static let parts = 4

    /// Fills the empty table and analyses it; the indexes are made afterwards, which is faster.
    func make(_ pool: Pool) async throws {
        let indexes = try await pool.withConnection { connection in
            let indexes = try await connection.query(Self.definitions).map { row in
                (drop: try row.text(0), create: try row.text(1))
            }
            for index in indexes { try await connection.executeScript(index.drop) }
            return indexes.map(\.create)
        }
        try await withThrowingTaskGroup { group in
            for part in 0..<Self.parts {
                group.addTask { try await self.insert(part, pool) }
            }
            try await group.waitForAll()
        }
        try await pool.withConnection { connection in
            try await connection.executeScript("SET maintenance_work_mem = '1GB'")
            for index in indexes { try await connection.executeScript(index) }
            try await connection.executeScript(
                """
                INSERT INTO crawl_bucket SELECT DISTINCT region * 256 + r
                FROM generate_series(1, 2) region, generate_series(0, 63) r
                """)
            try await connection.executeScript("VACUUM ANALYZE target")
            try await connection.executeScript("CHECKPOINT")
        }
    }

    // The due times are in no order of the rows, as after days of crawling; promises are due from now on.
    private func insert(_ part: Int, _ pool: Pool) async throws {
        let characters = count / 5
        let range = (characters * part / Self.parts)..<(characters * (part + 1) / Self.parts)
        try await pool.withConnection { connection in
            try await connection.executeScript("SET synchronous_commit = off")
            try await connection.executeScript(
                """
                INSERT INTO target (bucket, realm_id, subject, kind, part, realm_slug, name, next_due_at,
                    confirmed_at, first_seen_at, changed_at, span_since, last_outcome)
                SELECT (1 + n / 64 % 2) * 256 + n % 64, n % 64, n, k.kind, 0, 'lantern-bay', 'wanderer' || n,
                    to_timestamp(\(Self.now.seconds)) + CASE WHEN k.kind = 41 THEN interval '30 days'
                        * (n::bigint * 48271 % 1000003) / 1000003 ELSE interval '100 days'
                        * ((n::bigint * 5 + k.kind) * 48271 % 1000003 - 700000) / 1000003 END,
                    d.day, d.day, d.day, d.day, 'received'
                FROM generate_series(\(range.lowerBound), \(range.upperBound - 1)) n,
                    (VALUES (40), (41), (42), (45), (47)) k (kind),
                    (VALUES (to_timestamp(\(Self.now.seconds)) - interval '70 days')) d (day)
                """)
        }
    }

    /// How to drop and to make each index of the table.
    private static let definitions = """
        SELECT CASE WHEN c.oid IS NULL THEN 'DROP INDEX ' || i.indexrelid::regclass
                ELSE 'ALTER TABLE target DROP CONSTRAINT ' || c.conname END,
            CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
                ELSE 'ALTER TABLE target ADD CONSTRAINT ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
                    || ' WITH (fillfactor = 70)' END
        FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
        WHERE i.indrelid = 'target'::regclass ORDER BY c.oid IS NULL
        """
}
