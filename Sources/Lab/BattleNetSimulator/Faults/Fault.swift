/// A fault that the server commits on purpose, and where.
package struct Fault: Sendable, Hashable, Codable {
    /// What goes wrong.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The right answer after `seconds`.
        case latency
        /// An error with the code `status` (503 unless told).
        case status
        /// 429.
        case rateLimited
        /// No answer at all.
        case hang
        /// Half of the body, then the end of the connection.
        case truncated
        /// An HTML page with status 200.
        case html
        /// Numbers where strings belong and strings where numbers belong.
        case wrongTypes
        /// The first array of the document is gone.
        case missingArray
        /// The right answer, a few bytes a second.
        case slow
        /// A body of `bytes` (500 MB unless told).
        case huge
        /// 404 without a body.
        case emptyNotFound
        /// 401, and no token is good any more.
        case revokeTokens
        /// A roster without members.
        case emptyRoster
        /// A roster that lists every third member only.
        case shrunkenRoster
        /// The character whose path ends in `path`, as in `tarren-mill/anna`, was deleted: its documents are 404 and
        /// rosters do not list it.
        case deletedCharacter
    }

    /// What goes wrong.
    package var kind: Kind
    /// Only paths that contain this text, percent-decoded; all paths when nil.
    package var path: String?
    /// The chance of each request; 1 when nil. Drawn from path and count, so the order of paths does not matter.
    package var probability: Double?
    /// How often at most; without end when nil.
    package var count: Int?
    /// How many matching requests pass before.
    package var after: Int?
    /// For `latency`: how long; for `slow`: the pause between pieces (1 unless told).
    package var seconds: Double?
    /// For `status`: the code.
    package var status: Int?
    /// For `huge`: the size.
    package var bytes: Int?

    /// A fault of all requests until its count is used up.
    package init(
        _ kind: Kind, path: String? = nil, probability: Double? = nil, count: Int? = nil, after: Int? = nil,
        seconds: Double? = nil, status: Int? = nil, bytes: Int? = nil
    ) {
        self.kind = kind
        self.path = path
        self.probability = probability
        self.count = count
        self.after = after
        self.seconds = seconds
        self.status = status
        self.bytes = bytes
    }
}
