import BattleNet
import Guilds
import Testing

struct TokenTests {
    private static let answer = ScriptedAnswer(body: ClientFixture.body)

    @Test func `twenty callers share one token`() async throws {
        let fixture = try ClientFixture([Self.answer])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try await fixture.fetch() } }
            try await group.waitForAll()
        }
        #expect(try await fixture.seen("/oauth/token").count == 1)
        #expect(try await fixture.seen(ClientFixture.path).count == 20)
    }

    @Test func `twenty callers share the replacement of a refused token`() async throws {
        let fixture = try ClientFixture([Self.answer], tokens: ["token-2"])
        try await withThrowingTaskGroup(of: Fetched.Content.self) { group in
            for _ in 0..<20 { group.addTask { try await fixture.fetch().content } }
            for try await content in group { #expect(content == .received(.guild(ClientFixture.profile))) }
        }
        #expect(try await fixture.seen("/oauth/token").count == 2)
    }

    @Test func `a refused token is replaced once and the request repeated once`() async throws {
        let fixture = try ClientFixture([Self.answer], tokens: ["token-2"])
        let fetched = try await fixture.fetch()
        #expect(fetched.content == .received(.guild(ClientFixture.profile)))
        #expect(fetched.requests == 2)
        #expect(try await fixture.seen("/oauth/token").count == 2)
    }

    @Test func `a second refusal is final`() async throws {
        let fixture = try ClientFixture([Self.answer], tokens: [])
        let error = try #require(await fixture.failure())
        #expect(error.code == .unauthorised)
        #expect(error.requests == 2)
        #expect(!error.isTransient)
        #expect(try await fixture.seen("/oauth/token").count == 2)
    }

    @Test func `a token is renewed five minutes before it runs out`() async throws {
        let fixture = try ClientFixture([Self.answer], tokens: ["token-1", "token-2"])
        _ = try await fixture.fetch()
        fixture.time.advance(by: .seconds(86_400 - 301))
        _ = try await fixture.fetch()
        #expect(try await fixture.seen("/oauth/token").count == 1)
        fixture.time.advance(by: .seconds(1))
        _ = try await fixture.fetch()
        #expect(try await fixture.seen("/oauth/token").count == 2)
    }

    @Test func `a token with minutes left is used for half of them`() async throws {
        let short = ClientFixture.token("token-1", life: 240)
        let fixture = try ClientFixture([Self.answer], token: [short])
        _ = try await fixture.fetch()
        fixture.time.advance(by: .seconds(119))
        _ = try await fixture.fetch()
        #expect(try await fixture.seen("/oauth/token").count == 1)
        fixture.time.advance(by: .seconds(1))
        _ = try await fixture.fetch()
        #expect(try await fixture.seen("/oauth/token").count == 2)
    }

    @Test(arguments: [401, 403, 400])
    func `refused credentials are not tried again`(_ status: Int) async throws {
        let fixture = try ClientFixture([Self.answer], token: [ScriptedAnswer(status: status)])
        let error = try #require(await fixture.failure())
        #expect(error.code == .unauthorised)
        #expect(error.requests == 0)
        #expect(error.description.contains("BLIZZARD_CLIENT_ID"))
        #expect(try await fixture.seen("/oauth/token").count == 1)
    }

    @Test func `an ailing token host is asked a few times`() async throws {
        let sick = ScriptedAnswer(status: 503)
        let well = ClientFixture.token("token-1", life: 86_400)
        let fixture = try ClientFixture([Self.answer], token: [sick, sick, well])
        #expect(try await fixture.fetch().requests == 1)
        #expect(fixture.time.waits == [.milliseconds(250), .milliseconds(500)])
    }

    @Test func `a token host that stays down is given up and asked again by the next caller`() async throws {
        let sick = [ScriptedAnswer](repeating: ScriptedAnswer(status: 502), count: 5)
        let well = ClientFixture.token("token-1", life: 86_400)
        let fixture = try ClientFixture([Self.answer], token: sick + [well])
        #expect(await fixture.failure()?.code == .unavailable)
        #expect(try await fixture.seen("/oauth/token").count == 5)
        #expect(try await fixture.fetch().requests == 1)
    }

    @Test func `while the token host ails the last minutes of a token are used up`() async throws {
        let well = ClientFixture.token("token-1", life: 86_400)
        let fixture = try ClientFixture([Self.answer], token: [well, ScriptedAnswer(status: 503)])
        _ = try await fixture.fetch()
        fixture.time.advance(by: .seconds(86_400 - 299))
        #expect(try await fixture.fetch().requests == 1)
        #expect(try await fixture.seen("/oauth/token").count == 6)
        fixture.time.advance(by: .seconds(299))
        #expect(await fixture.failure()?.code == .unavailable)
    }

    @Test func `an answer of the token host without a token is unavailable`() async throws {
        let fixture = try ClientFixture([Self.answer], token: [ScriptedAnswer(body: "<html>Sorry</html>")])
        #expect(await fixture.failure()?.code == .unavailable)
    }

    @Test func `credentials do not print themselves`() {
        let credentials = ClientCredentials(id: "lamp", secret: "oil")
        #expect(!"\(credentials)\(String(reflecting: credentials))".contains("oil"))
        #expect(Mirror(reflecting: credentials).children.isEmpty)
    }
}
