package import Crawl
package import Guilds

/// Which targets a report tells of.
package struct TargetFilter: Sendable, Hashable {
    /// Only those of a guild: its own, its region's, and its current members'.
    package var guild: GuildKey?
    /// Only those whose last visits brought nothing.
    package var isFailing = false
    /// Only those that are due.
    package var isDue = false
    /// Only documents of these kinds; all when empty.
    package var kinds: Set<DocumentKind> = []
    /// How many at most, the longest due first.
    package var limit = 50

    /// All targets, fifty at most.
    package init() {}
}

/// What is known of one target.
package struct TargetReport: Sendable, Hashable {
    /// What is fetched.
    package let document: DocumentID
    /// Where the API has it, as last known.
    package let address: DocumentAddress
    /// World time of the next visit.
    package let nextDue: Timestamp
    /// How long the lease of the worker that holds it lasts yet, by the database's clock; nil when it is free.
    package let heldFor: Duration?
    /// How much it matters that it is current; 1 is usual.
    package let importance: Double
    /// The word of the last visit's outcome; nil before the first.
    package let lastOutcome: String?
    /// Visits in a row that brought nothing.
    package let consecutiveFailures: Int
    /// World time of the first of them; nil while the last visit succeeded.
    package let failingSince: Timestamp?
    /// When the document was last received or confirmed.
    package let confirmedAt: Timestamp?
    /// When it was last found changed.
    package let changedAt: Timestamp?

    /// The discovery that makes the target due at `moment`, for those who do not want to wait for its back-off.
    package func wake(at moment: Timestamp) -> Discovery {
        Discovery(document: document, address: address, due: moment, wakes: true)
    }
}
