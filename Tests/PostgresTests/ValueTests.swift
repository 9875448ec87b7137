import Postgres
import TestDatabase
import Testing

@Suite(onServer)
struct ValueTests {
    /// A parameter, sent as the type, comes back as the server's text.
    static let sent: [(Parameter, String, String?)] = [
        (.bool(true), "boolean", "true"),
        (.int16(.min), "smallint", "-32768"),
        (.int32(.max), "integer", "2147483647"),
        (.int64(.min), "bigint", "-9223372036854775808"),
        (.double(0.1), "double precision", "0.1"),
        (.double(.nan), "double precision", "NaN"),
        (.double(-.infinity), "double precision", "-Infinity"),
        (.text("Кровавый 👹 엘프 \"'\\"), "text", "Кровавый 👹 엘프 \"'\\"),
        (.text(""), "text", ""),
        (.text("{\"a\": 1}"), "jsonb", "{\"a\": 1}"),
        (.text("6f9619ff-8b86-d011-b42d-00c04fc964ff"), "uuid", "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        (.jsonb("{\"b\": [null]}"), "jsonb", "{\"b\": [null]}"),
        (.bytes([0, 1, 0xFF]), "bytea", "\\x0001ff"),
        (.bytes([]), "bytea", "\\x"),
        (.timestamp(Microseconds(0)), "timestamptz", "1970-01-01 00:00:00+00"),
        (.timestamp(Microseconds(-1)), "timestamptz", "1969-12-31 23:59:59.999999+00"),
        (.timestamp(.infinity), "timestamptz", "infinity"),
        (.timestamp(.negativeInfinity), "timestamptz", "-infinity"),
        (.int16Array([1, nil, -1]), "smallint[]", "{1,NULL,-1}"),
        (.int32Array([7]), "integer[]", "{7}"),
        (.int64Array([]), "bigint[]", "{}"),
        (.boolArray([true, false, nil]), "boolean[]", "{t,f,NULL}"),
        (.doubleArray([1.5, .nan]), "double precision[]", "{1.5,NaN}"),
        (.textArray(["a,b", nil, "NULL", "ü"]), "text[]", "{\"a,b\",NULL,\"NULL\",ü}"),
        (.timestampArray([.infinity, nil]), "timestamptz[]", "{infinity,NULL}"),
        (.int64(nil), "bigint", nil),
        (.text(nil), "text", nil),
        (.null, "date", nil),
        (5, "bigint", "5"),
        (nil, "text", nil),
    ]

    @Test
    func `the server understands every kind of parameter`() async throws {
        try await withConnection { connection in
            for (parameter, type, expected) in Self.sent {
                let row = try await connection.query("SELECT ($1::\(type))::text", [parameter]).one()
                let text: String? = try row.value(0)
                #expect(text == expected, "\(type)")
            }
        }
    }

    static func check<Value: ColumnValue & Equatable>(
        _ connection: Connection, _ sql: String, _ expected: Value
    ) async throws {
        let found: Value = try await connection.query("SELECT \(sql)").one().value(0)
        #expect(found == expected, Comment(rawValue: sql))
    }

    @Test
    func `numbers are read from every numeric type`() async throws {
        try await withConnection { connection in
            try await Self.check(connection, "(-3)::smallint", Int64(-3))
            try await Self.check(connection, "2147483647", Int32.max)
            try await Self.check(connection, "9223372036854775807::bigint", Int64.max)
            try await Self.check(connection, "-9223372036854775808::numeric", Int64.min)
            try await Self.check(connection, "120000::numeric", 120_000)
            try await Self.check(connection, "0::numeric", 0.0)
            try await Self.check(connection, "-1234567.000891::numeric", -1_234_567.000891)
            try await Self.check(connection, "1e-20::numeric", 1e-20)
            try await Self.check(connection, "'Infinity'::numeric", Double.infinity)
            try await Self.check(connection, "0.25::real", 0.25)
            try await Self.check(connection, "7", 7.0)
            let nan = try await connection.query("SELECT 'NaN'::numeric, 'NaN'::float8").one()
            try #expect(nan.double(0).isNaN && nan.double(1).isNaN)
        }
    }

