import BattleNetSimulator
import Curl
import Foundation
import Guilds
import TestDatabase
import Testing

/// What a person sees of a running system: targets, doctor, metrics, logs.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct OperatingTests {
    @Test func `targets tells what fails, why and since when, until it is retried`() async throws {
        try await withWatchedWorld { simulator, scene in
            try await simulator.commit([Fault(.html, path: "/equipment")])
            try #require(try await scene.run("crawl").status == 3)
            let since = try await simulator.now()
            let failing = try await scene.run(
                "targets", "--failing", "--kind", "equipment", "--limit", "1000")
            let rows = try lines(failing)
            #expect(rows.count > 20)
            #expect(rows.allSatisfy { row in row["last_outcome"].text == "malformed" })
            #expect(rows.allSatisfy { row in row["failing_since"].text == since.description })
            #expect(
                rows.allSatisfy { row in row["failures"].integer == 1 && row["confirmed_at"].text == nil })
            try await simulator.commit([])
            let retried = try await scene.run("targets", "--retry", "--limit", "1000")
            #expect(try retried.events("retried").first?["targets"].integer == Int64(rows.count))
            let due = try lines(try await scene.run("targets", "--due", "--limit", "1000"))
            #expect(due.count == rows.count)
            #expect(try await scene.run("crawl").status == 0)
            #expect(try lines(try await scene.run("targets", "--failing", "--kind", "equipment")).isEmpty)
        }
    }

    @Test func `targets of a guild are its own, its region's and its members'`() async throws {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            let guild = try #require(try await simulator.guilds().first)
            let rows = try lines(try await scene.run("targets", "--guild", guild, "--limit", "10000"))
            let all = try lines(try await scene.run("targets", "--limit", "10000"))
            #expect(rows.count > 100)
            #expect(rows.count < all.count)
            #expect(
                rows.filter { row in row["kind"].text == "roster" }.map { row in row["address"].text } == [
                    guild
                ])
            let kinds = Set(rows.compactMap { row in row["kind"].text })
            #expect(kinds.isSuperset(of: ["guild", "roster", "realms", "summary", "equipment"]))
        }
    }

    @Test func `what the database refuses is shown, found by the doctor, and replayed once it can be stored`()
        async throws
    {
        try await withWatchedWorld { _, scene in
            try await scene.execute(
                "ALTER TABLE guild_state_now ADD CONSTRAINT cap CHECK (member_count < 0)")
            try #require(try await scene.run("crawl").status == 3)
            let held = try lines(try await scene.run("quarantine"))
            #expect(!held.isEmpty)
            #expect(
                held.allSatisfy { row in row["kind"].text == "guild" && row["sql_state"].text == "23514" })
            #expect(held.allSatisfy { row in row["reason"].text?.contains("cap") == true })
            #expect(try verdicts(try await scene.run("doctor"))["quarantine"] == "warning")
            let refused = try await scene.run("quarantine", "--replay")
            #expect(refused.status == 3)
            #expect(try refused.events("replayed").first?["refused"].integer == Int64(held.count))
            try await scene.execute("ALTER TABLE guild_state_now DROP CONSTRAINT cap")
            let replayed = try await scene.run("quarantine", "--replay")
            #expect(replayed.status == 0)
            #expect(try replayed.events("replayed").first?["written"].integer == Int64(held.count))
            #expect(try lines(try await scene.run("quarantine")).isEmpty)
            #expect(try await scene.dump()["guild_state"]?.count == held.count)
        }
    }

    @Test func `doctor finds a crawled world well`() async throws {
        try await withWatchedWorld { _, scene in
            try #require(try await scene.run("crawl").status == 0)
            let doctor = try await scene.run("doctor")
            let checks = try verdicts(doctor)
            #expect(doctor.status == 0, "\(doctor.output)")
            #expect(Set(checks.values) == ["ok"])
            let names = [
                "database.schema", "clock.api", "credentials.guildscope", "promise", "forecast", "fonts",
            ]
            for name in names { #expect(checks[name] == "ok", "\(name)") }
        }
    }

    @Test func `doctor names scripts that no font can write`() async throws {
        try await withScene("http://127.0.0.1:9") { scene in
            // A root for fonts in which there is only what writes Latin, Greek and Cyrillic.
            let root = scene.folder.appending(path: "root")
            let inside = root.appending(path: "usr/share/fonts/truetype")
            try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: URL(filePath: "/usr/share/fonts/truetype/dejavu"), to: inside.appending(path: "dejavu"))
            let doctor = try await scene.run(
                "doctor", settings: ["FONTCONFIG_SYSROOT": root.path(percentEncoded: false)])
            let lines = doctor.output.split(separator: "\n").filter { line in line.contains("\"fonts\"") }
            let latin = try #require(lines.first.map(String.init), "\(doctor.output) \(doctor.errors)")
            #expect(latin.contains("warning") && latin.contains("Hangul") && !latin.contains("Cyrillic"))
            #expect(latin.contains("apt-get install fonts-noto-cjk"))
        }
    }

    @Test func `doctor warns of what has failed for half a day and minds what has failed for a week`()
        async throws
    {
        try await withWatchedWorld { simulator, scene in
            try await simulator.commit([Fault(.html, path: "/equipment")])
            _ = try await scene.run("crawl")
            try await simulator.step(hours: 12)
            let early = try await scene.run("doctor")
            #expect(early.status == 4 || early.status == 69)
            #expect(try verdicts(early)["failing.equipment.malformed"] == "warning")
            try await simulator.step(hours: 24 * 8)
            let late = try await scene.run("doctor")
            #expect(late.status == 69)
            let checks = try verdicts(late)
            #expect(checks["failing.equipment.malformed"] == "problem")
            #expect(checks["backlog"] == "problem")
            #expect(checks["late.roster"] == "warning")
            #expect(try verdicts(early)["late.roster"] == nil)
        }
    }

    @Test func `doctor sees a broken promise`() async throws {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            try await simulator.step(hours: 24 * 31)
            let doctor = try await scene.run("doctor")
            #expect(doctor.status == 69)
            #expect(try verdicts(doctor)["promise"] == "problem")
        }
    }

    @Test func `doctor names what is missing on an empty database, with refused credentials`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url, isMigrated: false) { scene in
                let doctor = try await scene.run(
                    "doctor",
                    settings: ["BLIZZARD_CLIENT_ID": "someone", "BLIZZARD_CLIENT_SECRET": "hunter2-secret"])
                #expect(doctor.status == 69)
                let checks = try verdicts(doctor)
                #expect(checks["database"] == "ok")
                #expect(checks["database.schema"] == "problem")
                #expect(checks["credentials.someone"] == "problem")
                #expect(!(doctor.output + doctor.errors).contains("hunter2-secret"))
            }
        }
    }

    @Test func `doctor without a database still examines the API`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let doctor = try await scene.run(
                    "doctor", settings: ["DATABASE_URL": "postgresql://somebody:hunter2-secret@127.0.0.1:1/x"]
                )
                #expect(doctor.status == 69)
                let checks = try verdicts(doctor)
                #expect(checks["database"] == "problem")
                #expect(checks["credentials.guildscope"] == "ok")
                #expect(checks["clock.api"] == "ok")
                // The name says already what it is about.
                #expect(doctor.output.contains(#""finding":"cannot connect"#))
                #expect(!(doctor.output + doctor.errors).contains("hunter2-secret"))
            }
        }
    }

    @Test func `a clock that is an hour ahead of the database is noticed`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let clock = try WrongClock(in: scene.folder)
                try clock.set(to: .seconds(3600))
                let doctor = try await scene.run("doctor", settings: clock.environment)
                let checks = try verdicts(doctor)
                #expect(checks["clock.database"] == "problem")
                #expect(checks["guilds"] == "warning")
            }
        }
    }

    @Test func `metrics and health are served while a crawl runs`() async throws {
        try await withWatchedWorld { simulator, scene in
            try await simulator.commit([Fault(.latency, path: "/profile", seconds: 0.2)])
            try await scene.execute("INSERT INTO pace VALUES ('all', 0.5, now())")
            let port = Int.random(in: 20_000...29_000)
            let crawl = try scene.start(["crawl", "--metrics-port", "\(port)", "--concurrency", "3"])
            let http = try HTTPClient()
            var text = ""
            try await eventually("the crawl tells of fetched characters") {
                // Until the server listens there is no answer.
                let response = try? await http.send(HTTPRequest(url: "http://127.0.0.1:\(port)/metrics"))
                text = String(decoding: response?.body ?? [], as: UTF8.self)
                return text.contains(#"guildscope_completed_total{kind="summary",verdict="changed"}"#)
                    || !crawl.isRunning
            }
            let health = try await http.send(HTTPRequest(url: "http://127.0.0.1:\(port)/health"))
            #expect(health.status == 200)
            crawl.signal(SIGTERM)
            #expect(try await crawl.ended().status == 143)
            for name in [
                "guildscope_requests_total{kind=\"summary\",outcome=\"received\"}", "guildscope_targets_due ",
                "guildscope_request_seconds_bucket{le=\"+Inf\"}", "guildscope_permit_wait_seconds_count",
                "guildscope_rows_written_total ", "guildscope_claimed_total ", "guildscope_price_days 0.5",
                "# TYPE guildscope_request_seconds histogram",
            ] { #expect(text.contains(name), "\(name)") }
        }
    }

    @Test func `results stand on standard output, events on standard error`() async throws {
        try await withWatchedWorld { _, scene in
            let crawl = try await scene.run("crawl")
            let results = try lines(crawl)
            #expect(results.map { row in row["event"].text } == ["summary"])
            let log = try crawl.errors.split(separator: "\n").map { line in try Node(json: Data(line.utf8)) }
            #expect(log.contains { line in line["event"].text == "batch" })
            #expect(log.allSatisfy { line in line["time"].exists && line["level"].text == "info" })
        }
    }

    @Test func `details of an error are logged only when they are asked for`() async throws {
        try await withScene("http://127.0.0.1:1") { scene in
            let quiet = try await scene.run("guild", "add", "eu/tarren-mill/ember-accord")
            #expect(!quiet.errors.contains("debug"))
            let verbose = try await scene.run("guild", "add", "eu/tarren-mill/ember-accord", "--verbose")
            #expect(verbose.status == 75)
            #expect(verbose.errors.contains(#""level":"debug""#))
        }
    }

    /// The JSON lines of standard output.
    private func lines(_ ended: Program.Ended) throws -> [Node] {
        try ended.output.split(separator: "\n").map { line in try Node(json: Data(line.utf8)) }
    }

    private func verdicts(_ doctor: Program.Ended) throws -> [String: String] {
        var verdicts: [String: String] = [:]
        for line in try lines(doctor) {
            verdicts[line["check"].text ?? ""] = line["verdict"].text
        }
        return verdicts
    }
}
