package import Guilds

/// Which targets a crawl works on.
package enum CrawlScope: Sendable, Hashable {
    /// Everything that is due.
    case all
    /// One guild, its region's documents, and the characters in its current roster.
    case guild(GuildKey)
    /// One character.
    case character(CharacterKey)
}

/// What the crawl needs of the store that keeps targets, facts and the budget.
///
/// The crawl has no SQL of its own; Load, a floor below, keeps the promises made here. Leases and the
/// budget follow the store's clock, `due` and `now` are world time.
package protocol CrawlStore: Sendable {
    /// Leases up to `limit` due targets of the scope for `duration`, the longest overdue first.
    ///
    /// Targets that another worker holds are passed over. Empty when nothing in scope is due at `now`.
    func claim(_ scope: CrawlScope, limit: Int, now: Timestamp, lease duration: Duration) async throws
        -> [Lease]

    /// Writes facts, confirmations, next due times and discoveries of a batch in one transaction.
    ///
    /// Safe to repeat; a completion whose lease was lost is fenced off. Results come in the batch's order.
    func complete(_ batch: [Completion]) async throws -> [LoadResult]

    /// Makes targets known, or brings known ones forward, outside a completion: for a guild or character that
    /// a person asked for.
    func enlist(_ discoveries: [Discovery]) async throws

    /// Gives leases back without a fetch, so that another worker may take the targets at once.
    func release(_ leases: [Lease]) async throws

    /// Takes up to `count` requests from the client's budget, by default 100 a second and 36,000 an hour.
    ///
    /// Every class gets at least its share; what the other does not ask for is lent to it.
    func permits(_ count: Int, client: String, class spender: BudgetClass) async throws -> Permits

    /// Slows a client down at once, in all processes: the API said that it asks too fast.
    func report(_ pressure: Pressure, client: String) async throws

    /// What is left to do in the scope.
    func outlook(_ scope: CrawlScope, now: Timestamp) async throws -> Outlook

    /// The price that all processes plan with; nil when none was shared within `age`, by the store's clock.
    func price(sharedWithin age: Duration) async throws -> FreshnessPrice?

    /// Shares a price with all processes.
    func share(_ price: FreshnessPrice) async throws

    /// What a price is fitted from; the budget is that of these clients and of all that were used within a day.
    ///
    /// Cheap whatever the number of targets: counts of a large population are estimates.
    func census(clients: [String]) async throws -> Census

    /// The newest week of each region whose document was first seen before `now`.
    ///
    /// One that is seen at this very moment is left out, so that all who plan now plan alike.
    func newestWeeks(seenBefore now: Timestamp) async throws -> [Period]
}

/// The answer of the budget.
package struct Permits: Sendable, Hashable {
    /// Requests that may be sent, 0 when the budget is spent for now.
    package var count: Int
    /// How long to wait before asking again when the count fell short.
    package var retryAfter: Duration
    /// How long the permits may be used; a later one is void and must not be spent.
    package var validFor: Duration

    /// An answer of the budget.
    package init(count: Int, retryAfter: Duration, validFor: Duration) {
        self.count = count
        self.retryAfter = retryAfter
        self.validFor = validFor
    }
}

/// What a scope still holds.
package struct Outlook: Sendable, Hashable {
    /// Targets that are due, held ones included.
    package var due: Int
    /// Due targets that some worker, perhaps a dead one, holds under a lease.
    package var held: Int
    /// How long until the first of those leases runs out, by the store's clock; nil when none is held.
    package var leaseEndsIn: Duration?
    /// World time at which the earliest target that nobody holds is due; nil when the scope is empty.
    package var nextDue: Timestamp?

    /// What is left of a scope.
    package init(due: Int, held: Int, leaseEndsIn: Duration?, nextDue: Timestamp?) {
        self.due = due
        self.held = held
        self.leaseEndsIn = leaseEndsIn
        self.nextDue = nextDue
    }
}
