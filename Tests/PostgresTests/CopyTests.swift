import Postgres
import TestDatabase
import Testing

@Suite(onServer, .timeLimit(.minutes(20)))
struct CopyTests {
    private struct Stop: Error {}

    private static let target = CopyTarget(
        "Item", columns: ["id", "level", "name", "score", "seen", "tags", "raw", "extra"])

    private static func withItems(_ body: (Connection) async throws -> Void) async throws {
        try await withConnection { connection in
            try await connection.executeScript(
                """
                CREATE TABLE "Item" (id bigint PRIMARY KEY, level smallint, name text, score double precision,
                    seen timestamptz, tags integer[], raw bytea, extra jsonb)
                """)
            try await body(connection)
        }
    }

    private static func write(_ number: Int, _ row: inout CopyRow) {
        row.int64(Int64(number))
        row.int16(number.isMultiple(of: 3) ? nil : Int16(number % 80))
        row.text("Спутник \(number)")
        row.double(Double(number) / 4)
        row.timestamp(Microseconds(Int64(number) * 1_000_000))
        row.parameter(.int32Array([Int32(number), nil]))
        row.bytes([UInt8(number % 256), 0])
        row.jsonb("{\"n\": \(number)}")
    }

    private static func count(_ connection: Connection) async throws -> Int {
        try await connection.query("SELECT count(*) FROM \"Item\"").one().int(0)
    }

    @Test
    func `100,000 rows are copied in and read back`() async throws {
        try await Self.withItems { connection in
            let copied = try await connection.copyIn(Self.target, rows: 1...100_000, encode: Self.write)
            #expect(copied == 100_000)
            let sums = try await connection.query(
                """
                SELECT count(*), count(level), sum(id)::int8, sum(score), max(seen),
                    bool_and(tags = array[id::int, null] AND raw = decode(lpad(to_hex(id % 256), 2, '0') || '00', 'hex')
                        AND name = 'Спутник ' || id AND extra = jsonb_build_object('n', id)) FROM "Item"
                """
            ).one()
            try #expect(sums.int(0) == 100_000)
            try #expect(sums.int(1) == 66_667)
            try #expect(sums.int64(2) == 5_000_050_000)
            try #expect(sums.double(3) == 1_250_012_500)
            try #expect(sums.timestamp(4) == Microseconds(100_000_000_000))
            try #expect(sums.bool(5))
        }
    }

    @Test
    func `a row with too few fields ends the copy without effect`() async throws {
        try await Self.withItems { connection in
            let error = await failure {
                _ = try await connection.copyIn(Self.target) { writer in
                    for number in 1...10_000 {
                        try await writer.row { row in
                            if number == 9_999 { row.int64(1) } else { Self.write(number, &row) }
                        }
                    }
                }
            }
            #expect(error?.code == .invalidQuery)
            try await #expect(Self.count(connection) == 0)
        }
    }

    @Test
    func `a row that the server refuses ends the copy without effect`() async throws {
        try await Self.withItems { connection in
            let error = await failure {
                let numbers = Array(1...20_000) + [5]
                _ = try await connection.copyIn(Self.target, rows: numbers, encode: Self.write)
            }
            #expect(error?.code == .uniqueViolation)
            #expect(error?.constraint == "Item_pkey")
            try await #expect(Self.count(connection) == 0)
        }
    }

    @Test
    func `a body that throws ends the copy without effect`() async throws {
        try await Self.withItems { connection in
            await #expect(throws: Stop.self) {
                _ = try await connection.copyIn(Self.target) { writer in
                    for number in 1...5_000 { try await writer.row { row in Self.write(number, &row) } }
                    throw Stop()
                }
            }
            try await #expect(Self.count(connection) == 0)
        }
    }

    @Test
    func `a statement during a copy is refused and the copy goes on`() async throws {
        try await Self.withItems { connection in
            let copied = try await connection.copyIn(Self.target) { writer in
                let error = await failure { _ = try await connection.query("SELECT 1") }
                #expect(error?.code == .invalidQuery)
                try await writer.row { row in Self.write(1, &row) }
            }
            #expect(copied == 1)
        }
    }

    @Test
    func `a cancelled copy has no effect and the connection is used on`() async throws {
        try await Self.withItems { connection in
            await withTaskGroup(of: Void.self) { group in
                let (started, start) = AsyncStream<Void>.makeStream()
                group.addTask {
                    let error = await failure {
                        _ = try await connection.copyIn(Self.target) { writer in
                            start.finish()
                            for number in 1... { try await writer.row { row in Self.write(number, &row) } }
                        }
                    }
                    #expect(error?.code == .queryCancelled)
                }
                for await _ in started {}
                group.cancelAll()
            }
            try await #expect(Self.count(connection) == 0)
        }
    }

    @Test
    func `a copy inside a transaction is undone with it`() async throws {
        try await Self.withItems { connection in
            await #expect(throws: Stop.self) {
                try await connection.transaction { connection in
                    _ = try await connection.copyIn(Self.target, rows: 1...10, encode: Self.write)
                    throw Stop()
                }
            }
            try await #expect(Self.count(connection) == 0)
        }
    }

    @Test
    func `text is copied in as it is and out again`() async throws {
        try await Self.withItems { connection in
            let target = CopyTarget("Item", schema: "public", columns: ["id", "name"])
            let copied = try await connection.copyIn(target, format: .csv) { writer in
                try await writer.write(Array("1,\"a,".utf8))
                try await writer.write(Array("b\"\n2,ö\n".utf8))
            }
            #expect(copied == 2)
            var text = ""
            let source = CopySource.query("SELECT id, name FROM \"Item\" ORDER BY id")
            let rows = try await connection.copyOut(source, header: true) { chunk in
                text += String(decoding: chunk, as: UTF8.self)
            }
            #expect(rows == 2)
            #expect(text == "id,name\n1,\"a,b\"\n2,ö\n")
        }
    }

    @Test
    func `copying out streams in chunks`() async throws {
        try await withConnection { connection in
            var chunks = 0
            var lines = 0
            let source = CopySource.query("SELECT g, repeat('x', 20) FROM generate_series(1, 50000) g")
            let rows = try await connection.copyOut(source) { chunk in
                chunks += 1
                lines += chunk.count { byte in byte == UInt8(ascii: "\n") }
                #expect(chunk.count < 70_000)
            }
            #expect(rows == 50_000)
            #expect(lines == 50_000)
            #expect(chunks > 10)
        }
    }

    @Test
    func `copying out stops when the body throws and when the query fails`() async throws {
        try await withConnection { connection in
            await #expect(throws: Stop.self) {
                let source = CopySource.query(
                    "SELECT repeat('x', 100) FROM generate_series(1, 10000) a, generate_series(1, 10000) b")
                _ = try await connection.copyOut(source) { _ in throw Stop() }
            }
            let error = await failure {
                _ = try await connection.copyOut(
                    .query("SELECT 1 / (1000 - g) FROM generate_series(1, 2000) g")
                ) {
                    _ in
                }
            }
            #expect(error?.sqlState == "22012")
            try await #expect(connection.query("SELECT 1").one().int(0) == 1)
        }
    }
}
