package import Guilds

/// A document as one request brought it.
package struct Fetched: Sendable, Hashable {
    /// What the request brought.
    package enum Content: Sendable, Hashable {
        case received(Facts)
        /// The source says so, or the body has the digest that is known already.
        case unchanged
    }

    /// The facts, or that they are those of the fetch before.
    package var content: Content
    /// The source's own time of the document.
    package var lastModified: Timestamp?
    /// Digest of the body; nil when none was sent.
    package var digest: Int64?
    /// Version of the decoder that made the facts.
    package var decoderVersion: Int16
    /// Status of the last answer: 200, or 304 when the source itself says that nothing changed.
    package var httpStatus: Int16
    /// Bytes of the decompressed body.
    package var bytes: Int32
    /// How long the source itself keeps the document.
    package var maxAge: Duration?
    /// The server's clock at the answer.
    package var serverDate: Timestamp?
    /// Goes up when Blizzard changes the shape of the document.
    package var schemaRevision: Int?
    /// Entries of kinds that this version does not know.
    package var skipped: Int
    /// Requests sent to the API host, repeats included; each one counts against the budget.
    package var requests: Int
    /// The body that the facts were read from; empty without any.
    package var body: [UInt8] = []

    /// A document with what its header tells; what a header does not tell is nil.
    package init(
        content: Content, lastModified: Timestamp? = nil, digest: Int64? = nil,
        decoderVersion: Int16 = DocumentDecoder.version, httpStatus: Int16, bytes: Int32,
        maxAge: Duration? = nil, serverDate: Timestamp? = nil, schemaRevision: Int? = nil, skipped: Int = 0,
        requests: Int
    ) {
        self.content = content
        self.lastModified = lastModified
        self.digest = digest
        self.decoderVersion = decoderVersion
        self.httpStatus = httpStatus
        self.bytes = bytes
        self.maxAge = maxAge
        self.serverDate = serverDate
        self.schemaRevision = schemaRevision
        self.skipped = skipped
        self.requests = requests
    }
}
