import Guilds
import Testing

@testable import BattleNet

struct PolicyTests {
    @Test(arguments: [
        (1, BattleNetError.Code.unavailable, 1.0, Retry.Step.retry(after: .milliseconds(500))),
        (2, .unavailable, 1.0, .retry(after: .seconds(1))),
        (2, .timedOut, 0.25, .retry(after: .milliseconds(250))),
        (3, .unavailable, 1.0, .giveUp), (1, .rateLimited, 1.0, .giveUp), (1, .malformed, 1.0, .giveUp),
        (1, .missing, 1.0, .giveUp), (1, .hidden, 1.0, .giveUp), (1, .unauthorised, 1.0, .giveUp),
        (1, .cancelled, 1.0, .giveUp),
    ])
    func `step after some requests`(
        _ requests: Int, _ code: BattleNetError.Code, _ random: Double, _ step: Retry.Step
    ) {
        let error = BattleNetError(code, detail: "")
        #expect(Retry.documents.step(after: requests, error, random: random) == step)
    }

    @Test(arguments: [
        (nil, Retry.Step.retry(after: .seconds(1))), (3, .retry(after: .seconds(3))), (60, .giveUp),
    ])
    func `a rate limit is waited out where that is wanted and short`(_ seconds: Int?, _ step: Retry.Step) {
        let error = BattleNetError(.rateLimited, retryAfter: seconds.map { .seconds($0) }, detail: "")
        #expect(Retry.tokens.step(after: 1, error, random: 0.5) == step)
    }

    @Test(arguments: [
        ("", 0xef46_db37_51d8_e999), ("a", 0xd24e_c4f1_a98c_6e5b), ("abc", 0x44bc_2cf5_ad77_0999),
        ("Nobody inspects the spammish repetition", 0xfbce_a83c_8a37_8bf1 as UInt64),
    ])
    func `digests are XXH64`(_ text: String, _ digest: UInt64) {
        #expect(UInt64(bitPattern: BodyDigest.of(Array(text.utf8))) == digest)
    }

    @Test func `the digest of a hundred bytes`() {
        #expect(UInt64(bitPattern: BodyDigest.of(Array(0..<100))) == 0x6ac1_e580_3216_6597)
    }

    @Test(arguments: [
        ("Sun, 08 Mar 2020 00:53:20 GMT", 1_583_628_800), ("Sun, 8 Mar 2020 00:53:20 GMT", 1_583_628_800),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sat, 29 Feb 2020 23:59:59 GMT", 1_583_020_799),
        ("Fri, 31 Dec 2100 12:00:00 GMT", 4_133_937_600 as Int64),
    ])
    func `dates of headers`(_ text: String, _ seconds: Int64) {
        #expect(HTTPDate.timestamp(text) == Timestamp(seconds: seconds))
        let padded = text.replacing("Sun, 8 ", with: "Sun, 08 ")
        #expect(HTTPDate.text(Timestamp(seconds: seconds)) == padded)
    }

    @Test(arguments: [
        "", "yesterday", "Sun, 08 Foo 2020 00:53:20 GMT", "Sun, 08 Mar 2020 25:53:20 GMT",
        "Sun, 08 Mar 2020 00:53:20 CET", "Sun, 08 Mar 2020 00:53 GMT",
    ])
    func `what is no date`(_ text: String) {
        #expect(HTTPDate.timestamp(text) == nil)
    }

    @Test(arguments: [
        (BattleNetError.Code.rateLimited, Observation.Outcome?.some(.failed(.rateLimited))),
        (.unauthorised, .failed(.unauthorised)), (.missing, .missing), (.otherSubject, .missing),
        (.hidden, .hidden), (.unavailable, .failed(.unavailable)), (.malformed, .failed(.malformed)),
        (.timedOut, .failed(.timedOut)), (.cancelled, nil),
    ])
    func `outcome of a failure`(_ code: BattleNetError.Code, _ outcome: Observation.Outcome?) {
        #expect(BattleNetError(code, detail: "").outcome == outcome)
    }
}

struct LatenessTests {
    @Test func `a request whose permit has run out is not sent and not counted`() async throws {
        let fixture = try ClientFixture([ScriptedAnswer(body: ClientFixture.body)])
        let token = try await fixture.client.token()
        let error = await #expect(throws: BattleNetError.self) {
            try await fixture.client.request(
                DocumentID(.realms, of: .eu), at: .region, token: token, sendBefore: .now)
        }
        #expect(error?.code == .late)
        #expect(error?.requests == 0)
        #expect(error?.outcome == nil)
        #expect(try await fixture.seen("/data/wow/realm/index").isEmpty)
    }

    @Test func `a request in time is sent once, and a refused token is told`() async throws {
        let fixture = try ClientFixture([ScriptedAnswer(body: ClientFixture.body)], tokens: ["token-2"])
        let address = GuildAddress(region: .eu, realmSlug: "dawn", nameSlug: "lanterns")
        let token = try await fixture.client.token()
        let error = await #expect(throws: BattleNetError.self) {
            try await fixture.client.request(
                DocumentID(.guild, of: ClientFixture.guild), at: .guild(address), token: token,
                sendBefore: .now + .seconds(60))
        }
        #expect(error?.isTokenRefused == true)
        #expect(error?.requests == 1)
        #expect(try await fixture.seen(ClientFixture.path).count == 1)
    }
}
