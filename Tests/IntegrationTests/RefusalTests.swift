import Foundation
import Postgres
import TestDatabase
import Testing

/// What the program says and how it exits when it cannot do what it was asked.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct RefusalTests {
    @Test func `an unknown realm is answered with the nearest names`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let ended = try await scene.run("guild", "add", "eu/tarren-mil/ember-accord")
                expectRefusal(ended, 66, in: scene, "no realm “tarren-mil” in eu", "tarren-mill")
            }
        }
    }

    @Test func `a realm of another region is pointed out`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let ended = try await scene.run("crawl", "--guild", "us/tarren-mill/ember-accord")
                expectRefusal(ended, 66, in: scene, "no realm “tarren-mill” in us", "there is eu/tarren-mill")
            }
        }
    }

    @Test func `an unknown guild is answered with the nearest known ones`() async throws {
        try await withWatchedWorld { _, scene in
            let ended = try await scene.run("crawl", "--guild", "eu/tarren-mill/ember-acord")
            expectRefusal(
                ended, 66, in: scene, "no guild “ember-acord” on eu/tarren-mill", "did you mean ember-accord?"
            )
        }
    }

    @Test func `an unknown character is answered with the likely reasons`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let ended = try await scene.run("crawl", "--character", "eu/tarren-mill/nobodyatall")
                expectRefusal(ended, 66, in: scene, "no shared profile “nobodyatall” on eu/tarren-mill")
            }
        }
    }

    @Test(arguments: ["nonsense", "eu/tarren-mill", "xx/tarren-mill/ember-accord", "eu//ember-accord"])
    func `a malformed address is refused with its form`(address: String) async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let ended = try await scene.run("guild", "add", address)
                expectRefusal(ended, 64, in: scene, "“\(address)” is not an address", "REGION/REALM/GUILD")
            }
        }
    }

    @Test func `refused credentials name the settings and not the secret`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let ended = try await scene.run(
                    "guild", "add", "eu/tarren-mill/ember-accord",
                    settings: ["BLIZZARD_CLIENT_ID": "someone", "BLIZZARD_CLIENT_SECRET": "hunter2-secret"])
                expectRefusal(ended, 77, in: scene, "BLIZZARD_CLIENT_SECRET")
                #expect(!ended.errors.contains("hunter2-secret"))
            }
        }
    }

    @Test func `a crawl with refused credentials writes down no failure of a target`() async throws {
        try await withWatchedWorld { _, scene in
            let ended = try await scene.run(
                "crawl",
                settings: ["BLIZZARD_CLIENT_ID": "someone", "BLIZZARD_CLIENT_SECRET": "hunter2-secret"])
            expectRefusal(ended, 77, in: scene, "BLIZZARD_CLIENT_SECRET")
            #expect(try await scene.lines("SELECT outcome FROM attempt").isEmpty)
            #expect(try await scene.lines("SELECT 'x' FROM target WHERE lease_until > now()").isEmpty)
        }
    }

    @Test func `with one of three clients refused the crawl goes on, says so once and asks for a person`()
        async throws
    {
        try await withWatchedWorld { simulator, scene in
            let three = [
                "BLIZZARD_CLIENT_ID": "guildscope,someone,guildscope-2",
                "BLIZZARD_CLIENT_SECRET": "guildscope,hunter2-secret,guildscope",
            ]
            let ended = try await scene.run("crawl", settings: three)
            expectRefusal(ended, 77, in: scene, "API client someone", "BLIZZARD_CLIENT_SECRET")
            #expect(!ended.errors.contains("hunter2-secret"))
            #expect(try ended.events("client_refused").map { event in event["client"].text } == ["someone"])
            #expect(try ended.events("summary").first?["clients_refused"].integer == 1)
            #expect(try await scene.lines("SELECT 'x' FROM attempt WHERE verdict = 'failed'").isEmpty)
            let now = try await simulator.now()
            #expect(try await scene.lines("SELECT 'x' FROM attempt").count > 100)
            #expect(try await scene.lines("SELECT 'x' FROM target WHERE next_due_at <= '\(now)'").isEmpty)
            #expect(
                try await scene.lines("SELECT client FROM budget WHERE granted > 0").contains("someone")
                    == false)
            let doctor = try await scene.start(["doctor"], three).ended()
            #expect(doctor.status == 69)
            #expect(doctor.output.contains("credentials.someone"))
        }
    }

    @Test func `a crawl whose clients are all refused ends at once`() async throws {
        try await withWatchedWorld { _, scene in
            let ended = try await scene.run(
                "crawl",
                settings: ["BLIZZARD_CLIENT_ID": "a,b", "BLIZZARD_CLIENT_SECRET": "hunter2-secret,other"])
            expectRefusal(ended, 77, in: scene, "BLIZZARD_CLIENT_SECRET")
            #expect(try await scene.lines("SELECT 'x' FROM attempt").isEmpty)
            #expect(try await scene.lines("SELECT 'x' FROM target WHERE lease_until > now()").isEmpty)
        }
    }

    @Test func `an API that does not answer is a matter of time`() async throws {
        try await withScene("http://127.0.0.1:1") { scene in
            let ended = try await scene.run("guild", "add", "eu/tarren-mill/ember-accord")
            expectRefusal(ended, 75, in: scene)
        }
    }

    @Test func `a database that does not answer is a matter of time`() async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let ended = try await scene.run(
                    "guild", "list",
                    settings: ["DATABASE_URL": "postgresql://somebody:hunter2-secret@127.0.0.1:1/nowhere"])
                expectRefusal(ended, 75, in: scene, "PostgreSQL")
                #expect(!ended.errors.contains("hunter2-secret"))
            }
        }
    }

    @Test func `a database that does not exist is a wrong setting`() async throws {
        try await withScene("http://127.0.0.1:1") { scene in
            let url = scene.databaseURL.replacingOccurrences(
                of: scene.database.name, with: "no_such_database")
            let ended = try await scene.run("guild", "list", settings: ["DATABASE_URL": url])
            expectRefusal(ended, 64, in: scene, "does not exist")
        }
    }

    @Test func `a connection string that cannot be read is a wrong setting`() async throws {
        try await withScene("http://127.0.0.1:1") { scene in
            let ended = try await scene.run(
                "guild", "list", settings: ["DATABASE_URL": "postgresql://a:hunter2-secret@[/x"])
            expectRefusal(ended, 64, in: scene, "connection string cannot be read")
            #expect(!ended.errors.contains("hunter2-secret"))
        }
    }

    @Test func `no database configured is a wrong setting`() async throws {
        try await withScene("http://127.0.0.1:1") { scene in
            let ended = try await scene.run("guild", "list", settings: ["DATABASE_URL": ""])
            expectRefusal(ended, 64, in: scene, "DATABASE_URL")
        }
    }

    @Test func `a database that only reads refuses a crawl and stays as it is`() async throws {
        try await withWatchedWorld { _, scene in
            let before = try await scene.dump()
            try await scene.execute(
                "ALTER DATABASE \(scene.database.name) SET default_transaction_read_only = on")
            let ended = try await scene.run("crawl")
            expectRefusal(ended, 75, in: scene, "only reads")
            #expect(try await scene.dump() == before)
        }
    }

    @Test(arguments: [["crawl"], ["analyze"], ["report"], ["guild", "list"]])
    func `a database that was not migrated is told how`(command: [String]) async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url, isMigrated: false) { scene in
                let ended = try await scene.start(command).ended()
                expectRefusal(ended, 64, in: scene, "guildscope migrate")
            }
        }
    }

    @Test(arguments: [["crawl"], ["migrate"]])
    func `a database of a newer version is left alone`(command: [String]) async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                try await scene.execute(
                    "INSERT INTO schema_migration (version, name, checksum) VALUES (9999, '9999_later', 'x')")
                let ended = try await scene.start(command).ended()
                expectRefusal(ended, 64, in: scene, "newer")
            }
        }
    }

    @Test(arguments: [
        ["crawl", "--until", "tomorrow"], ["crawl", "--limit", "0"], ["run", "no-such-job"],
        ["analyze", "--as-of", "then"], ["fly"],
    ])
    func `wrong usage is a matter of the caller`(command: [String]) async throws {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                let ended = try await scene.start(command).ended()
                #expect(ended.status == 64)
                expectNothingSecret(ended, scene)
            }
        }
    }

    /// The exit status, a sentence that holds these texts, and nothing that is nobody's business.
    private func expectRefusal(
        _ ended: Program.Ended, _ status: Int32, in scene: Scene, _ texts: String...,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(ended.status == status, "\(ended.errors)", sourceLocation: place)
        let lines = ended.errors.split(separator: "\n")
        #expect(lines.contains { line in line.hasPrefix("guildscope: ") }, sourceLocation: place)
        for text in texts { #expect(ended.errors.contains(text), sourceLocation: place) }
        expectNothingSecret(ended, scene, at: place)
    }

    private func expectNothingSecret(
        _ ended: Program.Ended, _ scene: Scene, at place: SourceLocation = #_sourceLocation
    ) {
        let said = ended.output + ended.errors
        let secrets = [
            "SELECT ", "INSERT ", "UPDATE ", scene.databaseURL, "Bearer", "access_token",
            scene.database.name, scene.folder.path(percentEncoded: false), Program.checkout.path(),
        ]
        for secret in secrets { #expect(!said.contains(secret), sourceLocation: place) }
    }
}
