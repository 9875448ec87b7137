import Guilds

/// A simulator's clock as it answered `GET /simulator/clock`, and what time it shows now.
struct VirtualTime: Sendable {
    /// The answer, times in milliseconds; `scale` is world seconds per real second, absent when time stands.
    struct Document: Decodable {
        var now: Int64
        var end: Int64
        var scale: Double?
    }

    private let document: Document
    private let readAt = ContinuousClock.now

    init(_ document: Document) {
        self.document = document
    }

    /// World seconds per real second; 0 while time stands.
    var pace: Double { document.scale ?? 0 }

    var now: Timestamp {
        let elapsed = Double((ContinuousClock.now - readAt).milliseconds) * (document.scale ?? 0)
        return Timestamp(milliseconds: min(document.now + Int64(elapsed), document.end))
    }
}
