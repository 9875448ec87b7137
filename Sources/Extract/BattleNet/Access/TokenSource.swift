package import Curl
internal import Guilds
internal import JSON

/// The id and secret of an API client; they do not print themselves.
package struct ClientCredentials: Sendable, CustomStringConvertible, CustomReflectable {
    let id: String
    let secret: String

    /// The pair as the developer portal shows it; it is checked by the first request for a token.
    package init(id: String, secret: String) {
        self.id = id
        self.secret = secret
    }

    /// Says nothing of the id or the secret.
    package var description: String { "ClientCredentials(hidden)" }
    /// Empty, so that `dump` and test failures show neither field.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// A bearer token; it does not print itself.
package struct AccessToken: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    let text: String

    package var description: String { "AccessToken(hidden)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Hands out the API client's token and renews it five minutes before it runs out.
///
/// Callers that come while a token is on its way wait for that one, and share its failure.
package actor TokenSource {
    private struct Held {
        var token: AccessToken
        var renewal: Duration
        var expiry: Duration
    }

    private enum State {
        case idle(Held?)
        case renewing([CheckedContinuation<Void, Never>])
    }

    private let credentials: ClientCredentials
    private let url: String
    private let http: HTTPClient
    private let retry: Retry
    private let time: MonotonicTime
    private let random: @Sendable () -> Double
    private var state = State.idle(nil)
    /// What the token host's clock showed when it handed out the latest token.
    private(set) var serverDate: Timestamp?
    /// How the latest renewal failed, for those who waited for it.
    private var latestFailure: BattleNetError?

    /// `random` draws evenly from 0 to 1.
    package init(
        credentials: ClientCredentials, servers: Servers, http: HTTPClient, retry: Retry = .tokens,
        time: MonotonicTime = .continuous,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.credentials = credentials
        url = servers.tokenURL
        self.http = http
        self.retry = retry
        self.time = time
        self.random = random
    }

    /// A token, if need be a new one in place of one that the API refused.
    func token(replacing refused: AccessToken? = nil) async throws(BattleNetError) -> AccessToken {
        while true {
            switch state {
            case .idle(let held?) where held.token != refused && time.now() < held.renewal:
                return held.token
            case .idle(let held):
                return try await renew(insteadOf: held?.token == refused ? nil : held)
            case .renewing(let waiting):
                await withCheckedContinuation { continuation in
                    state = .renewing(waiting + [continuation])
                }
                // A cancelled renewal says nothing about the next one.
                if let latestFailure, latestFailure.code != .cancelled { throw latestFailure }
                if Task.isCancelled { throw BattleNetError(.cancelled, detail: "token") }
            }
        }
    }

    private func renew(insteadOf held: Held?) async throws(BattleNetError) -> AccessToken {
        state = .renewing([])
        let result: Result<Held, BattleNetError>
        do {
            result = .success(try await request())
        } catch {
            result = fallback(held, for: error)
        }
        finish(with: result)
        return try result.get().token
    }

    /// While the token host ails, the last minutes of the old token are used up.
    private func fallback(_ held: Held?, for error: BattleNetError) -> Result<Held, BattleNetError> {
        let now = time.now()
        guard var held, error.isTransient, now < held.expiry else { return .failure(error) }
        held.renewal = min(now + .seconds(30), held.expiry)
        return .success(held)
    }

    private func finish(with result: Result<Held, BattleNetError>) {
        guard case .renewing(let waiting) = state else { return }
        switch result {
        case .success(let held):
            (state, latestFailure) = (.idle(held), nil)
        case .failure(let error):
            (state, latestFailure) = (.idle(nil), error)
        }
        for continuation in waiting { continuation.resume() }
    }

    private func request() async throws(BattleNetError) -> Held {
        var requests = 0
        while true {
            requests += 1
            do {
                return try await requestOnce()
            } catch {
                guard case .retry(let wait) = retry.step(after: requests, error, random: random()) else {
                    throw error
                }
                try await time.wait(wait)
            }
        }
    }

    private func requestOnce() async throws(BattleNetError) -> Held {
        let asked = time.now()
        let response: HTTPResponse
        do {
            response = try await http.send(
                HTTPRequest(
                    url: url, method: .post,
                    headers: ["Content-Type": "application/x-www-form-urlencoded"],
                    body: Array("grant_type=client_credentials".utf8),
                    credentials: BasicCredentials(user: credentials.id, password: credentials.secret),
                    maximumBodyBytes: 1 << 16))
        } catch {
            throw BattleNetError(error, of: "token")
        }
        let answer = Answer(response)
        if let failure = answer.tokenFailure { throw failure }
        serverDate = answer.serverDate
        return try Self.held(answer.body, asked: asked)
    }

    /// Reads `{access_token, expires_in}`; a token about to run out is renewed at half its life, since the
    /// token host gives the same one until then.
    private static func held(_ body: [UInt8], asked: Duration) throws(BattleNetError) -> Held {
        do {
            return try JSONParser().parse(body) { root throws(JSONError) in
                let life = Duration.seconds(
                    try root.member("expires_in").integer(Int64(1)...10_000_000, "seconds"))
                let token = AccessToken(text: try root.member("access_token").nonEmpty())
                return Held(
                    token: token, renewal: asked + max(life - .seconds(300), life / 2), expiry: asked + life)
            }
        } catch {
            throw BattleNetError(.unavailable, httpStatus: 200, isTransient: true, detail: "token: \(error)")
        }
    }
}

extension MonotonicTime {
    func wait(_ duration: Duration) async throws(BattleNetError) {
        do {
            try await sleep(duration)
        } catch {
            throw BattleNetError(.cancelled, detail: "waiting to repeat a request")
        }
    }
}
