import BattleNet
import Guilds

/// The crawl's one way to the API: every request goes out with a permit of its own, before its use-by time.
///
/// The order is token, permit, request, so that nothing slow lies between permit and request; a token that the
/// API refuses is replaced once, and the request repeated with a permit of its own. Requests for tokens go to
/// another host and take no permit.
struct Gateway: Sendable {
    /// What is asked for; see `BattleNetClient.request`.
    struct Question: Sendable {
        var document: DocumentID
        var address: DocumentAddress
        var ifModifiedSince: Timestamp?
        var knownDigest: Int64?
    }

    /// How often a permit may run out on the way to the wire before the visit counts as timed out.
    private static let lateTries = 5

    private let clients: [ApiClient]
    private let purse: PermitPurse
    private let turnstile: Turnstile
    private let onEvent: @Sendable (CrawlEvent) -> Void

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
            let started = ContinuousClock.now
            do throws(BattleNetError) {
                var fetched = try await request(question, course.tokens[permit.client], permit)
                fetched.requests += course.sent
                return (.success(fetched), .answered(in: ContinuousClock.now - started))
            } catch {
                let ending = error.ending(after: ContinuousClock.now - started)
                switch course.step(after: error) {
                case .again: continue
                case .renewToken:
                    do throws(BattleNetError) {
                        try await renewToken(of: permit.client, &course)
                    } catch {
                        return (.failure(error.counting(course.sent)), nil)
                    }
                case .giveUp:
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
        var tokens: [AccessToken]
        private(set) var sent = 0
        private var lateTries = 0
        private var isTokenReplaced = false

        init(tokens: [AccessToken]) { self.tokens = tokens }

        enum Step {
            case again
            case renewToken
            case giveUp
        }

        mutating func step(after error: BattleNetError) -> Step {
            sent += error.requests
            if error.code == .late && lateTries < Gateway.lateTries {
                lateTries += 1
                return .again
            }
            if error.isTokenRefused && !isTokenReplaced {
                isTokenReplaced = true
                return .renewToken
            }
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

    /// One token for each client, so that whichever has a permit first can send at once.
    private func allTokens() async throws(BattleNetError) -> [AccessToken] {
        var tokens: [AccessToken] = []
        for client in clients { tokens.append(try await client.api.token()) }
        return tokens
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
