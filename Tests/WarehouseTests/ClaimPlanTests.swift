import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// What claims cost, counted in pages of the database, not in time.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ClaimPlanTests {
    /// Targets in each of four buckets, due one a second from the start on.
    private static let perBucket = 20_000

    private func fill(_ pool: Pool) async throws {
        try await pool.withConnection { connection in
            try await connection.executeScript(
                """
                INSERT INTO crawl_bucket SELECT 256 + r FROM generate_series(1, 4) r;
                INSERT INTO target (bucket, realm_id, subject, kind, part, realm_slug, name, next_due_at)
                SELECT 256 + r, r, n, CASE WHEN n % 500 = 0 THEN 41 ELSE 40 END, 0, 'vale-of-tests', 'hero',
                    timestamptz '2026-03-02 00:00Z' + n * interval '1 second'
                FROM generate_series(1, 4) r, generate_series(1, \(Self.perBucket)) n;
                """)
            try await connection.executeScript("VACUUM ANALYZE target")
        }
    }

    private let late = Microseconds(.start + .days(1))

    /// The plan of a claim of 100 targets of a bucket that are due at `from` or later, as it was run.
    private func plan(
        _ connection: Connection, bucket: Int16 = 257, from: Microseconds,
        lane: DueHeads.Lane = .everything
    ) async throws -> String {
        let results = try await connection.pipeline { pipeline in
            pipeline.add(ClaimQueries.prepare)
            pipeline.add(
                "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) \(ClaimQueries.claim(lane))",
                [
                    .int16(bucket), .timestamp(from), .timestamp(late), .int32(100), .timestamp(late),
                    .timestamp(late),
                ])
        }
        return try #require(results.last).get().map { row in try row.text(0) }.joined(separator: "\n")
    }

    /// Pages that the picking of targets read, the first of them that finds its rows.
    private func pages(_ plan: String) throws -> Int {
        let scan = try #require(plan.split(separator: "Index Scan using target_due").dropFirst().first)
        let buffers = try #require(scan.split(separator: "Buffers: shared ").dropFirst().first)
        return buffers.prefix { letter in letter != "\n" }.split(separator: " ").reduce(0) { sum, part in
            let counts = part.hasPrefix("hit=") || part.hasPrefix("read=")
            return sum + (counts ? Int(part.drop { letter in letter != "=" }.dropFirst()) ?? 0 : 0)
        }
    }

    @Test func `a claim reads the due index of its buckets, and finds what it locked by its place`()
        async throws
    {
        try await withWarehouse { _, pool in
            try await fill(pool)
            try await pool.withConnection { connection in
                for (lane, index) in [
                    (DueHeads.Lane.everything, "target_due"), (.promises, "target_promised"),
                ] {
                    let plan = try await plan(connection, from: Microseconds(.start), lane: lane)
                    let lines = plan.split(separator: "\n")
                    let scan = try #require(
                        lines.firstIndex { line in line.contains("Index Scan using \(index) ") }, "\(plan)")
                    #expect(lines[scan + 1].contains("Index Cond: ((bucket = "), "\(plan)")
                    #expect(lines[scan + 1].contains("next_due_at >= "), "\(plan)")
                    #expect(lines[scan + 1].contains("next_due_at <= "), "\(plan)")
                    #expect(plan.contains("Tid Scan on target"), "\(plan)")
                    #expect(!plan.contains("Seq Scan"), "\(plan)")
                    #expect(!plan.contains("Sort"), "\(plan)")
                }
            }
        }
    }

    @Test func `a claim writes no index entry`() async throws {
        try await withWarehouse { warehouse, pool in
            try await fill(pool)
            let leases = try await warehouse.claim(
                .all, limit: 100, now: .start + .days(1), lease: .seconds(60))
            #expect(leases.count == 100)
            let hot = try await pool.withConnection { connection in
                try await connection.executeScript("SELECT pg_stat_force_next_flush()")
                return try await connection.query(
                    """
                    SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'target'
                    """
                ).one()
            }
            #expect(try hot.int(0) == 100)
            // The rows lie side by side in pages that have room for a part of them.
            #expect(try hot.int(1) >= 10)
        }
    }

    @Test func `a snapshot held for long makes claims read no more, however many targets moved`() async throws
    {
        try await withWarehouse { warehouse, pool in
            try await fill(pool)
            try await pool.withConnection { old in
                try await old.transaction(isolation: .repeatableRead) { old in
                    _ = try await old.query("SELECT count(*) FROM target")
                    try await work(warehouse, pool, visits: 16_000)
                    // The bucket that gave most.
                    let head = try #require(
                        warehouse.dueRecord.with { heads in
                            heads.plan(limit: 100_000, now: late, spent: [])
                                .filter { step in step.place.lane == .everything }
                                .max { left, right in left.from < right.from }
                        })
                    let bucket = head.place.bucket
                    #expect(head.from > Microseconds(.start + .seconds(2000)))
                    try await pool.withConnection { connection in
                        let marked = try pages(
                            try await plan(connection, bucket: bucket, from: head.from))
                        let naive = try pages(
                            try await plan(connection, bucket: bucket, from: .negativeInfinity))
                        #expect(marked < 400)
                        #expect(naive > 2000)
                    }
                }
            }
        }
    }

    /// Claims and moves so many targets to the next day, in batches.
    private func work(_ warehouse: Warehouse, _ pool: Pool, visits: Int) async throws {
        var done = 0
        while done < visits {
            let leases = try await warehouse.claim(
                .all, limit: 800, now: .start + .days(1), lease: .seconds(60))
            try #require(!leases.isEmpty)
            _ = try await warehouse.complete(
                leases.map { lease in lease.completion(.unchanged, due: .start + .days(3)) })
            done += leases.count
        }
    }
}
