import Crawl
import Synchronization
import Warehouse

/// What a run has done so far, also when it is stopped half-way.
final class RunTally: Sendable {
    private let state = Mutex(RunCounts())

    var counts: RunCounts { state.withLock { counts in counts } }

    func add(_ count: Int, to name: String) {
        state.withLock { counts in counts.add(count, to: name) }
    }

    /// Counts what a crawl tells of itself.
    func add(_ event: CrawlEvent) {
        switch event {
        case .fetched(_, _, let requests, _): state.withLock { counts in counts.requests += requests }
        case .loaded(let results, _): add(results)
        case .waitingForLeases, .claimed, .permitted, .clientRefused: break
        }
    }

    private func add(_ results: [LoadResult]) {
        var batch = CrawlSummary()
        for result in results { batch.add(result) }
        let named = [
            ("changed", batch.changed), ("unchanged", batch.unchanged), ("missing", batch.missing),
            ("hidden", batch.hidden), ("failed", batch.failed), ("fenced", batch.fenced),
            ("rows", batch.rows),
        ]
        state.withLock { counts in
            for (name, count) in named where count > 0 { counts.add(count, to: name) }
        }
    }
}