    @Test
    func `text and times are read from every type that has them`() async throws {
        try await withConnection { connection in
            try await connection.executeScript("CREATE TYPE mood AS ENUM ('calm', 'grimmig ☠')")
            try await Self.check(connection, "'grimmig ☠'::mood", "grimmig ☠")
            try await Self.check(connection, "'{\"a\":1}'::json", "{\"a\":1}")
            try await Self.check(connection, "'{\"a\":1}'::jsonb", "{\"a\": 1}")
            try await Self.check(connection, "'x'::name", "x")
            try await Self.check(
                connection, "'6f9619ff-8b86-d011-b42d-00c04fc964ff'::uuid",
                "6f9619ff-8b86-d011-b42d-00c04fc964ff")
            try await Self.check(connection, "'1970-01-02'::date", Microseconds(86_400_000_000))
            try await Self.check(
                connection, "'2025-03-04 05:06:07.000008+02'::timestamptz",
                Microseconds(1_741_057_567_000_008))
            try await Self.check(connection, "'-infinity'::timestamptz", Microseconds.negativeInfinity)
            try await Self.check(connection, "'infinity'::date", Microseconds.infinity)
        }
    }

    @Test
    func `arrays are read with and without NULL`() async throws {
        try await withConnection { connection in
            try await Self.check(connection, "array[1, 2]::smallint[]", [Int16(1), 2])
            try await Self.check(connection, "array[1, null]::bigint[]", [Int64(1), nil])
            try await Self.check(connection, "array['a', null, 'ö']", ["a", nil, "ö"])
            try await Self.check(connection, "'{}'::integer[]", [Int32]())
            try await Self.check(connection, "null::text[]", [String]?.none)
        }
    }

    @Test
    func `NULL is nil where an Optional is asked for`() async throws {
        try await withConnection { connection in
            let row = try await connection.query("SELECT null::int8 AS a, 5 AS b, null::bytea AS c").one()
            try #expect(row["a"] as Int64? == nil)
            try #expect(row["b"] as Int32? == 5)
            try #expect(row.bytes("c") == nil)
            try #expect(row.isNull(0))
        }
    }

    @Test(arguments: [
        ("wanted", "column wanted: expected String"), ("nothing", "column nothing: expected String"),
        ("nothing", "found NULL"), ("missing", "no column missing"),
    ])
    func `a column that does not fit is named in the error`(column: String, part: String) async throws {
        try await withConnection { connection in
            let row = try await connection.query("SELECT 5 AS wanted, null::text AS nothing").one()
            let error = await failure { _ = try row.text(column) }
            #expect(error?.code == .typeMismatch)
            #expect(error?.detail.contains(part) == true)
        }
    }

    @Test
    func `a number that does not fit its type is an error, not cut off`() async throws {
        try await withConnection { connection in
            let row = try await connection.query("SELECT 70000, 0.5::numeric").one()
            await #expect(failure { _ = try row.int16(0) }?.code == .typeMismatch)
            await #expect(failure { _ = try row.int(1) }?.code == .typeMismatch)
        }
    }

    @Test
    func `text with a zero byte is refused before it is cut off`() async throws {
        try await withConnection { connection in
            let error = await failure { _ = try await connection.query("SELECT $1::text", ["a\0b"]) }
            #expect(error?.code == .invalidData)
        }
    }

    @Test
    func `a statement is prepared when it comes again and survives a change of its table`() async throws {
        try await withConnection { connection in
            try await connection.executeScript("CREATE TABLE item (id int); INSERT INTO item VALUES (1)")
            for _ in 1...3 { _ = try await connection.query("SELECT * FROM item WHERE id = $1", [1]) }
            let prepared = try await connection.query("SELECT count(*) FROM pg_prepared_statements")
            try #expect(prepared.one().int(0) == 1)
            try await connection.executeScript("ALTER TABLE item ADD name text DEFAULT 'new'")
            let row = try await connection.query("SELECT * FROM item WHERE id = $1", [1]).one()
            try #expect(row.text("name") == "new")
        }
    }
}
