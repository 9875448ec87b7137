/// One fetch of one target: the contract between Extract and Load.
///
/// Its id is (document, generation of the lease). Observations of different targets may be loaded in any
/// order and batching; those of one target count in generation order, and a late lower one is fenced off.
package struct Observation: Sendable, Hashable, Codable {
    /// How a fetch ended.
    package enum Outcome: Sendable, Hashable, Codable {
        /// The document was sent; whether it tells anything new shows when it is loaded.
        case received(Facts)
        /// The source says that nothing changed since `ifModifiedSince`.
        case unchanged
        /// 404: not found now. It is not a departure.
        case missing
        /// 403: the player does not share the profile.
        case hidden
        /// No answer that can be used.
        case failed(Failure)
    }

    /// Why no usable answer came.
    package enum Failure: String, Sendable, Hashable, Codable {
        case rateLimited
        case unauthorised
        case unavailable
        case malformed
        case timedOut
        /// Well formed, yet so far from what is held that it is believed only when asked again: a roster that lost
        /// more than half of its members in one step.
        case suspect
        /// The source says that what is held of a character must not be kept: it is no longer valid.
        case invalid
        /// Another character lives at the address now: the one that is held is gone from it.
        case replaced
    }

    /// The document that was asked for, also when the answer brought none.
    package var document: DocumentID
    /// The generation of the lease under which it was fetched.
    package var generation: Int64
    /// World time of the fetch.
    package var observedAt: Timestamp
    /// The source's own time of the document.
    package var lastModified: Timestamp?
    /// How the fetch ended, with the facts when there are any.
    package var outcome: Outcome
    /// Digest of the body, to recognise the same document next time without decoding it; nil without one.
    package var digest: Int64?
    /// Version of the decoder that made the facts.
    package var decoderVersion: Int16
    /// Status of the answer, 0 when there was none.
    package var httpStatus: Int16
    /// Bytes of the decompressed body.
    package var bytes: Int32

    /// An observation from its parts, which are not checked against each other.
    package init(
        document: DocumentID, generation: Int64, observedAt: Timestamp, lastModified: Timestamp?,
        outcome: Outcome, digest: Int64?, decoderVersion: Int16, httpStatus: Int16, bytes: Int32
    ) {
        self.document = document
        self.generation = generation
        self.observedAt = observedAt
        self.lastModified = lastModified
        self.outcome = outcome
        self.digest = digest
        self.decoderVersion = decoderVersion
        self.httpStatus = httpStatus
        self.bytes = bytes
    }
}
