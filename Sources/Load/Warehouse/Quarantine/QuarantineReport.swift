package import Guilds

/// Which documents of the quarantine are meant.
package struct QuarantineFilter: Sendable, Hashable {
    /// Only those of a guild: its own, its region's, and its current members'.
    package var guild: GuildKey?
    /// Only documents of these kinds; all when empty.
    package var kinds: Set<DocumentKind> = []
    /// How many documents at most, the longest held first.
    package var limit = 50

    /// All documents, fifty at most.
    package init() {}
}

/// A document of which facts were refused by the database and are held.
package struct QuarantinedDocument: Sendable, Hashable {
    /// What was fetched.
    package let document: DocumentID
    /// Where the API has it, as last known; nil when it is no target any more.
    package let address: DocumentAddress?
    /// How many fetches of it are held.
    package let observations: Int
    /// How often they were tried in all, the first time included.
    package let tries: Int
    /// World time of the first of the fetches.
    package let first: Timestamp
    /// World time of the last of the fetches.
    package let last: Timestamp
    /// PostgreSQL's class and code of the newest refusal.
    package let sqlState: String
    /// What the server said then; may quote the refused value.
    package let reason: String
    /// Whether all that they told is kept, so that they can be replayed.
    package let isWhole: Bool
}

/// What is held in quarantine altogether.
package struct QuarantineHealth: Sendable, Hashable {
    /// Documents of which facts are held.
    package var documents = 0
    /// Their fetches.
    package var observations = 0
    /// World time of the longest held fetch; nil when nothing is.
    package var since: Timestamp?

    /// Nothing held.
    package init() {}
}

/// What became of the fetches that were replayed.
package struct ReplayTally: Sendable, Hashable {
    /// Written into the series, and out of the quarantine.
    package var written = 0
    /// Refused again; they stay.
    package var refused = 0
    /// Dropped: the document was confirmed later than they were fetched, or is fetched no more.
    package var outdated = 0
    /// Left alone, since a worker holds the target; they stay.
    package var held = 0
    /// Not kept whole, or in the form of another version of the program; they stay.
    package var unreadable = 0

    /// Nothing replayed.
    package init() {}

    /// Adds the counts of another replay.
    package static func += (left: inout ReplayTally, right: ReplayTally) {
        left.written += right.written
        left.refused += right.refused
        left.outdated += right.outdated
        left.held += right.held
        left.unreadable += right.unreadable
    }
}
