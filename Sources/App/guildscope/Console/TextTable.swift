import Guilds

/// A table of text for a terminal: columns as wide as their widest cell.
struct TextTable: Sendable {
    private let head: [String]
    private var rows: [[String]] = []

    init(_ head: [String]) {
        self.head = head
    }

    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// The lines, without trailing blanks.
    var text: String {
        let widths = head.indices.map { column in
            ([head] + rows).map { row in row[column].count }.max() ?? 0
        }
        return ([head] + rows).map { row in Self.line(row, widths) }.joined(separator: "\n")
    }

    private static func line(_ row: [String], _ widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(row, widths) {
            line += cell + String(repeating: " ", count: width - cell.count + 2)
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}

/// Spells of time in words.
enum Spell {
    /// `4 d 3 h`, `2 h 10 min`, `35 s`: the two largest units.
    static func text(_ duration: Duration) -> String {
        let seconds = max(0, duration.components.seconds)
        let parts: [(Int64, String)] = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"),
            (seconds % 60, "s"),
        ]
        guard let first = parts.firstIndex(where: { part in part.0 > 0 }) else { return "0 s" }
        // Seconds tell nothing beside hours.
        let last = first < 2 ? min(first + 1, 2) : first
        return parts[first...last].filter { part in part.0 > 0 }
            .map { part in "\(part.0) \(part.1)" }.joined(separator: " ")
    }

    /// `2 h ago`, `in 3 d`, `now`.
    static func distance(from now: Timestamp, to moment: Timestamp) -> String {
        if moment == now { return "now" }
        return moment < now ? text(now - moment) + " ago" : "in " + text(moment - now)
    }
}
