import BattleNet
import Guilds
import Synchronization

/// The crawl's one way to the API: every request goes out with a permit of its own, before its use-by time.
///
/// The order is token, permit, request, so that nothing slow lies between permit and request; a token that
/// the API refuses is replaced once, and the request repeated with a permit of its own. Requests for tokens
/// go to another host and take no permit. A client whose credentials are refused is left out while another
/// one is left.
final class Gateway: Sendable {
    /// What is asked for; see `BattleNetClient.request`.
    struct Question: Sendable {
        var document: DocumentID
        var address: DocumentAddress
        var ifModifiedSince: Timestamp?
        var knownDigest: Int64?
    }

    /// How often a permit may run out on the way to the wire before the visit counts as timed out.
    private static let lateTries = 5
    /// For how many seconds, each with a refusal and none with an answer, the API may refuse fresh tokens of
    /// a client before the client itself counts as refused: requests that were sent together are refused
    /// together.
    private static let toleratedRefusals = 5

    private let clients: [ApiClient]
    private let purse: PermitPurse
    private let turnstile: Turnstile
    private let onEvent: @Sendable (CrawlEvent) -> Void
    /// Refused fresh tokens since the last answer, by client.
    private let refusals: Mutex<[Refusals]>

    /// `concurrency` is the most requests in flight.
    init(
        clients: [ApiClient], store: any CrawlStore, class spender: BudgetClass, concurrency: Int,
        onEvent: @escaping @Sendable (CrawlEvent) -> Void = { _ in }
    ) {
        self.clients = clients
        self.onEvent = onEvent
        purse = PermitPurse(
            store: store, clients: clients.map(\.budget), class: spender, chunk: max(1, concurrency))
        turnstile = Turnstile(limit: ConcurrencyLimit(maximum: concurrency))
        refusals = Mutex(clients.map { _ in Refusals() })
    }

    /// The names of the clients that were left out since their credentials are refused.
    var refusedClients: [String] {
        get async { await purse.refused }
    }

    /// Asks once, and again where the token was refused or the permit ran out; both count what was sent.
    ///
    /// Throws what the store throws: without it there is no permit and nothing is sent. A 429 is reported to
    /// the store before this returns.
    func ask(_ question: Question) async throws -> Result<Fetched, BattleNetError> {
        try await turnstile.enter()
        do {
            let (result, ending) = try await visit(question)
            await turnstile.leave(ending)
            return result
        } catch {
            await turnstile.leave(nil)
            throw error
        }
    }

    private func visit(
        _ question: Question
    ) async throws -> (Result<Fetched, BattleNetError>, ConcurrencyLimit.Ending?) {
        var course: Course
        do throws(BattleNetError) {
            course = Course(tokens: try await allTokens())
        } catch {
            return (.failure(error), nil)
        }
        while true {
            let permit = try await permit()
            guard let token = course.tokens[permit.client] else { continue }
            let started = ContinuousClock.now
            do throws(BattleNetError) {
                var fetched = try await request(question, token, permit)
                fetched.requests += course.sent
                refusals.withLock { refusals in refusals[permit.client] = Refusals() }
                return (.success(fetched), .answered(in: ContinuousClock.now - started))
            } catch {
                let ending = error.ending(after: ContinuousClock.now - started)
                switch course.step(after: error, from: permit.client) {
                case .again: continue
                case .renewToken:
                    do throws(BattleNetError) {
                        try await renewToken(of: permit.client, &course)
                    } catch {
                        if await goesOn(without: permit.client, after: error) { continue }
                        return (.failure(error.counting(course.sent)), nil)
                    }
                case .giveUp:
                    if await goesOn(without: permit.client, after: error) { continue }
                    if error.code == .rateLimited {
                        try await purse.slowDown(permit.client, Pressure(retryAfter: error.retryAfter))
                    }
                    return (.failure(error.counting(course.sent)), ending)
                }
            }
        }
    }

