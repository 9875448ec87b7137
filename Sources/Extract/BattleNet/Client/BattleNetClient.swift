package import Curl
package import Guilds

/// Fetches documents of the Battle.net API.
///
/// It does not pace itself: whoever calls it holds to the limits of 100 requests a second and 36,000 an hour,
/// and counts the `requests` that a fetch or its error tells.
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

    /// The document as it is now.
    ///
    /// `ifModifiedSince` and `knownDigest` belong to the document that is held; pass them only when
    /// `DocumentDecoder.version` made its facts. With subject 0 the address alone decides whose it is.
    @concurrent
    package func fetch(
        _ document: DocumentID, at address: DocumentAddress, ifModifiedSince: Timestamp? = nil,
        knownDigest: Int64? = nil
    ) async throws(BattleNetError) -> Fetched {
        let endpoint = try Endpoint(document, at: address)
        var attempt = Attempt(
            document: document, url: servers.url(endpoint), since: ifModifiedSince,
            token: try await tokens.token())
        while true {
            do {
                let answer = try await send(&attempt)
                if answer.status != 401 || attempt.isTokenReplaced {
                    return try fetched(answer, attempt, knownDigest: knownDigest)
                }
            } catch {
                try await wait(after: error, &attempt)
                continue
            }
            try await replaceToken(&attempt)
        }
    }

    /// The state of one fetch over its repeats.
    private struct Attempt {
        let document: DocumentID
        let url: String
        let since: Timestamp?
        var token: AccessToken
        var isTokenReplaced = false
        var requests = 0
        var failures = 0
    }

    /// Returns when the request is to be sent again, otherwise throws the error with what was spent on it.
    private func wait(after error: BattleNetError, _ attempt: inout Attempt) async throws(BattleNetError) {
        attempt.failures += 1
        guard case .retry(let wait) = retry.step(after: attempt.failures, error, random: random()) else {
            throw error.counting(attempt.requests)
        }
        do {
            try await time.wait(wait)
        } catch {
            throw error.counting(attempt.requests)
        }
    }

    /// The token source repeats its own requests, so that its failure ends the fetch.
    private func replaceToken(_ attempt: inout Attempt) async throws(BattleNetError) {
        attempt.isTokenReplaced = true
        do {
            attempt.token = try await tokens.token(replacing: attempt.token)
        } catch {
            throw error.counting(attempt.requests)
        }
    }

    private func send(_ attempt: inout Attempt) async throws(BattleNetError) -> Answer {
        var headers: HTTPHeaders = [
            "Authorization": "Bearer \(attempt.token.text)", "Accept": "application/json",
        ]
        if let since = attempt.since { headers.add(name: "If-Modified-Since", value: HTTPDate.text(since)) }
        attempt.requests += 1
        do {
            return Answer(try await http.send(HTTPRequest(url: attempt.url, headers: headers)))
        } catch {
            throw BattleNetError(error, of: attempt.document.description)
        }
    }

    private func fetched(
        _ answer: Answer, _ attempt: Attempt, knownDigest: Int64?
    ) throws(BattleNetError) -> Fetched {
        if let failure = answer.failure(of: attempt.document) { throw failure }
        var fetched = Fetched(
            content: .unchanged, lastModified: answer.lastModified,
            httpStatus: Int16(clamping: answer.status), bytes: Int32(clamping: answer.body.count),
            maxAge: answer.maxAge, serverDate: answer.serverDate, schemaRevision: answer.schemaRevision,
            requests: attempt.requests)
        if answer.isUnchanged {
            fetched.lastModified = answer.lastModified ?? attempt.since
            return fetched
        }
        let digest = BodyDigest.of(answer.body)
        fetched.digest = digest
        if digest == knownDigest { return fetched }
        let decoded: DecodedDocument
        do {
            decoded = try decoder.decode(answer.body, as: attempt.document)
        } catch {
            throw error.answered(answer.status)
        }
        fetched.content = .received(decoded.facts)
        fetched.skipped = decoded.skipped
        return fetched
    }
}
