package import Guilds

/// The right to fetch one target until the lease runs out, and what is remembered of the last fetch.
package struct Lease: Sendable, Hashable {
    package var document: DocumentID
    package var address: DocumentAddress
    /// Fences late writers: a completion under an older generation writes nothing.
    package var generation: Int64
    /// What the source said of the document we hold; sent as `If-Modified-Since`.
    package var lastModified: Timestamp?
    /// Digest and decoder of the document we hold: an equal body needs no decoding.
    package var digest: Int64?
    package var decoderVersion: Int16?
    /// When the document was last received or confirmed.
    package var confirmedAt: Timestamp?
    package var consecutiveFailures: Int16

    package init(
        document: DocumentID, address: DocumentAddress, generation: Int64, lastModified: Timestamp?,
        digest: Int64?, decoderVersion: Int16?, confirmedAt: Timestamp?, consecutiveFailures: Int16
    ) {
        self.document = document
        self.address = address
        self.generation = generation
        self.lastModified = lastModified
        self.digest = digest
        self.decoderVersion = decoderVersion
        self.confirmedAt = confirmedAt
        self.consecutiveFailures = consecutiveFailures
    }
}

/// A target that a fetched document revealed, or an address that it corrected.
package struct Discovery: Sendable, Hashable {
    package var document: DocumentID
    package var address: DocumentAddress
    /// When the target is due: for a new target its first fetch, for a known one an earlier wish.
    package var due: Timestamp
    /// Whether a known target is brought forward to `due`; otherwise only its address is kept current.
    package var wakes: Bool

    package init(document: DocumentID, address: DocumentAddress, due: Timestamp, wakes: Bool) {
        self.document = document
        self.address = address
        self.due = due
        self.wakes = wakes
    }
}

/// What is written when a fetch ends, all in one transaction with the facts.
package struct Completion: Sendable, Hashable {
    package var observation: Observation
    package var nextDue: Timestamp
    package var discoveries: [Discovery]

    package init(observation: Observation, nextDue: Timestamp, discoveries: [Discovery]) {
        self.observation = observation
        self.nextDue = nextDue
        self.discoveries = discoveries
    }
}

/// What became of one completion.
package struct LoadResult: Sendable, Hashable {
    /// How the target fared.
    package enum Verdict: String, Sendable, Hashable {
        /// Something differed from what was known.
        case changed
        /// Only the confirmation moved.
        case unchanged
        case missing
        case hidden
        case failed
        /// The lease had run out and the target went to another worker: nothing was written.
        case fenced
    }

    package var document: DocumentID
    package var verdict: Verdict
    /// Series rows written.
    package var rows: Int

    package init(document: DocumentID, verdict: Verdict, rows: Int) {
        self.document = document
        self.verdict = verdict
        self.rows = rows
    }
}
