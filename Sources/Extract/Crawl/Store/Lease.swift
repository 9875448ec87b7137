package import Guilds

/// The right to fetch one target until the lease runs out, and what is remembered of the last fetch.
package struct Lease: Sendable, Hashable {
    /// What is to be fetched.
    package var document: DocumentID
    /// Where the API has it, as last known.
    package var address: DocumentAddress
    /// Fences late writers: a completion under an older generation writes nothing.
    package var generation: Int64
    /// What the source said of the document we hold; sent as `If-Modified-Since`.
    package var lastModified: Timestamp?
    /// Digest and decoder of the document we hold: an equal body needs no decoding.
    package var digest: Int64?
    /// The version of the decoder that read the document we hold; nil when we hold none.
    package var decoderVersion: Int16?
    /// When the document was last received or confirmed.
    package var confirmedAt: Timestamp?
    /// Visits in a row that brought no document, this one not included.
    package var consecutiveFailures: Int16
    /// Weight of the target in the crawl's freshness; 1 is ordinary.
    package var importance: Double
    /// What is learnt of how often the document changes.
    package var evidence: ChangeEvidence
    /// When the document was last found changed.
    package var changedAt: Timestamp?
    /// Members of the roster that we hold; nil for every other kind.
    package var size: Int32?
    /// What the last visit brought, in the word that the store holds; nil before the first visit.
    package var lastOutcome: String?
    /// World time of the first of the failures in a row; nil when the last visit was answered.
    package var failingSince: Timestamp?
    /// The last moment at which what the document tells can change, as the end of a leaderboard's week; nil
    /// where none is known.
    package var settlesAt: Timestamp?

    /// A lease; what is learnt of the target starts empty.
    package init(
        document: DocumentID, address: DocumentAddress, generation: Int64, lastModified: Timestamp?,
        digest: Int64?, decoderVersion: Int16?, confirmedAt: Timestamp?, consecutiveFailures: Int16,
        importance: Double = 1, evidence: ChangeEvidence = ChangeEvidence(), changedAt: Timestamp? = nil,
        size: Int32? = nil, lastOutcome: String? = nil, failingSince: Timestamp? = nil,
        settlesAt: Timestamp? = nil
    ) {
        self.document = document
        self.address = address
        self.generation = generation
        self.lastModified = lastModified
        self.digest = digest
        self.decoderVersion = decoderVersion
        self.confirmedAt = confirmedAt
        self.consecutiveFailures = consecutiveFailures
        self.importance = importance
        self.evidence = evidence
        self.changedAt = changedAt
        self.size = size
        self.lastOutcome = lastOutcome
        self.failingSince = failingSince
        self.settlesAt = settlesAt
    }
}

/// A target that a fetched document revealed, or an address that it corrected.
package struct Discovery: Sendable, Hashable, Codable {
    /// The target that is revealed.
    package var document: DocumentID
    /// Where the API has it, as the revealing document tells; nil where it tells none, which makes no target.
    package var address: DocumentAddress?
    /// When the target is due: for a new target its first fetch, for a known one an earlier wish.
    package var due: Timestamp
    /// Whether a known target is brought forward to `due`; otherwise only its address is kept current.
    package var wakes: Bool
    /// The target's importance where the discovering document decides it; nil leaves a known target's, and
    /// makes a new one's 1. A difference of less than a tenth is not worth a write.
    package var importance: Double?
    /// What becomes of a document that is not known as a target.
    package var presence: Presence
    /// A number that changes when the discovering document tells of news, as a member's level in a roster does:
    /// a known target that was told another one is brought forward to `due`. Nil tells nothing.
    package var marker: Int32?
    /// When something happened that the document will tell, as the end of a run that a leaderboard names: a
    /// known target that answers, whose document is older and was not looked at since the discovery, is
    /// brought forward to `due`. Nil tells nothing.
    package var happenedAt: Timestamp?
    /// When news make the target due that were put together with another document's wish for `due`; nil at
    /// `due`.
    package var newsDue: Timestamp?

    /// Whether a discovery makes targets.
    package enum Presence: Sendable, Hashable, Codable {
        /// An unknown target is made known.
        case create
        /// Only a target that is known is told, as by an entry of a leaderboard.
        case knownOnly
    }

    /// A discovery; a new target is made unless told otherwise.
    package init(
        document: DocumentID, address: DocumentAddress?, due: Timestamp, wakes: Bool,
        importance: Double? = nil, presence: Presence = .create, marker: Int32? = nil,
        happenedAt: Timestamp? = nil
    ) {
        self.document = document
        self.address = address
        self.due = due
        self.wakes = wakes
        self.importance = importance
        self.presence = presence
        self.marker = marker
        self.happenedAt = happenedAt
    }
}

/// What is written when a fetch ends, all in one transaction with the facts.
package struct Completion: Sendable, Hashable, Codable {
    /// What the fetch brought.
    package var observation: Observation
    /// World time of the next visit, unless somebody wakes the target before.
    package var nextDue: Timestamp
    /// What the document reveals or wakes.
    package var discoveries: [Discovery]
    /// What is now learnt of how often the document changes; it replaces that of the lease.
    package var evidence: ChangeEvidence
    /// Members of the roster that was received; nil leaves it.
    package var size: Int32?
    /// The last moment at which what the document tells can change; nil leaves it.
    package var settlesAt: Timestamp?
    /// The body that was received, for the archive; nil where it is not kept.
    package var body: PackedBody?

    /// The end of a fetch.
    package init(
        observation: Observation, nextDue: Timestamp, discoveries: [Discovery], evidence: ChangeEvidence,
        size: Int32? = nil, settlesAt: Timestamp? = nil
    ) {
        self.observation = observation
        self.nextDue = nextDue
        self.discoveries = discoveries
        self.evidence = evidence
        self.size = size
        self.settlesAt = settlesAt
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

    /// The document that was fetched.
    package var document: DocumentID
    /// How its target fared.
    package var verdict: Verdict
    /// Series rows written.
    package var rows: Int

    /// The result of one completion.
    package init(document: DocumentID, verdict: Verdict, rows: Int) {
        self.document = document
        self.verdict = verdict
        self.rows = rows
    }
}