    /// How far a question has come.
    private struct Course {
        /// The tokens of the clients in use.
        var tokens: [Int: AccessToken]
        private(set) var sent = 0
        private var lateTries = 0
        /// The clients whose token was replaced.
        private var replaced: Set<Int> = []

        init(tokens: [Int: AccessToken]) { self.tokens = tokens }

        enum Step {
            case again
            case renewToken
            case giveUp
        }

        mutating func step(after error: BattleNetError, from client: Int) -> Step {
            sent += error.requests
            if error.code == .late && lateTries < Gateway.lateTries {
                lateTries += 1
                return .again
            }
            if error.isTokenRefused && replaced.insert(client).inserted { return .renewToken }
            return .giveUp
        }
    }

    private func permit() async throws -> PermitPurse.Permit {
        let asked = ContinuousClock.now
        let permit = try await purse.take()
        onEvent(.permitted(waited: ContinuousClock.now - asked))
        return permit
    }

    private func renewToken(of client: Int, _ course: inout Course) async throws(BattleNetError) {
        course.tokens[client] = try await clients[client].api.token(replacing: course.tokens[client])
    }

    /// One token for each client in use, so that whichever has a permit first can send at once.
    private func allTokens() async throws(BattleNetError) -> [Int: AccessToken] {
        var tokens: [Int: AccessToken] = [:]
        for client in await purse.usable {
            do throws(BattleNetError) {
                tokens[client] = try await clients[client].api.token()
            } catch {
                guard await goesOn(without: client, after: error) else { throw error }
            }
        }
        return tokens
    }

    /// Leaves a client out when its credentials are refused and another one is left; false where the failure
    /// stands.
    ///
    /// The last client is left out only when it gets no token: that its tokens are refused is the breaker's
    /// concern.
    private func goesOn(without client: Int, after error: BattleNetError) async -> Bool {
        guard error.code == .unauthorised else { return false }
        if error.isTokenRefused, await purse.usable.count < 2 { return false }
        guard isRefusal(error, of: client) else { return false }
        guard await purse.retire(client, because: error) else { return true }
        onEvent(.clientRefused(clients[client].budget))
        return await !purse.usable.isEmpty
    }

    /// Whether the client itself is refused, not just one token of it.
    private func isRefusal(_ error: BattleNetError, of client: Int) -> Bool {
        guard error.isTokenRefused else { return true }
        let now = ContinuousClock.now
        return refusals.withLock { refusals in
            refusals[client].add(at: now)
            return refusals[client].seconds >= Self.toleratedRefusals
        }
    }

    /// Seconds in which the API refused fresh tokens.
    private struct Refusals {
        private(set) var seconds = 0
        private var countedAt: ContinuousClock.Instant?

        mutating func add(at now: ContinuousClock.Instant) {
            if let countedAt, now - countedAt < .seconds(1) { return }
            countedAt = now
            seconds += 1
        }
    }

    private func request(
        _ question: Question, _ token: AccessToken, _ permit: PermitPurse.Permit
    ) async throws(BattleNetError) -> Fetched {
        let started = ContinuousClock.now
        func tell(_ end: FetchEnd, _ requests: Int) {
            onEvent(
                .fetched(question.document.kind, end, requests: requests, ContinuousClock.now - started))
        }
        do throws(BattleNetError) {
            let fetched = try await clients[permit.client].api.request(
                question.document, at: question.address, token: token, sendBefore: permit.sendBefore,
                ifModifiedSince: question.ifModifiedSince, knownDigest: question.knownDigest)
            tell(fetched.content == .unchanged ? .unchanged : .received, fetched.requests)
            return fetched
        } catch {
            tell(.failed(error.code), error.requests)
            throw error
        }
    }
}

extension BattleNetError {
    /// What a failure says about the server's strength; nil when it says nothing.
    fileprivate func ending(after time: Duration) -> ConcurrencyLimit.Ending? {
        switch code {
        case .unavailable, .timedOut: .strained
        case .cancelled, .late, .invalidRequest, .rateLimited: nil
        case .unauthorised, .missing, .otherSubject, .hidden, .malformed: .answered(in: time)
        }
    }
}
