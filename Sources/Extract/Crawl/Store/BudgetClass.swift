/// For whom a request is sent; each class has a share of the budget that the other only borrows.
package enum BudgetClass: String, Sendable, Hashable, CaseIterable {
    /// What the schedule asks for.
    case routine
    /// What a person waits for: `crawl --guild`, `crawl --character`, `guild add`.
    case asked
}

/// The API told a client to slow down.
package struct Pressure: Sendable, Hashable {
    /// How long the server asked to wait; nil when it did not say.
    package var retryAfter: Duration?

    /// Pressure with what the answer's `Retry-After` said; nil when it said nothing.
    package init(retryAfter: Duration?) {
        self.retryAfter = retryAfter
    }
}
