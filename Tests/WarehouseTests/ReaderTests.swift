import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// With which rights reports read.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ReaderTests {
    @Test func `where we may make a role, reading is done as it`() async throws {
        try await withWarehouse { warehouse, _ in
            #expect(try await warehouse.readerAccess() == .role)
            try await warehouse.load(roster([member(hero(1))]), as: DocumentID(.roster, of: guild))
            let user: String = try await warehouse.reading { connection in
                try await connection.query("SELECT current_user::text").one().value(0)
            }
            #expect(user == "guildscope_reader")
            #expect(try await warehouse.series(of: guild, asOf: .start) == nil)
            #expect(try await warehouse.newestSnapshot(of: guild) == nil)
        }
    }

    @Test func `the role sees what reports need, and neither bodies nor who opted out`() async throws {
        try await withWarehouse { warehouse, _ in
            for table in [
                "membership", "character_state", "snapshot", "snapshot_directory", "artifact", "period",
            ] {
                try await warehouse.reading { connection in
                    _ = try await connection.query("SELECT count(*) FROM \(table)")
                }
            }
            for table in ["archive", "opt_out"] {
                let error = await #expect(throws: WarehouseError.self) {
                    try await warehouse.reading { connection in
                        _ = try await connection.query("SELECT count(*) FROM \(table)")
                    }
                }
                #expect(error?.underlying?.sqlState == "42501", "\(table)")
            }
        }
    }

    @Test func `who reads cannot write, whatever the rights of the user`() async throws {
        try await withWarehouse { warehouse, _ in
            let error = await #expect(throws: WarehouseError.self) {
                try await warehouse.reading { connection in
                    _ = try await connection.execute("DELETE FROM membership")
                }
            }
            #expect(["42501", "25006"].contains(error?.underlying?.sqlState ?? ""))
        }
    }

    /// Hosted databases hand out a user that owns a database and may make no roles.
    @Test func `a user who may make no role migrates, crawls and reads in read-only transactions`()
        async throws
    {
        try await withTestDatabase { database in
            let user = "plain_\(database.name)"
            let admin = Pool(settings: database.settings, size: 1)
            try await admin.withConnection { connection in
                try await connection.executeScript(
                    """
                    CREATE ROLE \(user) LOGIN PASSWORD 'plain' NOSUPERUSER NOCREATEROLE NOCREATEDB;
                    GRANT ALL ON SCHEMA public TO \(user);
                    SET SESSION AUTHORIZATION \(user);
                    """)
            }
            do {
                // The same connection, whose session belongs to the plain user.
                _ = try await Migrator(folder: migrationsFolder).migrate(admin)
                let warehouse = Warehouse(pool: admin)
                #expect(try await warehouse.readerAccess() == .readOnlyTransactions)
                try await warehouse.loadBody(
                    roster([member(hero(1))]), "roster", as: DocumentID(.roster, of: guild))
                let error = await #expect(throws: WarehouseError.self) {
                    try await warehouse.reading { connection in
                        _ = try await connection.execute("DELETE FROM membership")
                    }
                }
                #expect(error?.underlying?.code == .readOnly)
                #expect(try await warehouse.retain(now: .start).removed == 0)
            } catch {
                await remove(user, admin, database)
                throw error
            }
            await remove(user, admin, database)
        }
    }

    /// The role outlives the database of the test otherwise.
    private func remove(_ user: String, _ pool: Pool, _ database: TestDatabase) async {
        do {
            try await pool.withConnection { connection in
                try await connection.executeScript(
                    "RESET SESSION AUTHORIZATION; DROP OWNED BY \(user) CASCADE; DROP ROLE \(user)")
            }
        } catch {
            print("the role \(user) was not dropped: \(error)")
        }
        await pool.close()
    }
}
