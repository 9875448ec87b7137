import BattleNet
import BattleNetSimulator
import Curl
import Foundation
import Guilds
import Postgres
import TestDatabase
import Testing
import Warehouse

@testable import Crawl

/// What hands out requests within a process: on a real budget in PostgreSQL, and towards a real server.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct PaceTests {
    /// Runs with a warehouse that keeps these clients' budgets, of so many requests a second.
    private func withBudgets<Value: Sendable>(
        _ clients: [String], perSecond: Int, perHour: Int = 36_000, _ scene: Scene? = nil,
        _ body: (Warehouse, Pool) async throws -> Value
    ) async throws -> Value {
        func run(_ scene: Scene) async throws -> Value {
            let pool = Pool(settings: scene.database.settings, size: 4)
            do {
                let warehouse = Warehouse(pool: pool)
                for client in clients {
                    try await warehouse.configureBudget(
                        client: client, perSecond: perSecond, perHour: perHour, askedShare: 0.1)
                }
                let value = try await body(warehouse, pool)
                await pool.close()
                return value
            } catch {
                await pool.close()
                throw error
            }
        }
        if let scene { return try await run(scene) }
        return try await withScene("http://127.0.0.1:1") { scene in try await run(scene) }
    }

    private func granted(_ pool: Pool) async throws -> [String: Int] {
        try await pool.withConnection { connection in
            let rows = try await connection.query("SELECT client, granted FROM budget").map { row in
                (try row.text(0), try row.int(1))
            }
            return Dictionary(uniqueKeysWithValues: rows)
        }
    }

    // MARK: The purse

    @Test func `who waits together is asked for together, and no permit more is taken than callers came`()
        async throws
    {
        try await withBudgets(["a"], perSecond: 100) { warehouse, pool in
            let purse = PermitPurse(store: warehouse, clients: ["a"], class: .routine, chunk: 48)
            let permits = try await withThrowingTaskGroup(of: PermitPurse.Permit.self) { group in
                for _ in 0..<30 { group.addTask { try await purse.take() } }
                return try await group.reduce(into: []) { all, permit in all.append(permit) }
            }
            #expect(permits.count == 30)
            // What ran out on the way, on a slow machine, was asked for again.
            #expect(try await granted(pool)["a"] ?? 0 >= 30)
            #expect(Set(permits.map(\.sendBefore)).count < 30)
        }
    }

    @Test func `a permit is valid from before the question on, whenever the answer comes`() async throws {
        try await withBudgets(["a"], perSecond: 100) { warehouse, _ in
            let purse = PermitPurse(store: warehouse, clients: ["a"], class: .routine, chunk: 48)
            let before = ContinuousClock.now
            let permit = try await purse.take()
            let validFor = try await warehouse.permits(1, client: "a", class: .routine).validFor
            #expect(permit.sendBefore > before)
            #expect(permit.sendBefore <= .now + validFor)
        }
    }

    @Test func `permits that come too late are void, and asked for anew`() async throws {
        try await withBudgets(["a"], perSecond: 100) { warehouse, pool in
            let purse = PermitPurse(store: warehouse, clients: ["a"], class: .routine, chunk: 48)
            let validFor = try await warehouse.permits(1, client: "a", class: .routine).validFor
            // Somebody holds the budget's row for longer than the permits are valid.
            let permit = try await pool.withConnection { holder in
                let taking = try await holder.transaction { holder in
                    _ = try await holder.query("SELECT client FROM budget FOR UPDATE")
                    let taking = Task { try await purse.take() }
                    try await eventually("the purse has asked") {
                        try await pool.withConnection { connection in
                            try await connection.query(
                                "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                                    + "AND datname = current_database()"
                            ).map { row in try row.int(0) }.count == 1
                        }
                    }
                    try await Task.sleep(for: validFor + .milliseconds(100))
                    return taking
                }
                return try await taking.value
            }
            #expect(permit.sendBefore > .now - .seconds(600))
            // One of this test, one that was void, one that was handed out.
            #expect(try await granted(pool)["a"] ?? 0 >= 3)
        }
    }

    @Test func `whichever client may be asked soonest pays`() async throws {
        try await withBudgets(["a", "b"], perSecond: 10, perHour: 3600) { warehouse, pool in
            let purse = PermitPurse(store: warehouse, clients: ["a", "b"], class: .routine, chunk: 8)
            var clients: [Int] = []
            try await withThrowingTaskGroup(of: PermitPurse.Permit.self) { group in
                for _ in 0..<24 { group.addTask { try await purse.take() } }
                for try await permit in group { clients.append(permit.client) }
            }
            #expect(Set(clients) == [0, 1])
            let granted = try await granted(pool)
            for (place, name) in ["a", "b"].enumerated() {
                #expect(granted[name] ?? 0 >= clients.filter { client in client == place }.count)
            }
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `no caller starves while others come again and again`() async throws {
        try await withBudgets(["a"], perSecond: 20) { warehouse, _ in
            let purse = PermitPurse(store: warehouse, clients: ["a"], class: .routine, chunk: 4)
            // Each comes back at once, until the one that wants little has it; together they want far more than
            // there is.
            let isServed = Flag()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<7 {
                    group.addTask { while await !isServed.isSet { _ = try await purse.take() } }
                }
                group.addTask {
                    for _ in 0..<6 { _ = try await purse.take() }
                    await isServed.set()
                }
                try await group.waitForAll()
            }
        }
    }

    private actor Flag {
        private(set) var isSet = false
        func set() { isSet = true }
    }

    @Test func `who is cancelled does not wait for the client's pause to end`() async throws {
        try await withBudgets(["a"], perSecond: 100) { warehouse, pool in
            try await warehouse.report(Pressure(retryAfter: .seconds(280)), client: "a")
            let purse = PermitPurse(store: warehouse, clients: ["a"], class: .routine, chunk: 48)
            let callers = (0..<6).map { _ in Task { try await purse.take() } }
            // One asks and then waits for the end of the pause; the others wait for it.
            try await eventually("five stand in line") { purse.line.count == 5 }
            // Whoever asks may be in the middle of a statement, which then says that it was cancelled.
            for caller in callers.dropFirst(3) { caller.cancel() }
            for caller in callers.dropFirst(3) {
                await #expect(throws: (any Error).self) { _ = try await caller.value }
            }
            for caller in callers { caller.cancel() }
            for caller in callers {
                await #expect(throws: (any Error).self) { _ = try await caller.value }
            }
            #expect(try await granted(pool)["a"] == 0)
        }
    }

    // MARK: The gateway

    private func client(_ name: String, _ simulator: Simulator) throws -> ApiClient {
        let http = try HTTPClient()
        let servers = Servers(base: simulator.url)
        let tokens = TokenSource(
            credentials: ClientCredentials(id: name, secret: name), servers: servers, http: http)
        return ApiClient(
            budget: name,
            api: BattleNetClient(servers: servers, tokens: tokens, http: http, retry: Retry(repeats: 0)))
    }

    private func withGateway<Value: Sendable>(
        concurrency: Int = 4, _ body: (Simulator, Gateway, Pool) async throws -> Value
    ) async throws -> Value {
        try await withSimulator { simulator in
            try await withScene(simulator.url) { scene in
                try await withBudgets(["guildscope"], perSecond: 100, scene) { warehouse, pool in
                    let gateway = Gateway(
                        clients: [try client("guildscope", simulator)], store: warehouse, class: .routine,
                        concurrency: concurrency)
                    return try await body(simulator, gateway, pool)
                }
            }
        }
    }

    private let question = Gateway.Question(document: DocumentID(.periods, of: .eu), address: .region)

    @Test func `each request has a permit, also one that is repeated with a new token`() async throws {
        try await withGateway { simulator, gateway, pool in
            _ = try await gateway.ask(question).get()
            let before = try await granted(pool)["guildscope"] ?? 0
            #expect(before >= 1)
            try await simulator.commit([Fault(.revokeTokens, count: 1)])
            let fetched = try await gateway.ask(question).get()
            #expect(fetched.requests == 2)
            #expect(try await granted(pool)["guildscope"] ?? 0 >= before + 2)
        }
    }

    @Test func `an API that asks for patience slows all processes down`() async throws {
        try await withGateway { simulator, gateway, pool in
            try await simulator.commit([Fault(.rateLimited, count: 1)])
            let answer = try await gateway.ask(question)
            guard case .failure(let error) = answer else {
                Issue.record("the API was told to refuse")
                return
            }
            #expect(error.code == .rateLimited)
            #expect(error.requests == 1)
            let pace = try await pool.withConnection { connection in
                try await connection.query("SELECT pace FROM budget").one().double(0)
            }
            #expect(pace < 1)
        }
    }

    @Test func `questions that are cancelled leave the way free for the next`() async throws {
        try await withGateway(concurrency: 2) { simulator, gateway, _ in
            _ = try await gateway.ask(question).get()
            let before = try await simulator.requests()
            try await simulator.commit([Fault(.hang)])
            let asking = (0..<6).map { _ in Task { try await gateway.ask(question) } }
            try await eventually("two are on their way") { try await simulator.requests() >= before + 2 }
            for task in asking { task.cancel() }
            for task in asking {
                switch await task.result {
                case .success(.success): Issue.record("nobody answers")
                case .success(.failure(let error)): #expect(error.code == .cancelled)
                case .failure(let error): #expect(error is CancellationError)
                }
            }
            // No more than the limit allows were ever on their way.
            #expect(try await simulator.requests() == before + 2)
            try await simulator.commit([])
            _ = try await gateway.ask(question).get()
        }
    }
}
