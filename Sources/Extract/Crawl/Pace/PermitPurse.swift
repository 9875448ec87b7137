import BattleNet

/// Hands out requests of the shared budgets one by one, asking the store once for all who wait.
///
/// With several API clients the one that may be asked soonest is asked first. Permits are never given back and
/// void after their use-by time, so that a frozen worker that wakes up cannot send what it was granted long ago.
/// Without an answer of the store there is no permit.
actor PermitPurse {
    /// The right to send one request.
    struct Permit: Sendable, Hashable {
        /// Whose budget paid, as a place in the list of clients.
        let client: Int
        /// When the request must be on its way; later the permit is void.
        let sendBefore: ContinuousClock.Instant
    }

    private struct Account {
        let name: String
        var left = 0
        var sendBefore: ContinuousClock.Instant
        /// Before this moment the store would have nothing for us.
        var askAfter: ContinuousClock.Instant
        /// Why the client is not used any more; nil while it is.
        var refusal: BattleNetError?
    }

    private let store: any CrawlStore
    private let spender: BudgetClass
    private let chunk: Int
    // Goes on while the process is stopped or the machine asleep.
    private let clock = ContinuousClock()
    private var accounts: [Account]
    /// How many callers have none yet.
    private var wanted = 0
    private var isAsking = false
    /// Who waits for the answer to another one's question.
    nonisolated let line = Line()

    /// `chunk` is the most that is taken with one question.
    init(store: any CrawlStore, clients: [String], class spender: BudgetClass, chunk: Int) {
        self.store = store
        self.spender = spender
        self.chunk = chunk
        let now = clock.now
        accounts = clients.map { name in Account(name: name, sendBefore: now, askAfter: now) }
    }

    /// The places of the clients that are in use.
    var usable: [Int] { accounts.indices.filter { place in accounts[place].refusal == nil } }

    /// The names of those that are not used any more.
    var refused: [String] { accounts.filter { account in account.refusal != nil }.map(\.name) }

    /// Uses a client no longer; false when it was not used any more.
    func retire(_ client: Int, because refusal: BattleNetError) -> Bool {
        guard accounts[client].refusal == nil else { return false }
        accounts[client].refusal = refusal
        return true
    }

    /// Waits until one request may be sent; throws when no client is left.
    func take() async throws -> Permit {
        wanted += 1
        defer { wanted -= 1 }
        while true {
            try Task.checkCancellation()
            let now = clock.now
            if let place = accounts.firstIndex(where: { account in
                account.refusal == nil && account.left > 0 && now < account.sendBefore
            }) {
                accounts[place].left -= 1
                return Permit(client: place, sendBefore: accounts[place].sendBefore)
            }
            if isAsking {
                try await line.wait()
            } else {
                try await ask()
            }
        }
    }

    /// Tells the store that a client was told to slow down, and drops the permits that are left.
    func slowDown(_ client: Int, _ pressure: Pressure) async throws {
        accounts[client].left = 0
        try await store.report(pressure, client: accounts[client].name)
    }

    /// Asks for the client that may be asked soonest.
    private func ask() async throws {
        isAsking = true
        defer {
            isAsking = false
            line.callAll()
        }
        guard
            let place = usable.min(by: { left, right in
                accounts[left].askAfter < accounts[right].askAfter
            })
        else {
            guard let refusal = accounts.lazy.compactMap(\.refusal).first else { return }
            throw CrawlError(code: .unauthorised, underlying: refusal)
        }
        try await clock.sleep(until: accounts[place].askAfter)
        // The validity counts from before the question: the answer's way back must not lengthen it.
        let asked = clock.now
        // No more than is wanted now: what is not used in time is lost to the budget.
        let count = min(chunk, wanted)
        let permits = try await store.permits(count, client: accounts[place].name, class: spender)
        accounts[place].left = permits.count
        accounts[place].sendBefore = asked + permits.validFor
        let pause = permits.count < count ? max(permits.retryAfter, .milliseconds(5)) : .zero
        accounts[place].askAfter = clock.now + pause
    }
}
