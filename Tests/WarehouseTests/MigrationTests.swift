import Crawl
import FoundationEssentials
import Guilds
import Postgres
import Synchronization
import SystemPackage
import TestDatabase
import Testing

@testable import Warehouse

/// Something that one task tells others, once.
private final class Signal: Sendable {
    private let given = Mutex(false)

    var isGiven: Bool { given.withLock { given in given } }

    func give() { given.withLock { given in given = true } }
}

/// Each migration on a database that the versions before it have filled.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct MigrationTests {
    /// The first version that was in use; what came before made empty tables.
    private static let base = 6

    /// Rows in the tables of the first version that grow.
    private static let fill = """
        SELECT ensure_partition('membership', 12, timestamptz '2026-03-02 00:00Z'),
            ensure_partition('character_state', 12, timestamptz '2026-03-02 00:00Z'),
            ensure_partition('attempt', 3, timestamptz '2026-03-02 00:00Z');
        INSERT INTO crawl_bucket SELECT 768 + r FROM generate_series(0, 3) r;
        INSERT INTO target (bucket, realm_id, subject, kind, part, realm_slug, name, next_due_at, lease_gen,
            completed_gen, last_outcome, first_seen_at, confirmed_at, span_since)
        SELECT 768 + r, 64 + r, n, 40, 0, 'vale-of-tests', 'hero', '2026-03-03', 1, 1, 'received', '2026-03-02',
            '2026-03-02', '2026-03-02'
        FROM generate_series(0, 3) r, generate_series(1, 5000) n;
        INSERT INTO attempt SELECT bucket, realm_id, subject, kind, part, 1, '2026-03-02', 'received', 'changed', 200,
            9000, 1 FROM target;
        INSERT INTO character SELECT bucket, realm_id, subject, '2026-03-02' FROM target;
        INSERT INTO membership_now
        SELECT bucket, realm_id, 7, realm_id, subject, 5, '2026-03-02', '2026-03-02', NULL, 1 FROM target;
        INSERT INTO membership SELECT * FROM membership_now;
        INSERT INTO character_state_now
        SELECT bucket, realm_id, subject, 'Hero', 'vale-of-tests', 90, 8, 4, 'ALLIANCE', 64, realm_id, 7, 1234, 600,
            598, '2026-03-01', '2026-03-02', '2026-03-02', NULL, 1 FROM target;
        INSERT INTO character_state SELECT * FROM character_state_now;
        """

    private static let tables = [
        "target", "attempt", "character", "membership", "membership_now", "character_state_now",
    ]

    /// Where each table and index lies, and how many rows whole scans of tables have read: a rewrite or a
    /// scan would hold its lock for as long as the table is large.
    private func work(_ connection: Connection) async throws -> [String: [Int64]] {
        try await connection.executeScript(
            "SELECT pg_stat_force_next_flush(); SELECT pg_stat_clear_snapshot()")
        let rows = try await connection.query(
            """
            SELECT c.relname::text, pg_relation_filenode(c.oid)::bigint, coalesce(s.seq_tup_read, 0)
            FROM pg_class c LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.reltuples > 0
            """)
        return try rows.reduce(into: [:]) { work, row in
            work[try row.text(0)] = [try row.value(1), try row.value(2)]
        }
    }

    /// Reads all tables again and again until told to stop; how often.
    private func read(_ pool: Pool, until isDone: @Sendable () -> Bool) async throws -> Int {
        var rounds = 0
        repeat {
            try await pool.withConnection { connection in
                // Readers' own scans are not to be counted.
                try await connection.executeScript("SET enable_seqscan = off")
                for table in Self.tables {
                    let rows = try await connection.query(
                        "SELECT 1 FROM \(table) WHERE bucket = 768 LIMIT 50")
                    #expect(rows.count == 50, "\(table)")
                }
            }
            rounds += 1
        } while !isDone() && !Task.isCancelled
        return rounds
    }

    @Test func `migrations neither rewrite nor scan what the versions before have filled, while others read`()
        async throws
    {
        let migrations = try Migration.list(folder: migrationsFolder)
        try await withTestDatabase { database in
            let pool = Pool(settings: database.settings, size: 4)
            // One connection, which knows at once what it has read.
            let migrating = Pool(settings: database.settings, size: 1)
            let folder = FilePath(FileManager.default.temporaryDirectory.path).appending(database.name)
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder.string) }  // Only tidiness.
            func add(_ migration: Migration) throws {
                try Data(migration.sql.utf8).write(
                    to: URL(filePath: folder.appending("\(migration.title).sql").string))
            }
            for migration in migrations.prefix(Self.base) { try add(migration) }
            _ = try await Migrator(folder: folder).migrate(pool)
            try await pool.withConnection { connection in
                try await connection.executeScript(Self.fill)
                try await connection.executeScript("VACUUM ANALYZE")
            }
            for migration in migrations.dropFirst(Self.base) {
                try add(migration)
                #expect(try await Migrator(folder: folder).pending(pool) == [migration.title])
                let before = try await migrating.withConnection { connection in try await work(connection) }
                try await withThrowingTaskGroup(of: Int.self) { group in
                    let isDone = Signal()
                    group.addTask { try await read(pool) { isDone.isGiven } }
                    #expect(try await Migrator(folder: folder).migrate(migrating) == [migration.title])
                    isDone.give()
                    let rounds = try await group.next() ?? 0
                    #expect(rounds > 0)
                }
                let after = try await migrating.withConnection { connection in try await work(connection) }
                for (table, was) in before where Self.tables.contains(table) || table.contains("_2026_") {
                    #expect(after[table] == was, "\(migration.title): \(table)")
                }
            }
            await migrating.close()
            await pool.close()
        }
    }

    @Test func `a migration that has to wait for a reader lets the others read meanwhile`() async throws {
        try await withTestDatabase { database in
            let pool = Pool(settings: database.settings, size: 4)
            let folder = FilePath(FileManager.default.temporaryDirectory.path).appending(database.name)
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder.string) }  // Only tidiness.
            func add(_ name: String, _ sql: String) throws {
                try Data(sql.utf8).write(to: URL(filePath: folder.appending(name).string))
            }
            try add("0001_one.sql", "CREATE TABLE one (id integer)")
            _ = try await Migrator(folder: folder).migrate(pool)
            try add("0002_two.sql", "ALTER TABLE one ADD COLUMN name text")
            try await withThrowingTaskGroup(of: [String].self) { group in
                try await pool.withConnection { reader in
                    try await reader.transaction { reader in
                        _ = try await reader.query("SELECT count(*) FROM one")
                        group.addTask { try await Migrator(folder: folder).migrate(pool) }
                        // Until it waits for the reader, and then until another reader has got through.
                        try await eventually {
                            try await pool.withConnection { connection in
                                try await connection.query(
                                    "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
                                ).one().int(0) > 0
                            }
                        }
                        try await pool.withConnection { connection in
                            _ = try await connection.query("SELECT count(*) FROM one")
                        }
                    }
                }
                let applied = try await group.next()
                #expect(applied == ["0002_two"])
            }
            await pool.close()
        }
    }
}
