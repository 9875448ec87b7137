import BattleNet
package import Guilds

/// Crawls the due targets of a scope: claims, fetches with bounded concurrency, writes batch by batch.
package struct Crawl: Sendable {
    /// How hard a crawl works; the defaults suit one process on a small machine.
    package struct Settings: Sendable, Hashable {
        /// Requests in flight at once, fewer while the API is strained.
        package var concurrency = 48
        /// Targets leased and written together.
        package var batch = 120
        /// Batches worked on side by side, so that one is fetched while another is written.
        package var lanes = 3
        /// How long an idle lane waits before it asks again what the others have revealed.
        package var pause = Duration.milliseconds(25)
        /// How long a target is ours; longer than the slowest batch, short enough that a crash heals soon.
        package var lease = Duration.seconds(180)
        /// Whether a drain waits until the due targets that others hold are done or free.
        package var waitsForLeases = true
        /// For whom the crawl works, which decides its share of the budget.
        package var budgetClass = BudgetClass.routine
        /// Tries of one target within one visit.
        package var attempts = 3
        /// Bodies up to so many bytes are handed to the store for its archive; 0 keeps none.
        package var largestKeptBody = 0
        /// Which decoder this release is: what another one decoded is asked for whole once more.
        package var decoderVersion = DocumentDecoder.version

        /// The defaults.
        package init() {}
    }

    let clients: [ApiClient]
    let store: any CrawlStore
    let policy: RevisitPolicy
    let world: WorldClock
    /// How hard it works.
    package let settings: Settings

    /// Fewer lanes than asked for when there are not as many requests to share.
    var lanes: Int { max(1, min(settings.lanes, settings.concurrency)) }

    /// The crawl spreads over all `clients`: whichever has permits soonest sends next.
    package init(
        clients: [ApiClient], store: any CrawlStore, policy: RevisitPolicy, world: WorldClock,
        settings: Settings
    ) {
        self.clients = clients
        self.store = store
        self.policy = policy
        self.world = world
        self.settings = settings
    }

    /// The documents of a guild that is to be watched.
    package func guildDocuments(of profile: GuildProfile, now: Timestamp) -> [Discovery] {
        policy.guildDocuments(of: profile, now: now)
    }

    /// Works until nothing in the scope is due at the current world time and nobody holds a due target.
    ///
    /// Leases of a worker that died are waited for, unless the settings say otherwise. On cancellation what was fetched is written, the other
    /// leases are given back, and `CancellationError` is thrown.
    package func drain(
        _ scope: CrawlScope, limit: Int? = nil, onEvent: @escaping @Sendable (CrawlEvent) -> Void = { _ in }
    ) async throws -> CrawlSummary {
        let clock = ContinuousClock()
        let started = clock.now
        let run = CrawlRun(crawl: self, scope: scope, limit: limit, onEvent: onEvent)
        var summary = CrawlSummary()
        while true {
            let round = try await run.round()
            summary += round
            if round.completed > 0 && !run.isSpent { continue }
            let outlook = try await store.outlook(scope, now: world.now)
            guard settings.waitsForLeases, outlook.held > 0, !run.isSpent, let wait = outlook.leaseEndsIn
            else { break }
            onEvent(.waitingForLeases(held: outlook.held, wait))
            try await clock.sleep(for: min(max(wait, .milliseconds(50)), .seconds(5)))
        }
        summary.elapsed = clock.now - started
        summary.refusedClients = Set(await run.refusedClients)
        return summary
    }
}
