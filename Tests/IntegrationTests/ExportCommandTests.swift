import Foundation
import Postgres
import TestDatabase
import Testing

/// `guildscope export` as its users see it: files, and other programs that open them.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct ExportCommandTests {
    @Test func `every table is a file, and the dictionary describes each of its columns`() async throws {
        try await withCharacters { scene in
            let ended = try await scene.run("export", "--all", "--out", "all")
            #expect(ended.status == 0, "\(ended.errors)")
            let folder = scene.folder.appending(path: "all")
            let files = try files(folder)
            let dictionary = try Node(json: Data(contentsOf: folder.appending(path: "data-dictionary.json")))
            let described = Dictionary(grouping: dictionary.items) { entry in entry["table"].line }
            #expect(
                Set(files.filter { name in name != "data-dictionary.csv" && name != "data-dictionary.json" })
                    == Set(described.keys.map { table in table + ".csv" }))
            for (table, entries) in described {
                let header = try text(folder, table + ".csv").prefix { letter in letter != "\n" }
                #expect(
                    header.split(separator: ",").map(String.init)
                        == entries.map { entry in entry["column"].line })
                for entry in entries {
                    #expect(!entry["meaning"].line.isEmpty && !entry["source"].line.isEmpty)
                }
            }
            #expect(try text(folder, "character_state.csv").contains(",\"'=HYPERLINK(\"\"http://x\"\")\","))
            let exported = try ended.events("exported").first { event in
                event["table"].line == "character_state"
            }
            #expect(exported?["rows"].integer == 3)
        }
    }

    @Test func `compressed and plain hold the same`() async throws {
        try await withCharacters { scene in
            #expect(try await scene.run("export", "--all", "--out", "plain").status == 0)
            #expect(try await scene.run("export", "--all", "--gzip", "--out", "packed").status == 0)
            let (plain, packed) = (
                scene.folder.appending(path: "plain"), scene.folder.appending(path: "packed")
            )
            let unpacked = try python(
                "import gzip, sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())",
                packed.appending(path: "character_state.csv.gz").path(percentEncoded: false))
            #expect(unpacked == (try text(plain, "character_state.csv")))
        }
    }

    @Test(.timeLimit(.minutes(20)), arguments: [SIGTERM, SIGKILL])
    func `an export that is stopped leaves what was there, and the next one clears up`(_ signal: Int32)
        async throws
    {
        try await withCharacters { scene in
            let folder = scene.folder.appending(path: "out")
            #expect(
                try await scene.run("export", "--all", "--out", "out", "--tables", "character").status == 0)
            let before = try files(folder)
            try await scene.withPool { pool in
                try await pool.withConnection { connection in
                    // Holds the export up at one of its last tables.
                    try await connection.transaction { connection in
                        try await connection.execute("LOCK TABLE keystone_season IN ACCESS EXCLUSIVE MODE")
                        let export = try scene.start(["export", "--all", "--out", "out"])
                        try await eventually("the export is held up") {
                            try hidden(folder).contains { name in name.contains("keystone_season") }
                        }
                        export.signal(signal)
                        let ended = try await export.ended()
                        #expect(ended.wasKilled ? signal == SIGKILL : ended.status == 143)
                    }
                }
            }
            #expect(try files(folder) == before)
            #expect(try hidden(folder).isEmpty == (signal == SIGTERM))
            #expect(try await scene.run("export", "--all", "--out", "out").status == 0)
            #expect(try hidden(folder).isEmpty)
            #expect(try files(folder).count > before.count)
        }
    }

    @Test func `a table that there is not is named, and nothing is written`() async throws {
        try await withCharacters { scene in
            let ended = try await scene.run("export", "--all", "--tables", "character,gold", "--out", "out")
            #expect(ended.status == 64)
            #expect(ended.errors.contains("“gold”") && ended.errors.contains("character_state"))
            #expect(!FileManager.default.fileExists(atPath: scene.folder.appending(path: "out").path()))
        }
    }

    @Test(.enabled(if: Self.opens("pandas"), "pandas is not in .venv: scripts/test puts it there"))
    func `pandas opens every table without options`() async throws {
        try await withCharacters { scene in
            #expect(try await scene.run("export", "--all", "--gzip", "--out", "out").status == 0)
            let found = try python(
                """
                import glob, sys, pandas
                tables = {f: pandas.read_csv(f) for f in glob.glob(sys.argv[1] + '/*.csv*')}
                state = next(t for f, t in tables.items() if 'character_state' in f)
                print(len(tables) > 20, state['name'].tolist(), state['level'].dtype, state['character_id'].sum(),
                      pandas.to_datetime(state['recorded_at']).max())
                """, scene.folder.appending(path: "out").path(percentEncoded: false))
            #expect(found == Self.expected(moment: "2026-03-04 12:00:00"))
        }
    }

    @Test(.enabled(if: Self.opens("duckdb"), "DuckDB is not in .venv: scripts/test puts it there"))
    func `DuckDB opens every table without options`() async throws {
        try await withCharacters { scene in
            #expect(try await scene.run("export", "--all", "--gzip", "--out", "out").status == 0)
            let found = try python(
                """
                import glob, sys, duckdb
                files = glob.glob(sys.argv[1] + '/*.csv*')
                tables = [duckdb.read_csv(f).fetchall() for f in files]
                state = duckdb.read_csv(next(f for f in files if 'character_state' in f))
                types = dict(zip(state.columns, map(str, state.types)))
                rows = state.project('name, character_id, recorded_at').fetchall()
                assert types['recorded_at'].startswith('TIMESTAMP'), types
                print(len(tables) > 20, [row[0] for row in rows], 'int64' if types['level'] == 'BIGINT' else types,
                      sum(row[1] for row in rows), max(row[2] for row in rows))
                """, scene.folder.appending(path: "out").path(percentEncoded: false))
            #expect(found == Self.expected(moment: "2026-03-04 12:00:00"))
        }
    }

    /// What both programs find of the characters.
    private static func expected(moment: String) -> String {
        #"True ['Ärwen', '\'=HYPERLINK("http://x")', 'Ñandú, "the, second"'] int64 6 "# + moment + "\n"
    }

    private static let interpreter = Program.checkout.appending(path: ".venv/bin/python")

    private static func opens(_ module: String) -> Bool {
        (try? run(interpreter, ["-c", "import \(module)"])) != nil
    }

    /// Runs a Python program with one argument; what it prints.
    private func python(_ program: String, _ argument: String) throws -> String {
        let own = FileManager.default.fileExists(atPath: Self.interpreter.path(percentEncoded: false))
        return try Self.run(
            own ? Self.interpreter : URL(filePath: "/usr/bin/python3"), ["-c", program, argument])
    }

    private static func run(_ program: URL, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(program: program) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct Failed: Error {
        let program: URL
    }

    private func files(_ folder: URL) throws -> [String] {
        try names(folder).filter { name in !name.hasPrefix(".") }
    }

    private func hidden(_ folder: URL) throws -> [String] {
        try names(folder).filter { name in name.hasPrefix(".") }
    }

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
    }

    private func text(_ folder: URL, _ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// A scene whose database knows three characters with names that are hard to write down.
    private func withCharacters<Value>(_ body: (Scene) async throws -> Value) async throws -> Value {
        try await withScene("http://127.0.0.1:1") { scene in
            try await scene.execute(
                """
                SELECT ensure_partition('character_state', 12, '2026-03-04T12:00:00Z');
                INSERT INTO character_state SELECT 891, 1403, i, n, 'vale-of-tests', 90, 8, 4, 'HORDE', 64, NULL,
                    NULL, 1234, 600, NULL, NULL, moment, moment, NULL, 1
                FROM (VALUES (1, 'Ärwen'), (2, '=HYPERLINK("http://x")'), (3, 'Ñandú, "the, second"')) v (i, n),
                    (SELECT timestamptz '2026-03-04T12:00:00Z' AS moment) m
                """)
            return try await body(scene)
        }
    }
}
