import Logging
import Synchronization

/// Sends what the libraries and the rooms log through the console, so that lines and progress bar do not mix.
struct ConsoleLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let label: String
    private let console: Console

    private init(label: String, console: Console) {
        self.label = label
        self.console = console
        logLevel = console.logLevel
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, given in given }
        let fields = facts.sorted { left, right in left.key < right.key }.map { key, value in
            (key, JSONScalar.text("\(value)"))
        }
        console.log(
            LogLine(
                level: event.level, event: "\(event.message)", fields: [("logger", .text(label))] + fields))
    }

    private static let isInstalled = Mutex(false)

    /// Makes the console the destination of every logger made from now on; the first console keeps the place.
    static func install(_ console: Console) {
        let isFirst = isInstalled.withLock { installed in
            defer { installed = true }
            return !installed
        }
        guard isFirst else { return }
        LoggingSystem.bootstrap { label in ConsoleLogHandler(label: label, console: console) }
    }
}
