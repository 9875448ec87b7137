import Postgres
import TestDatabase
import Testing

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct QueryTests {
    @Test
    func `a query returns what was bound`() async throws {
        try await withTestDatabase { database in
            let connection = try await Connection.open(database.settings)
            let row = try await connection.query("SELECT $1 AS number, $2::text AS word", [42, "Ärger"]).one()
            #expect(try row.int64("number") == 42)
            #expect(try row.text(1) == "Ärger")
        }
    }

    @Test
    func `rows copied in are read back`() async throws {
        try await withTestDatabase { database in
            let connection = try await Connection.open(database.settings)
            try await connection.executeScript("CREATE TABLE item (id bigint PRIMARY KEY, name text)")
            let target = CopyTarget("item", columns: ["id", "name"])
            let copied = try await connection.copyIn(target, rows: 1...1_000) { number, row in
                row.int64(Int64(number))
                row.text(number.isMultiple(of: 2) ? nil : "item \(number)")
            }
            #expect(copied == 1_000)
            let row = try await connection.query(
                "SELECT count(*), count(name), sum(id)::int8 FROM item"
            ).one()
            #expect(try [row.int(0), row.int(1), row.int(2)] == [1_000, 500, 500_500])
        }
    }

    @Test
    func `a transaction whose body throws leaves nothing`() async throws {
        struct Stop: Error {}
        try await withTestDatabase { database in
            let connection = try await Connection.open(database.settings)
            try await connection.executeScript("CREATE TABLE item (id bigint PRIMARY KEY)")
            await #expect(throws: Stop.self) {
                try await connection.transaction { connection in
                    try await connection.execute("INSERT INTO item VALUES ($1)", [1])
                    throw Stop()
                }
            }
            #expect(try await connection.query("SELECT count(*) FROM item").one().int(0) == 0)
        }
    }
}
