import FoundationEssentials
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Where a command tells what it does: a line that renews itself on a terminal, JSON lines elsewhere.
final class Console: Sendable {
    /// Whether a person watches; JSON lines are written otherwise.
    let isTerminal: Bool
    private let hasBar = Mutex(false)

    init(forceJSON: Bool = false) {
        isTerminal = !forceJSON && isatty(STDERR_FILENO) == 1
    }

    /// A sentence for people; left out where lines are read by programs.
    func say(_ text: String) {
        guard isTerminal else { return }
        clearBar()
        write(text + "\n", to: STDERR_FILENO)
    }

    /// What went wrong, in words for people.
    func complain(_ text: String) {
        clearBar()
        write("guildscope: \(text)\n", to: STDERR_FILENO)
    }

    /// The result of a command, on standard output.
    func print(_ text: String) {
        clearBar()
        write(text + "\n", to: STDOUT_FILENO)
    }

    /// Something that happened: one JSON line where no person watches.
    func event(_ name: String, _ fields: [(String, JSONScalar)]) {
        guard !isTerminal else { return }
        write(JSONScalar.line([("event", .text(name))] + fields) + "\n", to: STDOUT_FILENO)
    }

    /// Renews the progress bar; `fraction` is between 0 and 1, nil when the end is not known.
    func progress(_ text: String, fraction: Double?) {
        guard isTerminal else { return }
        let bar = fraction.map { done in Console.bar(done) + " " } ?? ""
        hasBar.withLock { shown in shown = true }
        write("\r\u{1B}[K" + bar + text, to: STDERR_FILENO)
    }

    /// Wipes the bar, so that other text can stand in its place.
    func clearBar() {
        let shown = hasBar.withLock { shown in
            defer { shown = false }
            return shown
        }
        if shown { write("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    private static func bar(_ fraction: Double) -> String {
        let width = 30
        let filled = Int((min(max(fraction, 0), 1) * Double(width)).rounded())
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    }

    private func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            // A reader that has gone away (`| head`) must not stop the work.
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}

/// A value of one field of an event line.
enum JSONScalar: Sendable {
    case text(String)
    case integer(Int)
    case real(Double)

    static func line(_ fields: [(String, JSONScalar)]) -> String {
        let members = fields.map { name, value in "\(quoted(name)):\(value.json)" }
        return "{" + members.joined(separator: ",") + "}"
    }

    private var json: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .integer(let number): String(number)
        case .real(let number): number.isFinite ? String((number * 1000).rounded() / 1000) : "null"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
