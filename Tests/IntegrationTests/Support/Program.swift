import Foundation

/// A run of the built `guildscope` program, its output kept in files of a folder.
final class Program: Sendable {
    private let process: Process
    private let output: URL
    private let errors: URL

    /// Beside the bundle of tests that is running.
    static let file: URL = {
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests ?? CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "guildscope")
    }()

    /// The folder with the sources, the migrations and the reports.
    static let checkout: URL = {
        var folder = URL(filePath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder
    }()

    /// Starts the program in `folder`, with the settings in `environment` and none of the caller's own.
    init(_ arguments: [String], environment: [String: String], folder: URL) throws {
        let name = UUID().uuidString
        output = folder.appending(path: "\(name).out")
        errors = folder.appending(path: "\(name).err")
        let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
            !["GUILDSCOPE", "BLIZZARD", "DATABASE", "PG"].contains { prefix in name.hasPrefix(prefix) }
        }
        process = Process()
        process.executableURL = Self.file
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = inherited.merging(["GUILDSCOPE_HOME": Self.checkout.path(percentEncoded: false)]
        ) { _, own in own }
        .merging(environment) { _, given in given }
        process.standardInput = FileHandle.nullDevice
        try Data().write(to: output)
        try Data().write(to: errors)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// What it has written on standard error so far: events, logs and complaints.
    var logged: String {
        get throws { try String(decoding: Data(contentsOf: errors), as: UTF8.self) }
    }

    /// Sends a signal; nothing happens once the program has ended.
    func signal(_ number: Int32) {
        if process.isRunning { kill(process.processIdentifier, number) }
    }

    /// How it ended; a program that does not end in time is killed and the test fails.
    func ended(within limit: Duration = .seconds(600)) async throws -> Ended {
        do {
            try await eventually("the program ends", within: limit) { !process.isRunning }
        } catch {
            signal(SIGKILL)
            throw error
        }
        return Ended(
            status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
            output: try String(decoding: Data(contentsOf: output), as: UTF8.self),
            errors: try String(decoding: Data(contentsOf: errors), as: UTF8.self))
    }

    /// How a run ended and what it said.
    struct Ended: Sendable {
        /// The exit status, or the number of the signal that ended it.
        let status: Int32
        let wasKilled: Bool
        let output: String
        let errors: String

        /// The fields of every result of this name on standard output, then of every event on standard error.
        func events(_ name: String) throws -> [Node] {
            try (output + errors).split(separator: "\n").filter { line in line.hasPrefix("{") }
                .map { line in try Node(json: Data(line.utf8)) }
                .filter { event in event["event"].text == name }
        }
    }
}

/// What did not come about in time.
struct NeverHappened: Error, CustomStringConvertible {
    let what: String
    let limit: Duration

    var description: String { "waited \(limit) in vain until \(what)" }
}

/// Returns as soon as the condition holds; throws when it does not hold in time.
func eventually(
    _ what: String, within limit: Duration = .seconds(600), _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(what: what, limit: limit) }
        try await Task.sleep(for: .milliseconds(20))
    }
}
