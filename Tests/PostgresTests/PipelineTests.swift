import Postgres
import TestDatabase
import Testing

@Suite(onServer, .timeLimit(.minutes(20)))
struct PipelineTests {
    private static func insertion(_ pipeline: inout Pipeline) {
        for id: Int32 in [1, 2, 1, 3] { pipeline.add("INSERT INTO item VALUES ($1)", [.int32(id)]) }
    }

    private static func codes(_ results: [Result<Rows, PostgresError>]) -> [PostgresError.Code?] {
        results.map { result in
            guard case .failure(let error) = result else { return nil }
            return error.code
        }
    }

    static let modes: [(Pipeline.Mode, [PostgresError.Code?], [Int])] = [
        (.together, [nil, nil, .uniqueViolation, .transactionAborted], []),
        (.independent, [nil, nil, .uniqueViolation, nil], [1, 2, 3]),
    ]

    @Test(arguments: modes)
    func `a failing statement in the middle`(
        mode: Pipeline.Mode, expected: [PostgresError.Code?], kept: [Int]
    ) async throws {
        try await withConnection { connection in
            try await connection.executeScript("CREATE TABLE item (id int PRIMARY KEY)")
            let results = try await connection.pipeline(mode, Self.insertion)
            #expect(Self.codes(results) == expected)
            let items: [Int] = try await connection.query("SELECT id FROM item ORDER BY id").column(0)
            #expect(items == kept)
        }
    }

    @Test
    func `each statement has its rows, in order`() async throws {
        try await withConnection { connection in
            for _ in 1...3 {
                let results = try await connection.pipeline { pipeline in
                    pipeline.add("SELECT $1::int8 AS n", [10])
                    pipeline.add("SELECT generate_series(1, 3)")
                    pipeline.add("SELECT $1::int8 AS n", [20])
                }
                try #expect(results.map { result in try result.get().count } == [1, 3, 1])
                try #expect(results[2].get().one().int("n") == 20)
            }
        }
    }

    @Test
    func `answers larger than every buffer do not block the statements after them`() async throws {
        try await withConnection { connection in
            let results = try await connection.pipeline { pipeline in
                for _ in 1...20 {
                    pipeline.add(
                        "SELECT repeat('x', 1000000), length($1)",
                        [.text(String(repeating: "y", count: 1_000_000))])
                }
            }
            try #expect(results.allSatisfy { result in try result.get().one().int(1) == 1_000_000 })
        }
    }

    @Test
    func `a statement that cannot be prepared reports why`() async throws {
        try await withConnection { connection in
            for _ in 1...2 {
                let results = try await connection.pipeline(.independent) { pipeline in
                    pipeline.add("SELEC 1")
                    pipeline.add("SELECT 1")
                }
                #expect(Self.codes(results) == [.invalidQuery, nil])
                guard case .failure(let error) = results[0] else { return }
                #expect(error.sqlState == "42601")
            }
        }
    }

    @Test
    func `a pipeline inside a transaction belongs to it`() async throws {
        try await withConnection { connection in
            try await connection.executeScript("CREATE TABLE item (id int PRIMARY KEY)")
            let error = await failure {
                try await connection.transaction { connection in
                    _ = try await connection.pipeline(.independent, Self.insertion)
                }
            }
            #expect(error?.code == .transactionAborted)
            try await #expect(connection.query("SELECT * FROM item").isEmpty)
        }
    }
}
