import Postgres
import TestDatabase
import Testing

@Suite(onServer, .timeLimit(.minutes(20)))
struct NotificationTests {
    @Test
    func `a notification reaches an idle listener on another connection`() async throws {
        try await withTestDatabase { database in
            let listener = try await Connection.open(database.settings)
            let sender = try await Connection.open(database.settings)
            let stream = try await listener.listen("Kanal \"eins\"")
            try await sender.notify("Kanal \"eins\"", "größer")
            try await sender.notify("other", "unheard")
            try await sender.notify("Kanal \"eins\"")
            var payloads: [String] = []
            for try await notification in stream {
                payloads.append(notification.payload)
                if payloads.count == 2 { break }
            }
            #expect(payloads == ["größer", ""])
        }
    }

    @Test
    func `a notification that arrives with an answer is delivered`() async throws {
        try await withConnection { connection in
            let stream = try await connection.listen("own")
            try await connection.transaction { connection in
                try await connection.notify("own", "kept")
                _ = try await connection.query("SELECT 1")
            }
            for try await notification in stream {
                #expect(notification.payload == "kept")
                break
            }
        }
    }

    @Test
    func `the server forgets a listener whose consumer stopped`() async throws {
        try await withConnection { connection in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let stream = try await connection.listen("news")
                group.addTask { for try await _ in stream {} }
                group.cancelAll()
            }
            try await waitUntil(connection, "SELECT count(*) = 0 FROM pg_listening_channels()")
        }
    }

    @Test
    func `a listener learns that its connection was lost`() async throws {
        try await withTestDatabase { database in
            let listener = try await Connection.open(database.settings)
            let admin = try await Connection.open(database.settings)
            let pid = try await listener.query("SELECT pg_backend_pid()").one().int32(0)
            let stream = try await listener.listen("news")
            try await admin.execute("SELECT pg_terminate_backend($1)", [.int32(pid)])
            let error = await failure { for try await _ in stream {} }
            #expect(error?.code == .connectionLost)
        }
    }

    @Test
    func `closing a connection ends its streams`() async throws {
        try await withConnection { connection in
            let stream = try await connection.listen("news")
            await connection.close()
            await #expect(failure { for try await _ in stream {} }?.code == .closed)
        }
    }
}
