import Guilds

/// What a clock elsewhere showed, and what time it shows now.
///
/// It goes on by `ContinuousClock`: the machine's own idea of the time, and jumps of it, do not matter.
struct ClockReading: Sendable {
    /// A simulator's answer to `GET /simulator/clock`, times in milliseconds; `scale` is world seconds per real
    /// second, absent when time stands.
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

    /// A clock that keeps real time.
    init(_ moment: Timestamp) {
        document = Document(now: moment.milliseconds, end: .max, scale: 1)
    }

    /// World seconds per real second; 0 while time stands.
    var pace: Double { document.scale ?? 0 }

    var now: Timestamp {
        let elapsed = Double((ContinuousClock.now - readAt).milliseconds) * pace
        return Timestamp(milliseconds: min(document.now + Int64(elapsed), document.end))
    }
}
