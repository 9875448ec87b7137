import BattleNet
import Curl
import Guilds
import Testing

struct ClientTests {
    @Test func `a document with what its headers tell`() async throws {
        let headers = [
            "Last-Modified": "Sun, 8 Mar 2020 00:53:20 GMT", "Cache-Control": "public, max-age=10800",
            "Battlenet-Schema-Revision": "18", "Date": "Sun, 08 Mar 2020 12:28:45 GMT",
        ]
        let fixture = try ClientFixture([ScriptedAnswer(headers: headers, body: ClientFixture.body)])
        let fetched = try await fixture.fetch()
        #expect(fetched.content == .received(.guild(ClientFixture.profile)))
        #expect(fetched.lastModified == Timestamp(seconds: 1_583_628_800))
        #expect(fetched.maxAge == .hours(3))
        #expect(fetched.schemaRevision == 18)
        #expect(fetched.httpStatus == 200)
        #expect(Int(fetched.bytes) == ClientFixture.body.utf8.count)
        #expect(fetched.decoderVersion == DocumentDecoder.version)
        #expect(fetched.requests == 1)
        #expect(fetched.serverDate != nil)
    }

    @Test func `the request carries token, namespace and language`() async throws {
        let fixture = try ClientFixture([ScriptedAnswer(body: ClientFixture.body)])
        _ = try await fixture.fetch(ifModifiedSince: Timestamp(seconds: 1_583_628_800))
        let request = try #require(try await fixture.seen(ClientFixture.path).first)
        #expect(request.query == "namespace=profile-eu&locale=en_GB")
        #expect(request.headers["authorization"] == "Bearer token-1")
        #expect(request.headers["if-modified-since"] == "Sun, 08 Mar 2020 00:53:20 GMT")
        let token = try #require(try await fixture.seen("/oauth/token").first)
        #expect(token.method == "POST")
        #expect(token.body == "grant_type=client_credentials")
        #expect(token.headers["authorization"] == "Basic bGFtcDpvaWw=")
    }

    @Test func `304 and a known digest are unchanged`() async throws {
        let fixture = try ClientFixture([
            ScriptedAnswer(body: ClientFixture.body), ScriptedAnswer(status: 304),
            ScriptedAnswer(body: ClientFixture.body), ScriptedAnswer(body: ClientFixture.body + " "),
        ])
        let digest = try #require(try await fixture.fetch().digest)
        let since = Timestamp(seconds: 1_583_628_800)
        let confirmed = try await fixture.fetch(ifModifiedSince: since)
        #expect(confirmed.content == .unchanged)
        #expect(confirmed.lastModified == since)
        #expect(confirmed.digest == nil)
        let same = try await fixture.fetch(knownDigest: digest)
        #expect(same.content == .unchanged)
        #expect(same.digest == digest)
        #expect(try await fixture.fetch(knownDigest: digest).content != .unchanged)
    }

    @Test(arguments: [
        (404, #"{"code":404,"type":"BLZWEBAPI00000404","detail":"Not Found"}"#, BattleNetError.Code.missing),
        (404, "", .missing), (404, "<html>no such page</html>", .unavailable),
        (403, #"{"code":403,"type":"BLZWEBAPI00000403","detail":"Forbidden"}"#, .hidden),
        (403, #"{"code":403,"type":"Forbidden","detail":"Account Inactive"}"#, .unauthorised),
        (429, "", .rateLimited), (408, "", .timedOut), (400, "", .unavailable), (302, "", .unavailable),
        (200, "<html>Sorry</html>", .malformed), (200, #"{"id": 1000, "na"#, .malformed),
    ])
    func `what an answer means`(_ status: Int, _ body: String, _ code: BattleNetError.Code) async throws {
        let fixture = try ClientFixture([ScriptedAnswer(status: status, body: body)])
        let error = try #require(await fixture.failure())
        #expect(error.code == code)
        #expect(error.description.contains("://") == false)
    }

    @Test func `a server error is asked again twice, with growing waits`() async throws {
        let fixture = try ClientFixture([ScriptedAnswer(status: 503)])
        let error = try #require(await fixture.failure())
        #expect(error.code == .unavailable)
        #expect(error.httpStatus == 503)
        #expect(error.requests == 3)
        #expect(error.isTransient)
        #expect(fixture.time.waits == [.milliseconds(250), .milliseconds(500)])
    }

    @Test func `a second answer repairs a cut one`() async throws {
        let fixture = try ClientFixture([
            ScriptedAnswer(body: "{", missingBytes: 100), ScriptedAnswer(body: ClientFixture.body),
        ])
        let fetched = try await fixture.fetch()
        #expect(fetched.content == .received(.guild(ClientFixture.profile)))
        #expect(fetched.requests == 2)
    }

    @Test func `the client does not wait out a rate limit`() async throws {
        let fixture = try ClientFixture([ScriptedAnswer(status: 429, headers: ["Retry-After": "7"])])
        let error = try #require(await fixture.failure())
        #expect(error.retryAfter == .seconds(7))
        #expect(error.requests == 1)
        #expect(fixture.time.waits.isEmpty)
        #expect(error.outcome == .failed(.rateLimited))
    }

    @Test func `a server that never answers is timed out on`() async throws {
        let fixture = try ClientFixture([ScriptedAnswer(hangs: true)], timeout: .milliseconds(300))
        let error = try #require(await fixture.failure())
        #expect(error.code == .timedOut)
        #expect(error.isTransient)
        #expect(error.outcome != nil)
    }

    @Test func `a cancelled fetch ends at once and observes nothing`() async throws {
        let fixture = try ClientFixture([ScriptedAnswer(hangs: true)])
        let error = try await withThrowingTaskGroup(of: BattleNetError?.self) { group in
            group.addTask { await fixture.failure() }
            while try await fixture.seen(ClientFixture.path).isEmpty {}
            group.cancelAll()
            return try await group.next() ?? nil
        }
        #expect(error?.code == .cancelled)
        #expect(error?.outcome == nil)
        #expect(error?.requests == 1)
    }

    @Test func `a closed port is unavailable`() async throws {
        let http = try HTTPClient()
        let time = HandTime()
        let servers = Servers(base: "http://127.0.0.1:1")
        let tokens = TokenSource(
            credentials: ClientCredentials(id: "lamp", secret: "oil"), servers: servers, http: http,
            time: time.monotonic, random: { 0.5 })
        let client = BattleNetClient(servers: servers, tokens: tokens, http: http, time: time.monotonic)
        let error = await #expect(throws: BattleNetError.self) {
            try await client.fetch(DocumentID(.realms, of: .eu), at: .region)
        }
        #expect(error?.code == .unavailable)
        #expect(error?.isTransient == true)
        #expect(error?.requests == 0)
    }
}
