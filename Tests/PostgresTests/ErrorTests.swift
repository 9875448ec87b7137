import Postgres
import TestDatabase
import Testing

@Suite(onServer)
struct ErrorTests {
    static let refused: [(String, PostgresError.Code, String)] = [
        ("INSERT INTO item VALUES (1)", .uniqueViolation, "23505"),
        ("INSERT INTO item VALUES (-1)", .constraintViolation, "23514"),
        ("INSERT INTO item VALUES (null)", .constraintViolation, "23502"),
        ("SELEC 1", .invalidQuery, "42601"),
        ("SELECT * FROM nowhere", .invalidQuery, "42P01"),
        ("SELECT 'x'::text::int", .invalidData, "22P02"),
        ("SELECT 1/0", .invalidData, "22012"),
        ("COPY item TO STDOUT", .invalidQuery, ""),
        ("COPY item FROM STDIN", .invalidQuery, ""),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$", .diskFull, "53100"),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$", .deadlock, "40P01"),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$", .serializationFailure, "40001"),
        ("DO $$ BEGIN RAISE EXCEPTION 'x'; END $$", .other, "P0001"),
    ]

    @Test
    func `what the server refuses has a code and leaves the connection usable`() async throws {
        try await withConnection { connection in
            try await connection.executeScript(
                "CREATE TABLE item (id int PRIMARY KEY CHECK (id > 0)); INSERT INTO item VALUES (1)")
            for (sql, code, state) in Self.refused {
                let error = await failure { try await connection.execute(sql) }
                #expect(error?.code == code, Comment(rawValue: sql))
                #expect(error?.sqlState ?? "" == state, Comment(rawValue: sql))
                #expect(error?.description.contains("item") == false)
            }
            try await #expect(connection.query("SELECT 1").one().int(0) == 1)
        }
    }

    @Test
    func `a violated key is named`() async throws {
        try await withConnection { connection in
            try await connection.executeScript("CREATE TABLE item (id int CONSTRAINT item_key PRIMARY KEY)")
            let insert = { () async throws in
                _ = try await connection.execute("INSERT INTO item VALUES ($1)", [.int32(1)])
            }
            try await insert()
            await #expect(failure(insert)?.constraint == "item_key")
        }
    }

    @Test
    func `a read-only connection refuses to write`() async throws {
        try await withTestDatabase { database in
            var settings = database.settings
            settings.readOnly = true
            let connection = try await Connection.open(settings)
            let error = await failure { try await connection.executeScript("CREATE TABLE item (id int)") }
            #expect(error?.code == .readOnly)
            #expect(error?.isTransient == false)
        }
    }

    @Test
    func `a statement that takes longer than its timeout ends`() async throws {
        try await withTestDatabase { database in
            var settings = database.settings
            settings.statementTimeout = .milliseconds(50)
            let connection = try await Connection.open(settings)
            let error = await failure { _ = try await connection.query("SELECT pg_sleep(60)") }
            #expect(error?.code == .timedOut)
            #expect(error?.isTransient == true)
        }
    }

    @Test(arguments: [
        ("postgresql://127.0.0.1:1/x?sslmode=disable", PostgresError.Code.connectionFailed),
        ("postgresql://somebody:geheim@no-such-host.invalid/x", .connectionFailed),
        ("postgresql:///x?host=/no/such/folder", .connectionFailed),
    ])
    func `a server that is not there is a transient failure`(
        url: String, code: PostgresError.Code
    ) async throws {
        let settings = try ConnectionSettings(url: url)
        let error = await failure { _ = try await Connection.open(settings) }
        #expect(error?.code == code)
        #expect(error?.isTransient == true)
        #expect(error?.description.contains("geheim") == false)
    }

    @Test
    func `a missing database is told apart`() async throws {
        try await withTestDatabase { database in
            let settings = database.settings.database("no_such_database")
            let error = await failure { _ = try await Connection.open(settings) }
            #expect(error?.code == .databaseMissing)
            #expect(error?.sqlState == "3D000")
        }
    }

    @Test(arguments: [("wrong", PostgresError.Code.authenticationFailed), ("", .authenticationFailed)])
    func `a wrong or missing password is told apart`(
        password: String, code: PostgresError.Code
    ) async throws {
        try await withTestDatabase { database in
            let admin = try await Connection.open(database.settings)
            let port = try await admin.query("SHOW port").one().text(0)
            let role = "\(database.name)_login"
            // Roles are the cluster's: a test on another database may create the same one at the same time.
            try await admin.executeScript(
                """
                DO $$ BEGIN CREATE ROLE password_required;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
                CREATE ROLE \(role) LOGIN PASSWORD 'right' IN ROLE password_required;
                """)
            let address = "127.0.0.1:\(port)/\(database.name)"
            let settings = try ConnectionSettings(url: "postgresql://\(role):\(password)@\(address)")
            let error = await failure { _ = try await Connection.open(settings) }
            #expect(error?.code == code)
            #expect(error?.isTransient == false)
            let right = try ConnectionSettings(url: "postgresql://\(role):right@\(address)")
            let connection = try await Connection.open(right)
            try await #expect(connection.query("SELECT current_user::text").one().text(0) == role)
            await connection.close()
            try await admin.executeScript("DROP ROLE \(role)")
        }
    }

    @Test
    func `a connection string that cannot be read is not repeated`() async throws {
        let error = await failure { _ = try ConnectionSettings(url: "postgresql://a:geheim@[::1/x") }
        #expect(error?.code == .invalidQuery)
        #expect(error?.debugDescription.contains("geheim") == false)
    }

    @Test
    func `a connection that the server ends is lost, and stays so`() async throws {
        try await withTestDatabase { database in
            let admin = try await Connection.open(database.settings)
            let connection = try await Connection.open(database.settings)
            let pid = try await connection.query("SELECT pg_backend_pid()").one().int32(0)
            try await admin.execute("SELECT pg_terminate_backend($1)", [.int32(pid)])
            for _ in 1...2 {
                let error = await failure { _ = try await connection.query("SELECT 1") }
                #expect(error?.code == .connectionLost)
                #expect(error?.isTransient == true)
            }
            await #expect(connection.isOpen == false)
        }
    }

    @Test
    func `a closed connection says so`() async throws {
        try await withConnection { connection in
            await connection.close()
            await #expect(failure { _ = try await connection.query("SELECT 1") }?.code == .closed)
        }
    }
}
