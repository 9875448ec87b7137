import BattleNet
import Crawl
import Curl
import Foundation
import Guilds
import Postgres
import TestDatabase
import Testing
import Warehouse

/// The whole program and the budget that its requests count against.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct BudgetTests {
    @Test func `without the database there is no permit and nothing is sent`() async throws {
        try await withSimulator { simulator in
            let http = try HTTPClient()
            let servers = Servers(base: simulator.url)
            let tokens = TokenSource(
                credentials: ClientCredentials(id: "guildscope", secret: "guildscope"), servers: servers,
                http: http)
            let pool = Pool(
                settings: try ConnectionSettings(url: "postgresql://nobody@127.0.0.1:1/none"), size: 1)
            let client = ApiClient(
                budget: "guildscope", api: BattleNetClient(servers: servers, tokens: tokens, http: http))
            let lookup = Lookup(clients: [client], store: Warehouse(pool: pool))
            await #expect(throws: WarehouseError.self) { try await lookup.realms(of: .eu) }
            #expect(try await simulator.requests() == 0)
            await pool.close()
        }
    }

    @Test func `a crawl spreads over two API clients, each with its budget`() async throws {
        try await withWatchedWorld { simulator, scene in
            let two = [
                "BLIZZARD_CLIENT_ID": "guildscope, guildscope-2",
                "BLIZZARD_CLIENT_SECRET": "guildscope,guildscope",
                // Too small for one client to be always the first.
                "GUILDSCOPE_REQUESTS_PER_SECOND": "40",
            ]
            let before = try await simulator.requests()
            let ended = try await scene.run("crawl", "--limit", "60", settings: two)
            #expect(ended.status == 0 || ended.status == 3, "\(ended.errors)")
            let spent = try await scene.lines("SELECT client FROM budget WHERE granted > 0 ORDER BY client")
            #expect(spent == ["guildscope", "guildscope-2"])
            #expect(try await simulator.requests() > before)
        }
    }

    @Test(arguments: [
        ("one,two", "hunter2-secret", "2 entries"), ("one", "hunter2-secret,other", "1 entries"),
        ("one,,two", "hunter2-secret,b,c", "empty entry"), ("one,one", "hunter2-secret,b", "twice"),
    ])
    func `lists of credentials that do not fit are refused without showing them`(
        ids: String, secrets: String, said: String
    ) async throws {
        try await withScene("http://127.0.0.1:1") { scene in
            let ended = try await scene.run(
                "guild", "list", settings: ["BLIZZARD_CLIENT_ID": ids, "BLIZZARD_CLIENT_SECRET": secrets])
            #expect(ended.status == 64)
            #expect(ended.errors.contains(said))
            #expect(!ended.errors.contains("hunter2-secret"))
        }
    }

    @Test func `credentials do not travel in the clear to another machine`() async throws {
        // An address that is reserved for documentation: nothing may be sent there anyway.
        try await withScene("http://192.0.2.1:8080") { scene in
            let ended = try await scene.run(
                "guild", "add", "eu/tarren-mill/ember-accord",
                settings: ["BLIZZARD_CLIENT_ID": "someone", "BLIZZARD_CLIENT_SECRET": "hunter2-secret"])
            #expect(ended.status == 64)
            #expect(ended.errors.contains("GUILDSCOPE_ALLOW_PLAIN_CREDENTIALS"))
            #expect(!ended.errors.contains("hunter2-secret"))
        }
    }

    @Test func `a port that is taken or impossible is told`() async throws {
        try await withSimulator { simulator in
            let port = try #require(simulator.url.split(separator: ":").last.map(String.init))
            let folder = FileManager.default.temporaryDirectory
            let taken = try await Program(
                ["simulate", "--world", "tiny", "--port", port], environment: [:], folder: folder
            ).ended()
            #expect(taken.status == 64)
            #expect(taken.errors.contains("port \(port) is taken"))
            let beyond = try await Program(
                ["replay", ".", "--port", "99999"], environment: [:], folder: folder
            ).ended()
            #expect(beyond.status == 64)
            #expect(beyond.errors.contains("65535"))
        }
    }
}
