import BattleNet
import Curl
import Foundation
import Guilds
import Synchronization

/// Time that passes only when it is waited for or moved, and remembers the waits.
final class HandTime: Sendable {
    private let state = Mutex<(now: Duration, waits: [Duration])>((.seconds(1000), []))

    var waits: [Duration] { state.withLock { state in state.waits } }

    func advance(by duration: Duration) { state.withLock { state in state.now += duration } }

    var monotonic: MonotonicTime {
        MonotonicTime(
            now: { self.state.withLock { state in state.now } },
            sleep: { duration in
                self.state.withLock { state in
                    state.now += duration
                    state.waits.append(duration)
                }
            })
    }
}

/// A client of a scripted server.
struct ClientFixture {
    static let guild = GuildKey(realm: RealmKey(region: .eu, id: 7), id: 1000)
    static let path = "/data/wow/guild/dawn/lanterns"
    static let body = """
        {"id": 1000, "name": "Lanterns", "realm": {"id": 7, "slug": "dawn"}, "achievement_points": 5,
         "member_count": 3}
        """
    static let profile = GuildProfile(
        key: guild, name: "Lanterns", realmSlug: "dawn", faction: nil, achievementPoints: 5, memberCount: 3,
        createdAt: nil)

    let server: ScriptedServer
    let time = HandTime()
    let http: HTTPClient
    let client: BattleNetClient

    /// Documents come from the answers; tokens are `token-1`, `token-2` … with a life of one day.
    init(
        _ answers: [ScriptedAnswer], token: [ScriptedAnswer]? = nil, tokens: [String] = ["token-1"],
        timeout: Duration = .seconds(60)
    ) throws {
        let issued = (1...9).map { number in Self.token("token-\(number)", life: 86_400) }
        server = try ScriptedServer(
            [Self.path: answers, "/oauth/token": token ?? issued], tokens: tokens)
        var settings = HTTPClient.Settings()
        settings.totalTimeout = timeout
        http = try HTTPClient(settings: settings)
        let servers = Servers(base: server.base)
        let source = TokenSource(
            credentials: ClientCredentials(id: "lamp", secret: "oil"), servers: servers, http: http,
            time: time.monotonic, random: { 0.5 })
        client = BattleNetClient(
            servers: servers, tokens: source, http: http, time: time.monotonic, random: { 0.5 })
    }

    static func token(_ text: String, life: Int) -> ScriptedAnswer {
        ScriptedAnswer(
            body: #"{"access_token": "\#(text)", "token_type": "bearer", "expires_in": \#(life), "sub": "x"}"#
        )
    }

    func fetch(ifModifiedSince: Timestamp? = nil, knownDigest: Int64? = nil) async throws(BattleNetError)
        -> Fetched
    {
        let address = GuildAddress(region: .eu, realmSlug: "dawn", nameSlug: "lanterns")
        return try await client.fetch(
            DocumentID(.guild, of: Self.guild), at: .guild(address), ifModifiedSince: ifModifiedSince,
            knownDigest: knownDigest)
    }

    /// The failure of a fetch; nil when it succeeded.
    func failure() async -> BattleNetError? {
        do throws(BattleNetError) {
            _ = try await fetch()
            return nil
        } catch {
            return error
        }
    }

    func seen(_ path: String) async throws -> [SeenRequest] {
        let response = try await http.send(HTTPRequest(url: server.base + "/seen"))
        return try JSONDecoder().decode([SeenRequest].self, from: Data(response.body)).filter {
            $0.path == path
        }
    }
}
