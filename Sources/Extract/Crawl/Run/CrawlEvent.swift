package import BattleNet
package import Guilds

/// What happens during a crawl, for progress bars, logs and metrics.
package enum CrawlEvent: Sendable {
    /// A batch was written: its results, and why those that failed did.
    case loaded([LoadResult], failures: [DocumentID: Observation.Failure])
    /// Due targets are held by another worker, perhaps a dead one; the crawl waits for their leases.
    case waitingForLeases(held: Int, Duration)
    /// A claim was made; 0 when nothing was free.
    case claimed(Int)
    /// A request was let out after it had waited this long for its permit.
    case permitted(waited: Duration)
    /// The API refused the credentials of the API client of this name; the crawl goes on with the others, if
    /// any.
    case clientRefused(String)
    /// A fetch ended: of which kind of document, how, with how many requests, and how long it took.
    case fetched(DocumentKind, FetchEnd, requests: Int, Duration)
}

/// How a fetch ended, in a word for metrics.
package enum FetchEnd: Sendable, Hashable {
    case received
    case unchanged
    case failed(BattleNetError.Code)

    /// `received`, `unchanged`, or the error's code.
    package var word: String {
        switch self {
        case .received: "received"
        case .unchanged: "unchanged"
        case .failed(let code): code.rawValue
        }
    }
}
