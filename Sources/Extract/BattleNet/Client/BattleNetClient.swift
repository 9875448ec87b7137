package import Curl
package import Guilds

/// Fetches documents of the Battle.net API.
///
/// It does not pace itself: whoever calls it holds to the limits of 100 requests a second and 36,000 an hour,
/// and counts the `requests` that a fetch or its error tells. Requests for tokens go to another host and do not
/// count.
package struct BattleNetClient: Sendable {
    private let servers: Servers
    private let tokens: TokenSource
    private let http: HTTPClient
    private let retry: Retry
    private let time: MonotonicTime
    private let random: @Sendable () -> Double
    private let decoder = DocumentDecoder()

    /// `random` draws evenly from 0 to 1.
    package init(
        servers: Servers, tokens: TokenSource, http: HTTPClient, retry: Retry = .documents,
        time: MonotonicTime = .continuous,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.servers = servers
        self.tokens = tokens
        self.http = http
        self.retry = retry
        self.time = time
        self.random = random
    }

    /// The token that requests carry, if need be a new one in place of one that the API refused.
    @concurrent
    package func token(replacing refused: AccessToken? = nil) async throws(BattleNetError) -> AccessToken {
        try await tokens.token(replacing: refused)
    }

    /// What the token host's clock showed when it handed out the token; nil when it does not say.
    package func tokenDate() async -> Timestamp? { await tokens.serverDate }

    /// The document as it is now, asked for with one request that is sent before `sendBefore` or not at all.
    ///
    /// `ifModifiedSince` and `knownDigest` belong to the document that is held; pass them only when
    /// `DocumentDecoder.version` made its facts. With subject 0 the address alone decides whose it is. Throws
    /// `.late` with no request counted when there was no time left to send.
    @concurrent
    package func request(
        _ document: DocumentID, at address: DocumentAddress, token: AccessToken,
        sendBefore: ContinuousClock.Instant? = nil, ifModifiedSince: Timestamp? = nil,
        knownDigest: Int64? = nil
    ) async throws(BattleNetError) -> Fetched {
        let endpoint = try Endpoint(document, at: address)
        var headers: HTTPHeaders = ["Authorization": "Bearer \(token.text)", "Accept": "application/json"]
        if let since = ifModifiedSince {
            headers.add(name: "If-Modified-Since", value: HTTPDate.text(since))
        }
        let answer: Answer
        do {
            answer = Answer(
                try await http.send(
                    HTTPRequest(url: servers.url(endpoint), headers: headers, sendBefore: sendBefore)))
        } catch {
            let failure = BattleNetError(error, of: document.description)
            throw failure.code == .late ? failure : failure.counting(1)
        }
        do {
            return try fetched(answer, document, since: ifModifiedSince, knownDigest: knownDigest)
        } catch {
            throw error.counting(1)
        }
    }

    /// The document as it is now, a refused token replaced once and failures repeated as `retry` says.
    ///
    /// For callers without a budget to keep; arguments as of `request`.
    @concurrent
    package func fetch(
        _ document: DocumentID, at address: DocumentAddress, ifModifiedSince: Timestamp? = nil,
        knownDigest: Int64? = nil
    ) async throws(BattleNetError) -> Fetched {
        var token = try await tokens.token()
        var (requests, failures, isTokenReplaced) = (0, 0, false)
        while true {
            do {
                var fetched = try await request(
                    document, at: address, token: token, ifModifiedSince: ifModifiedSince,
                    knownDigest: knownDigest)
                fetched.requests += requests
                return fetched
            } catch {
                requests += error.requests
                if error.isTokenRefused && !isTokenReplaced {
                    isTokenReplaced = true
                    token = try await replacement(of: token, after: requests)
                } else {
                    failures += 1
                    try await wait(after: error.counting(requests), failures: failures)
                }
            }
        }
    }

    /// Returns when the request is to be sent again, otherwise throws the error.
    private func wait(after failure: BattleNetError, failures: Int) async throws(BattleNetError) {
        guard case .retry(let wait) = retry.step(after: failures, failure, random: random()) else {
            throw failure
        }
        do {
            try await time.wait(wait)
        } catch {
            throw failure
        }
    }

    /// The token source repeats its own requests, so that its failure ends the fetch.
    private func replacement(
        of token: AccessToken, after requests: Int
    ) async throws(BattleNetError) -> AccessToken {
        do {
            return try await tokens.token(replacing: token)
        } catch {
            throw error.counting(requests)
        }
    }

    private func fetched(
        _ answer: Answer, _ document: DocumentID, since: Timestamp?, knownDigest: Int64?
    ) throws(BattleNetError) -> Fetched {
        if let failure = answer.failure(of: document) { throw failure }
        var fetched = Fetched(
            content: .unchanged, lastModified: answer.lastModified,
            httpStatus: Int16(clamping: answer.status), bytes: Int32(clamping: answer.body.count),
            maxAge: answer.maxAge, serverDate: answer.serverDate, schemaRevision: answer.schemaRevision,
            requests: 1)
        if answer.isUnchanged {
            fetched.lastModified = answer.lastModified ?? since
            return fetched
        }
        let digest = BodyDigest.of(answer.body)
        fetched.digest = digest
        if digest == knownDigest { return fetched }
        let decoded: DecodedDocument
        do {
            decoded = try decoder.decode(answer.body, as: document)
        } catch {
            throw error.answered(answer.status)
        }
        fetched.content = .received(decoded.facts)
        fetched.skipped = decoded.skipped
        fetched.body = answer.body
        return fetched
    }
}
