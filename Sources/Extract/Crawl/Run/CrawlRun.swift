import BattleNet
import Guilds
import Synchronization

/// One crawl under way: lanes that claim, fetch and write side by side.
final class CrawlRun: Sendable {
    private let crawl: Crawl
    private let scope: CrawlScope
    private let gateway: Gateway
    private let fetcher: Fetcher
    private let planning: Planning
    private let onEvent: @Sendable (CrawlEvent) -> Void
    /// Targets that may still be claimed, nil for no limit.
    private let allowance: Mutex<Int?>
    /// Lanes that have a batch; what they write may reveal work for the others.
    private let busy = Mutex(0)

    init(crawl: Crawl, scope: CrawlScope, limit: Int?, onEvent: @escaping @Sendable (CrawlEvent) -> Void) {
        self.crawl = crawl
        self.scope = scope
        self.onEvent = onEvent
        planning = Planning(crawl: crawl, scope: scope)
        allowance = Mutex(limit)
        gateway = Gateway(
            clients: crawl.clients, store: crawl.store, class: crawl.settings.budgetClass,
            concurrency: crawl.settings.concurrency, onEvent: onEvent)
        fetcher = Fetcher(
            gateway: gateway, world: crawl.world, attempts: crawl.settings.attempts,
            decoderVersion: crawl.settings.decoderVersion,
            largestKeptBody: crawl.settings.largestKeptBody, breaker: Breaker())
    }

    /// The API clients that were left out since their credentials are refused.
    var refusedClients: [String] {
        get async { await gateway.refusedClients }
    }

    /// Whether the limit on targets is used up.
    var isSpent: Bool { allowance.withLock { left in left == 0 } }

    /// Runs all lanes until each finds nothing to claim.
    func round() async throws -> CrawlSummary {
        // Before there are lanes, so that none begins with an older plan.
        _ = try await planning.current()
        return try await withThrowingTaskGroup(of: CrawlSummary.self) { group in
            for _ in 0..<crawl.lanes {
                group.addTask { try await self.lane() }
            }
            var total = CrawlSummary()
            for try await lane in group { total += lane }
            return total
        }
    }

    private func lane() async throws -> CrawlSummary {
        var summary = CrawlSummary()
        while true {
            // Before the claim: what is leased must not be lost to a question that fails.
            let policy = try await planning.current()
            guard let batch = try await claim() else {
                guard busy.withLock({ count in count > 0 }), !isSpent else { return summary }
                try await Task.sleep(for: crawl.settings.pause)
                continue
            }
            busy.withLock { count in count += 1 }
            defer { busy.withLock { count in count -= 1 } }
            let fetched = await fetch(batch, policy)
            summary += try await settle(fetched)
            if let failure = fetched.failure { throw failure }
        }
    }

    private func claim() async throws -> [Lease]? {
        try Task.checkCancellation()
        let asked = allowance.withLock { left in
            guard let some = left else { return crawl.settings.batch }
            let taken = min(some, crawl.settings.batch)
            left = some - taken
            return taken
        }
        guard asked > 0 else { return nil }
        let leases = try await crawl.store.claim(
            scope, limit: asked, now: crawl.world.now, lease: crawl.settings.lease)
        allowance.withLock { left in left = left.map { some in some + asked - leases.count } }
        onEvent(.claimed(leases.count))
        return leases.isEmpty ? nil : leases
    }

    /// What became of a batch: when the crawl must end, `failure` says why and `unvisited` was not fetched.
    private struct Fetched: Sendable {
        var visits: [Fetcher.Visit] = []
        var unvisited: [Lease] = []
        var failure: (any Error)?
    }

    /// Fetches a batch with this lane's share of the concurrency.
    ///
    /// What has not begun by half of the lease is given back: a later fetch would be in vain.
    private func fetch(_ batch: [Lease], _ policy: RevisitPolicy) async -> Fetched {
        let width = max(1, crawl.settings.concurrency / crawl.lanes)
        let deadline = ContinuousClock.now + crawl.settings.lease / 2
        let outcomes = await outcomes(of: batch, width: width) { lease in
            ContinuousClock.now < deadline ? try await self.fetcher.visit(lease, policy) : nil
        }
        var fetched = Fetched()
        for (lease, outcome) in zip(batch, outcomes) {
            switch outcome {
            case .success(let visit?): fetched.visits.append(visit)
            case .success(nil): fetched.unvisited.append(lease)
            case .failure(let error):
                fetched.unvisited.append(lease)
                if fetched.failure == nil || fetched.failure is CancellationError { fetched.failure = error }
            }
        }
        return fetched
    }

    /// Writes what was fetched and gives the rest back, also when the crawl was cancelled meanwhile.
    ///
    /// Cancellation would cancel the statements too, and with them work that is already paid for; the task
    /// of its own shields them. It is awaited, so nothing outlives the crawl.
    private func settle(_ fetched: Fetched) async throws -> CrawlSummary {
        let settling = Task {
            let summary = try await write(fetched.visits)
            if !fetched.unvisited.isEmpty { try await crawl.store.release(fetched.unvisited) }
            return summary
        }
        return try await settling.value
    }

    private func write(_ visits: [Fetcher.Visit]) async throws -> CrawlSummary {
        var summary = CrawlSummary()
        summary.requests = visits.reduce(0) { sum, visit in sum + visit.requests }
        summary.bytes = visits.reduce(0) { sum, visit in sum + Int(visit.completion.observation.bytes) }
        guard !visits.isEmpty else { return summary }
        let results = try await crawl.store.complete(visits.map(\.completion))
        for result in results { summary.add(result) }
        onEvent(.loaded(results, failures: failures(of: visits)))
        return summary
    }

    private func failures(of visits: [Fetcher.Visit]) -> [DocumentID: Observation.Failure] {
        var failures: [DocumentID: Observation.Failure] = [:]
        for visit in visits {
            guard case .failed(let failure) = visit.completion.observation.outcome else { continue }
            failures[visit.completion.observation.document] = failure
        }
        return failures
    }
}

/// Runs `work` for every element, at most `width` at once; one failing element never cancels the rest.
private func outcomes<Element: Sendable, Output: Sendable>(
    of elements: [Element], width: Int, _ work: @escaping @Sendable (Element) async throws -> Output
) async -> [Result<Output, any Error>] {
    await withTaskGroup(of: (Int, Result<Output, any Error>).self) { group in
        var results = [Result<Output, any Error>?](repeating: nil, count: elements.count)
        for (index, element) in elements.enumerated() {
            if index >= width, let (done, result) = await group.next() { results[done] = result }
            group.addTask {
                do { return (index, .success(try await work(element))) } catch {
                    return (index, .failure(error))
                }
            }
        }
        for await (done, result) in group { results[done] = result }
        return results.map { result in result ?? .failure(CancellationError()) }
    }
}
