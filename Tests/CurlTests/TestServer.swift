import Foundation

/// A child process that serves until this value is released: it ends when its standard input does.
final class TestServer: Sendable {
    private let child: Child
    let port: Int
    let securePort: Int
    /// Connecting to it never succeeds and never fails.
    let deafPort: Int

    init(certificate: TestCertificate? = nil) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Server/server.py")
        let files = certificate.map { files in [files.certificate, files.key] } ?? []
        child = try Child("python3", ["-S", script.path()] + files)
        let ports = try child.firstLine { line in !line.isEmpty }.split(separator: " ").compactMap { Int($0) }
        guard ports.count == 3 else { throw Child.Failure(said: "\(ports)") }
        (port, securePort, deafPort) = (ports[0], ports[1], ports[2])
    }

    deinit { child.end() }

    /// A server for tests that do not ask what it has seen; ends with the test process.
    static let shared = Result { try TestServer() }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    func secureURL(_ path: String) -> String { "https://localhost:\(securePort)\(path)" }
}

/// A process with its standard input and output in our hands.
struct Child: Sendable {
    struct Failure: Error {
        let said: String
    }

    private let process = Process()
    private let output = Pipe()
    private let feed = Pipe()

    init(_ command: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.standardInput = feed
        process.standardOutput = output
        try process.run()
    }

    /// Closes its input, which every child of these tests takes for the order to end, and waits.
    func end() {
        // Fails only when the process is gone already.
        try? feed.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The first line printed that is asked for; fails when the output ends before it.
    func firstLine(where isWanted: (String) -> Bool) throws -> String {
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            let text = String(decoding: line, as: UTF8.self)
            if isWanted(text) { return text }
            line = []
        }
        throw Failure(said: String(decoding: line, as: UTF8.self))
    }

    /// All that it prints until it ends well.
    @discardableResult func finish() throws -> String {
        try feed.fileHandleForWriting.close()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: said, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw Failure(said: text) }
        return text
    }

    /// Throws away what it prints from now on, so that it never waits for a reader.
    func drain() {
        output.fileHandleForReading.readabilityHandler = { handle in _ = handle.availableData }
    }

    static func isInstalled(_ command: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/\(command)")
        }
    }
}

/// A self-signed certificate for `localhost`, made anew; its files go with this value.
final class TestCertificate: Sendable {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "curl-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let arguments =
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
            + " -addext subjectAltName=DNS:localhost -batch -keyout \(key) -out \(certificate)"
        let child = try Child("sh", ["-c", "openssl \(arguments) 2>&1"])
        try child.finish()
    }

    // Leftovers in the temporary folder do no harm.
    deinit { try? FileManager.default.removeItem(at: folder) }

    var certificate: String { folder.appending(path: "certificate.pem").path() }
    var key: String { folder.appending(path: "key.pem").path() }
}
