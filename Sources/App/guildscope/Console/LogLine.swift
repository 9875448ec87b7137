import FoundationEssentials
import Guilds
import Logging

/// One line of the log: what happened, how grave it is, and the facts.
struct LogLine: Sendable {
    let level: Logger.Level
    /// A fixed word or sentence; what differs from line to line stands in the fields.
    let event: String
    let fields: [(String, JSONScalar)]

    /// For programs: one JSON object.
    var json: String {
        let now = Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
        return JSONScalar.line(
            [("time", .text(now.description)), ("level", .text(level.rawValue)), ("event", .text(event))]
                + fields)
    }

    /// For people: `warning: the API asks for patience (client=default, seconds=2)`.
    var text: String {
        let facts = fields.map { name, value in "\(name)=\(value.plain)" }.joined(separator: ", ")
        return "\(level.rawValue): \(event)" + (facts.isEmpty ? "" : " (\(facts))")
    }
}
