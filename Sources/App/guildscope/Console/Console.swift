import Logging
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Where a command tells what it does.
///
/// Results go to standard output: text for people on a terminal, JSON lines elsewhere. Events, logs and
/// complaints go to standard error: a line that renews itself on a terminal, JSON lines elsewhere.
final class Console: Sendable {
    /// The least grave level that is logged.
    let logLevel: Logger.Level
    /// Whether a person reads standard error.
    private let isTerminal: Bool
    /// Whether a person reads standard output.
    let showsTables: Bool
    private let hasBar = Mutex(false)

    init(forceJSON: Bool = false, isVerbose: Bool = false) {
        isTerminal = !forceJSON && isatty(STDERR_FILENO) == 1
        showsTables = !forceJSON && isatty(STDOUT_FILENO) == 1
        logLevel = isVerbose ? .debug : .info
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

    /// The result of a command in words, on standard output.
    func print(_ text: String) {
        clearBar()
        write(text + "\n", to: STDOUT_FILENO)
    }

    /// The result of a command as it is, on standard output.
    func write(_ bytes: [UInt8]) {
        clearBar()
        write(bytes, to: STDOUT_FILENO)
    }

    /// A result for programs: one JSON line on standard output unless a person reads there.
    func result(_ name: String, _ fields: [(String, JSONScalar)]) {
        guard !showsTables else { return }
        write(JSONScalar.line([("event", .text(name))] + fields) + "\n", to: STDOUT_FILENO)
    }

    /// A row of a result for programs: one JSON line on standard output.
    func row(_ fields: [(String, JSONScalar)]) {
        write(JSONScalar.line(fields) + "\n", to: STDOUT_FILENO)
    }

    /// Something that happened on the way; on a terminal the progress bar tells as much.
    func event(_ name: String, _ fields: [(String, JSONScalar)]) {
        guard !isTerminal || logLevel == .debug else { return }
        log(LogLine(level: .info, event: name, fields: fields))
    }

    /// A line of the log.
    func log(_ line: LogLine) {
        guard line.level >= logLevel else { return }
        clearBar()
        write((isTerminal ? line.text : line.json) + "\n", to: STDERR_FILENO)
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

    private func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    private func write(_ bytes: [UInt8], to descriptor: Int32) {
        var bytes = bytes[...]
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
    case flag(Bool)
    case none

    static func line(_ fields: [(String, JSONScalar)]) -> String {
        let members = fields.map { name, value in "\(quoted(name)):\(value.json)" }
        return "{" + members.joined(separator: ",") + "}"
    }

    private var json: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .integer(let number): String(number)
        case .real(let number): number.isFinite ? String((number * 1000).rounded() / 1000) : "null"
        case .flag(let flag): flag ? "true" : "false"
        case .none: "null"
        }
    }

    /// As people read it, without quotation marks.
    var plain: String {
        guard case .text(let text) = self else { return json }
        return text
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
