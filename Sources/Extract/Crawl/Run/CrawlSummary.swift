import Guilds

/// What a crawl did, for its closing line.
package struct CrawlSummary: Sendable, Hashable {
    /// Requests that were sent to the API, repeats included.
    package var requests = 0
    /// Documents that differed from what was known.
    package var changed = 0
    /// Documents that were confirmed.
    package var unchanged = 0
    /// Visits that found nothing at the address (404), or somebody else.
    package var missing = 0
    /// Visits to what is not shared (403).
    package var hidden = 0
    /// Visits without a usable answer; they are tried again later.
    package var failed = 0
    /// Fetched in vain: the lease had gone to another worker.
    package var fenced = 0
    /// Series rows written.
    package var rows = 0
    /// Bytes of bodies, after decompression.
    package var bytes = 0
    /// API clients whose credentials were refused while others went on.
    package var refusedClients: Set<String> = []
    /// Wall time.
    package var elapsed = Duration.zero

    /// Nothing done yet.
    package init() {}

    /// Targets that were dealt with.
    package var completed: Int { changed + unchanged + missing + hidden + failed + fenced }

    /// Requests per second of wall time.
    package var requestsPerSecond: Double {
        let seconds = Double(elapsed.milliseconds) / 1000
        return seconds > 0 ? Double(requests) / seconds : 0
    }

    /// Counts what became of one target.
    package mutating func add(_ result: LoadResult) {
        rows += result.rows
        switch result.verdict {
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        case .missing: missing += 1
        case .hidden: hidden += 1
        case .failed: failed += 1
        case .fenced: fenced += 1
        }
    }

    /// Adds up two crawls, or two parts of one.
    package static func += (left: inout CrawlSummary, right: CrawlSummary) {
        left.requests += right.requests
        left.changed += right.changed
        left.unchanged += right.unchanged
        left.missing += right.missing
        left.hidden += right.hidden
        left.failed += right.failed
        left.fenced += right.fenced
        left.rows += right.rows
        left.bytes += right.bytes
        left.refusedClients.formUnion(right.refusedClients)
        left.elapsed += right.elapsed
    }
}
