import BattleNet
import Crawl
import Guilds
import Warehouse

/// A crawl with everything it needs, for the commands that run one.
struct CrawlSession: Sendable {
    let composition: Composition
    let source: Composition.Source
    let warehouse: Warehouse
    let crawl: Crawl
    let metrics: CrawlMetrics

    init(
        _ composition: Composition, _ source: Composition.Source, _ warehouse: Warehouse,
        policy: RevisitPolicy = RevisitPolicy(), settings: Crawl.Settings = Crawl.Settings(),
        metrics: CrawlMetrics = CrawlMetrics()
    ) async throws {
        self.composition = composition
        self.source = source
        self.warehouse = warehouse
        self.metrics = metrics
        var settings = settings
        settings.largestKeptBody =
            composition.settings.archiveBytes > 0 ? composition.settings.largestKeptBody : 0
        source.world.follow(try await warehouse.databaseClock())
        crawl = Crawl(
            clients: source.clients, store: warehouse, policy: policy, world: source.world.clock,
            settings: settings)
        for client in source.clients {
            try await warehouse.configureBudget(
                client: client.budget, perSecond: composition.settings.requestsPerSecond,
                perHour: composition.settings.requestsPerHour,
                askedShare: Double(composition.settings.reservePercent) / 100)
        }
    }

    /// Fetches everything in scope that is due now, and shows how it goes.
    func drain(
        _ scope: CrawlScope, limit: Int? = nil, onEvent: @escaping @Sendable (CrawlEvent) -> Void = { _ in }
    ) async throws -> CrawlSummary {
        let progress = CrawlProgress(console: composition.console)
        // The terms of the API: nothing of a person is kept for more than 30 days without a look.
        try await warehouse.dropOldQuarantine(now: source.world.clock.now)
        progress.expect(try await warehouse.outlook(scope, now: source.world.clock.now).due)
        return try await crawl.drain(scope, limit: limit) { event in
            metrics.count(event)
            progress.show(event)
            onEvent(event)
        }
    }

    /// Drains the scope again and again while the virtual world lives on in steps, until a moment or its end.
    ///
    /// The world steps only when nothing is due and nobody holds a due target, so that two runs see the
    /// same world whatever their speed and however often they were killed.
    func follow(
        _ scope: CrawlScope, until end: Timestamp, step: Duration,
        onStep: @Sendable (Timestamp, CrawlSummary) -> Void
    ) async throws -> CrawlSummary {
        let progress = CrawlProgress(console: composition.console)
        var total = CrawlSummary()
        while true {
            total += try await crawl.drain(scope) { event in
                metrics.count(event)
                if case .clientRefused = event { progress.show(event) }
            }
            let now = source.world.clock.now
            onStep(now, total)
            guard now < end, try await source.world.step(min(step, end - now)) != nil else { return total }
        }
    }
}
