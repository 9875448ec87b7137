import Postgres
import TestDatabase
import Testing

@Suite(onServer, .timeLimit(.minutes(20)))
struct CancellationTests {
    @Test
    func `cancelling the task cancels the statement and leaves the connection usable`() async throws {
        try await withTestDatabase { database in
            let connection = try await Connection.open(database.settings)
            let observer = try await Connection.open(database.settings)
            for _ in 1...3 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        let error = await failure { _ = try await connection.query("SELECT pg_sleep(60)") }
                        #expect(error?.code == .queryCancelled)
                        #expect(error?.isTransient == false)
                    }
                    try await waitUntilRunning("pg_sleep(60)", seenBy: observer)
                    group.cancelAll()
                }
                try await #expect(connection.query("SELECT 1").one().int(0) == 1)
            }
        }
    }

    @Test
    func `a cancellation never hits a later statement`() async throws {
        try await withConnection { connection in
            for _ in 1...100 {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        do { _ = try await connection.query("SELECT pg_sleep(0.001)") } catch {
                            #expect((error as? PostgresError)?.code == .queryCancelled)
                        }
                    }
                    group.cancelAll()
                }
                try await #expect(connection.query("SELECT count(*) FROM pg_class").one().int(0) > 0)
            }
        }
    }

    @Test
    func `a cancelled task can clean up where it says so`() async throws {
        try await withConnection { connection in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask {
                    let error = await failure { try await connection.execute("CREATE TABLE no (id int)") }
                    #expect(error?.code == .queryCancelled)
                    try await connection.execute("CREATE TABLE yes (id int)", evenIfCancelled: true)
                }
                try await group.waitForAll()
            }
            let row = try await connection.query(
                "SELECT to_regclass('yes') IS NOT NULL, to_regclass('no') IS NULL")
            try #expect(row.one().bool(0) && row.one().bool(1))
        }
    }

    /// Sixteen statements wait for a lock that is given free only when all of them are seen waiting: with
    /// fewer threads for tasks than that, a blocked thread each would stop the test for ever.
    @Test
    func `waiting statements do not occupy the threads of other tasks`() async throws {
        try await withTestDatabase { database in
            let holder = try await Connection.open(database.settings)
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await holder.execute("SELECT pg_advisory_lock(1)")
                for _ in 1...16 {
                    group.addTask {
                        let connection = try await Connection.open(database.settings)
                        try await connection.execute("SELECT pg_advisory_lock_shared(1)")
                        await connection.close()
                    }
                }
                let waiting = """
                    SELECT count(*) = 16 FROM pg_locks JOIN pg_database d ON d.oid = database
                    WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
                    """
                try await waitUntil(holder, waiting)
                try await holder.execute("SELECT pg_advisory_unlock(1)")
                try await group.waitForAll()
            }
        }
    }
}
