import FoundationEssentials
import Guilds
import Postgres
import SystemPackage
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct MigratorTests {
    /// Runs with an empty database and a folder of migrations that the body may change.
    private func withFolder(_ body: (Pool, FilePath) async throws -> Void) async throws {
        try await withTestDatabase { database in
            let folder = FilePath(FileManager.default.temporaryDirectory.path).appending(database.name)
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            try write("CREATE TABLE one (id integer)", to: folder.appending("0001_one.sql"))
            try write("CREATE TABLE two (id integer)", to: folder.appending("0002_two.sql"))
            let pool = Pool(settings: database.settings, size: 4)
            defer { try? FileManager.default.removeItem(atPath: folder.string) }  // Only tidiness.
            do { try await body(pool, folder) } catch {
                await pool.close()
                throw error
            }
            await pool.close()
        }
    }

    private func write(_ sql: String, to file: FilePath) throws {
        try Data(sql.utf8).write(to: URL(filePath: file.string))
    }

    @Test func `pending migrations are listed, applied once, and then there are none`() async throws {
        try await withFolder { pool, folder in
            let migrator = Migrator(folder: folder)
            #expect(try await migrator.pending(pool) == ["0001_one", "0002_two"])
            await #expect(throws: WarehouseError.self) { try await migrator.check(pool) }
            #expect(try await migrator.migrate(pool) == ["0001_one", "0002_two"])
            #expect(try await migrator.migrate(pool).isEmpty)
            try await migrator.check(pool)
        }
    }

    @Test func `two migrators at once apply everything once`() async throws {
        try await withFolder { pool, folder in
            let applied = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await Migrator(folder: folder).migrate(pool).count } }
                return try await group.reduce(0, +)
            }
            #expect(applied == 2)
        }
    }

    @Test func `an edited file is refused`() async throws {
        try await withFolder { pool, folder in
            _ = try await Migrator(folder: folder).migrate(pool)
            try write("CREATE TABLE uno (id integer)", to: folder.appending("0001_one.sql"))
            let error = await #expect(throws: WarehouseError.self) {
                try await Migrator(folder: folder).migrate(pool)
            }
            #expect(error?.code == .editedMigration)
        }
    }

    @Test func `a newer database is refused`() async throws {
        try await withFolder { pool, folder in
            _ = try await Migrator(folder: folder).migrate(pool)
            try FileManager.default.removeItem(atPath: folder.appending("0002_two.sql").string)
            let error = await #expect(throws: WarehouseError.self) {
                try await Migrator(folder: folder).migrate(pool)
            }
            #expect(error?.code == .tooNew)
        }
    }

    @Test func `a migration that fails leaves nothing of itself`() async throws {
        try await withFolder { pool, folder in
            try write("CREATE TABLE three (id integer); SELECT 1/0", to: folder.appending("0003_three.sql"))
            await #expect(throws: WarehouseError.self) { try await Migrator(folder: folder).migrate(pool) }
            #expect(try await Migrator(folder: folder).pending(pool) == ["0003_three"])
            let tables = try await pool.withConnection { connection in
                try await connection.query(
                    "SELECT to_regclass('two') IS NOT NULL, to_regclass('three') IS NULL"
                )
                .map { row in [try row.bool(0), try row.bool(1)] }
            }
            #expect(tables == [[true, true]])
        }
    }

    @Test(arguments: ["0004_gap.sql", "third.sql", "0002_double.sql"])
    func `a folder with wrong numbers is refused`(file: String) async throws {
        try await withFolder { pool, folder in
            try write("SELECT 1", to: folder.appending(file))
            let error = await #expect(throws: WarehouseError.self) {
                try await Migrator(folder: folder).migrate(pool)
            }
            #expect(error?.code == .badMigrations)
        }
    }

    @Test func `a read-only database can be looked at but not migrated`() async throws {
        try await withTestDatabase { database in
            var settings = database.settings
            settings.readOnly = true
            let pool = Pool(settings: settings, size: 1)
            let migrator = Migrator(folder: migrationsFolder)
            let pending = try await migrator.pending(pool)
            #expect(!pending.isEmpty)
            let error = await #expect(throws: WarehouseError.self) { try await migrator.migrate(pool) }
            #expect(error?.underlying?.code == .readOnly)
            await pool.close()
        }
    }

    @Test func `a database that is down is a clear, transient error`() async throws {
        let settings = try ConnectionSettings(
            url: "postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=2")
        let pool = Pool(settings: settings, size: 1)
        let error = await #expect(throws: WarehouseError.self) {
            try await Migrator(folder: migrationsFolder).migrate(pool)
        }
        #expect(error?.underlying?.code == .connectionFailed)
        #expect(error?.isTransient == true)
    }

    @Test func `a database that was not migrated says so`() async throws {
        try await withTestDatabase { database in
            let pool = Pool(settings: database.settings, size: 1)
            let error = await #expect(throws: WarehouseError.self) {
                try await Warehouse(pool: pool).watchedGuilds()
            }
            #expect(error?.code == .notMigrated)
            await pool.close()
        }
    }
}
