import Postgres
import TestDatabase
import Testing

@Suite(onServer, .timeLimit(.minutes(20)))
struct PoolTests {
    private static func pid(_ connection: Connection) async throws -> Int32 {
        try await connection.query("SELECT pg_backend_pid()").one().int32(0)
    }

    private static func withPool(
        size: Int = 2, timeout: Duration = .seconds(30), checkedAfter: Duration = .seconds(30),
        _ body: (Pool, TestDatabase) async throws -> Void
    ) async throws {
        try await withTestDatabase { database in
            let pool = Pool(
                settings: database.settings, size: size, acquisitionTimeout: timeout,
                checkedAfter: checkedAfter)
            try await body(pool, database)
            await pool.close()
        }
    }

    @Test
    func `a connection is used again`() async throws {
        try await Self.withPool { pool, _ in
            let first = try await pool.withConnection(Self.pid)
            let second = try await pool.withConnection(Self.pid)
            #expect(first == second)
            #expect(pool.usage == (1, 1))
        }
    }

    @Test
    func `many tasks share few connections`() async throws {
        try await Self.withPool(size: 3) { pool, _ in
            let pids = try await withThrowingTaskGroup(of: Int32.self) { group in
                for _ in 1...50 { group.addTask { try await pool.withConnection(Self.pid) } }
                return try await group.reduce(into: Set<Int32>()) { pids, pid in pids.insert(pid) }
            }
            #expect((1...3).contains(pids.count))
            #expect(pool.usage.open == pids.count)
        }
    }

    @Test
    func `waiting for a connection ends after the acquisition timeout`() async throws {
        try await Self.withPool(size: 1, timeout: .milliseconds(50)) { pool, _ in
            try await pool.withConnection { _ in
                let error = await failure { try await pool.withConnection { _ in } }
                #expect(error?.code == .acquisitionTimedOut)
                #expect(error?.isTransient == true)
            }
            _ = try await pool.withConnection(Self.pid)
        }
    }

    @Test
    func `a cancelled wait gives up its place`() async throws {
        try await Self.withPool(size: 1) { pool, _ in
            try await pool.withConnection { _ in
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        let error = await failure { try await pool.withConnection { _ in } }
                        #expect(error?.code == .queryCancelled)
                    }
                    group.cancelAll()
                }
            }
            _ = try await pool.withConnection(Self.pid)
        }
    }

    @Test(arguments: [Duration.zero, .seconds(30)])
    func `an idle connection that the server ended is replaced`(checkedAfter: Duration) async throws {
        try await Self.withPool(checkedAfter: checkedAfter) { pool, database in
            let admin = try await Connection.open(database.settings)
            let first = try await pool.withConnection(Self.pid)
            try await admin.execute("SELECT pg_terminate_backend($1)", [.int32(first)])
            let gone = "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1)"
            try await waitUntil(admin, gone, [.int32(first)])
            let second = try await pool.withConnection(Self.pid)
            #expect(first != second)
            #expect(pool.usage == (1, 1))
        }
    }

    @Test
    func `a connection that broke in use is not lent again`() async throws {
        try await Self.withPool(size: 1) { pool, _ in
            let error = await failure {
                try await pool.withConnection { connection in
                    _ = try await connection.query("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(error?.code == .connectionLost)
            _ = try await pool.withConnection(Self.pid)
        }
    }

    @Test
    func `a connection left in a transaction is not lent again`() async throws {
        try await Self.withPool(size: 1) { pool, _ in
            let first = try await pool.withConnection { connection in
                try await connection.executeScript("BEGIN")
                return try await Self.pid(connection)
            }
            let second = try await pool.withConnection(Self.pid)
            #expect(first != second)
        }
    }

    @Test
    func `a place whose connection cannot be opened is given back`() async throws {
        try await withTestDatabase { database in
            let pool = Pool(settings: database.settings.database("no_such_database"), size: 1)
            for _ in 1...3 {
                let error = await failure { try await pool.withConnection { _ in } }
                #expect(error?.code == .databaseMissing)
            }
            #expect(pool.usage == (0, 0))
        }
    }

    @Test
    func `a closed pool turns away waiting and later tasks and closes what comes back`() async throws {
        try await Self.withPool(size: 1) { pool, _ in
            let lent = try await pool.withConnection { connection in
                await pool.close()
                _ = try await connection.query("SELECT 1")
                return connection
            }
            await #expect(lent.isOpen == false)
            await #expect(failure { try await pool.withConnection { _ in } }?.code == .closed)
            #expect(pool.usage == (0, 0))
        }
    }

    @Test
    func `a transaction of the pool rolls back`() async throws {
        try await Self.withPool { pool, _ in
            let error = await failure {
                try await pool.transaction { connection in
                    try await connection.executeScript("CREATE TABLE item (id int)")
                    _ = try await connection.query("SELECT 1 / 0")
                }
            }
            #expect(error?.code == .invalidData)
            let rows = try await pool.transaction(readOnly: true) { connection in
                try await connection.query("SELECT to_regclass('item') IS NULL")
            }
            try #expect(rows.one().bool(0))
        }
    }
}
