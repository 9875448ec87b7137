import Postgres
import TestDatabase
import Testing

@Suite(onServer, .timeLimit(.minutes(20)))
struct TransactionTests {
    private struct Stop: Error {}

    private static func withItems(_ body: (Connection) async throws -> Void) async throws {
        try await withConnection { connection in
            try await connection.executeScript("CREATE TABLE item (id int PRIMARY KEY)")
            try await body(connection)
        }
    }

    private static func items(_ connection: Connection) async throws -> [Int] {
        try await connection.query("SELECT id FROM item ORDER BY id").column(0)
    }

    private static func insert(_ id: Int32, _ connection: Connection) async throws {
        try await connection.execute("INSERT INTO item VALUES ($1)", [.int32(id)])
    }

    @Test
    func `a transaction that returns is kept, one that throws is not`() async throws {
        try await Self.withItems { connection in
            try await connection.transaction { connection in try await Self.insert(1, connection) }
            await #expect(throws: Stop.self) {
                try await connection.transaction { connection in
                    try await Self.insert(2, connection)
                    throw Stop()
                }
            }
            try await #expect(Self.items(connection) == [1])
        }
    }

    @Test
    func `a transaction inside a transaction is undone alone`() async throws {
        try await Self.withItems { connection in
            try await connection.transaction { connection in
                try await Self.insert(1, connection)
                await #expect(throws: PostgresError.self) {
                    try await connection.transaction { connection in
                        try await Self.insert(2, connection)
                        try await Self.insert(1, connection)
                    }
                }
                try await connection.transaction { connection in try await Self.insert(3, connection) }
            }
            try await #expect(Self.items(connection) == [1, 3])
        }
    }

    @Test
    func `a transaction whose failure was hidden does not pretend to be kept`() async throws {
        try await Self.withItems { connection in
            let error = await failure {
                try await connection.transaction { connection in
                    try await Self.insert(1, connection)
                    await #expect(throws: PostgresError.self) { try await Self.insert(1, connection) }
                }
            }
            #expect(error?.code == .transactionAborted)
            try await #expect(Self.items(connection) == [])
        }
    }

    @Test
    func `a cancelled transaction is rolled back and the connection used on`() async throws {
        try await withTestDatabase { database in
            let connection = try await Connection.open(database.settings)
            let observer = try await Connection.open(database.settings)
            try await connection.executeScript("CREATE TABLE item (id int PRIMARY KEY)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let error = await failure {
                        try await connection.transaction { connection in
                            try await Self.insert(1, connection)
                            _ = try await connection.query("SELECT pg_sleep(60)")
                        }
                    }
                    #expect(error?.code == .queryCancelled)
                }
                try await waitUntilRunning("pg_sleep(60)", seenBy: observer)
                group.cancelAll()
            }
            try await #expect(Self.items(connection) == [])
            try await connection.transaction { connection in try await Self.insert(2, connection) }
            try await #expect(Self.items(observer) == [2])
        }
    }

    @Test
    func `a read-only transaction refuses to write and a serializable one sees a conflict`() async throws {
        try await withTestDatabase { database in
            let one = try await Connection.open(database.settings)
            let other = try await Connection.open(database.settings)
            try await one.executeScript("CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1)")
            let reading = await failure {
                try await one.transaction(readOnly: true) { one in try await Self.insert(2, one) }
            }
            #expect(reading?.code == .readOnly)
            let conflict = await failure {
                try await one.transaction(isolation: .serializable) { one in
                    _ = try await Self.items(one)
                    try await other.execute("UPDATE item SET id = 5")
                    try await one.execute("UPDATE item SET id = 6")
                }
            }
            #expect(conflict?.code == .serializationFailure)
        }
    }

    @Test
    func `an advisory lock is held by one connection at a time`() async throws {
        try await withTestDatabase { database in
            let one = try await Connection.open(database.settings)
            let other = try await Connection.open(database.settings)
            try await one.withAdvisoryLock(7) { _ in
                let got = try await other.withAdvisoryLockIfFree(7) { _ in true }
                #expect(got == nil)
            }
            try await #expect(other.withAdvisoryLockIfFree(7) { _ in true } == true)
        }
    }
}
