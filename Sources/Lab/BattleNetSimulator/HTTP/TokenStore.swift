import FoundationEssentials
import Synchronization

/// Issues and checks access tokens of known clients.
final class TokenStore: Sendable {
    private struct Token {
        var client: String
        var expires: ContinuousClock.Instant
    }

    private struct State {
        var tokens: [String: Token] = [:]
        var issued = 0
    }

    private let clients: [String: String]
    private let lifetime: Int
    private let state = Mutex(State())

    init(clients: [String: String], lifetime: Int) {
        self.clients = clients
        self.lifetime = lifetime
    }

    /// How many tokens were issued.
    var issued: Int { state.withLock { state in state.issued } }

    /// The client that an `Authorization: Basic` names with its right secret.
    func client(basic header: String?) -> String? {
        guard let header, header.hasPrefix("Basic "),
            let data = Data(base64Encoded: String(header.dropFirst(6)))
        else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, clients[String(parts[0])] == String(parts[1]) else { return nil }
        return String(parts[0])
    }

    /// A new token and the seconds it is good for.
    func issue(to client: String) -> (token: String, lifetime: Int) {
        state.withLock { state in
            state.issued += 1
            let hash = Random.mix(UInt64(state.issued) &* 0x9E37_79B9 ^ UInt64(client.utf8.count) << 32)
            let token = "SIM" + String(hash, radix: 36, uppercase: true)
            state.tokens[token] = Token(client: client, expires: .now + .seconds(lifetime))
            return (token, lifetime)
        }
    }

    /// The client of an `Authorization: Bearer`; nil when the token is unknown, expired or revoked.
    func client(bearer header: String?) -> String? {
        guard let header, header.hasPrefix("Bearer ") else { return nil }
        return state.withLock { state in
            state.tokens[String(header.dropFirst(7))].flatMap { token in
                token.expires > .now ? token.client : nil
            }
        }
    }

    /// No token issued so far is good any more.
    func revokeAll() {
        state.withLock { state in state.tokens = [:] }
    }
}
