import Guilds

/// The policy of the moment, for all lanes of one crawl: the price and the weekly resets follow what is known.
///
/// While the budget holds everything the price is at its floor whenever and by whomever it is fitted, and resets
/// follow world time, so that the same world gets the same plan however often a crawl is killed.
actor Planning {
    /// How long a plan serves.
    private static let period = Duration.seconds(600)
    /// How long a shared price serves who must not take a census: it is better than none.
    private static let patience = Duration.days(1)

    private let crawl: Crawl
    private let scope: CrawlScope
    private var policy: RevisitPolicy
    private var refreshedAt: ContinuousClock.Instant?

    init(crawl: Crawl, scope: CrawlScope) {
        self.crawl = crawl
        self.scope = scope
        policy = crawl.policy
    }

    /// The policy to plan with now; asks the store when the last answer is ten minutes old.
    func current() async throws -> RevisitPolicy {
        let now = ContinuousClock.now
        if let refreshedAt, now - refreshedAt < Self.period { return policy }
        // The time comes first: whoever asks meanwhile goes on with what there is.
        refreshedAt = now
        var fresh = crawl.policy
        for week in try await crawl.store.newestWeeks(seenBefore: crawl.world.now) {
            fresh.resets[week.region] = WeeklyReset(end: week)
        }
        fresh.price = try await price()
        policy = fresh
        return fresh
    }

    /// The price that somebody shared lately, else one of a census; only who crawls everything takes one.
    private func price() async throws -> FreshnessPrice {
        guard scope == .all else {
            return try await crawl.store.price(sharedWithin: Self.patience) ?? crawl.policy.price
        }
        // Half a period: whoever shared a price finds it too old at the next refresh.
        if let shared = try await crawl.store.price(sharedWithin: Self.period / 2) { return shared }
        let census = try await crawl.store.census(clients: crawl.clients.map(\.budget))
        // From nobody nothing is learnt; others may soon know better.
        guard !census.sample.isEmpty else { return crawl.policy.price }
        let price = crawl.policy.price(for: census, now: crawl.world.now)
        try await crawl.store.share(price)
        return price
    }
}
