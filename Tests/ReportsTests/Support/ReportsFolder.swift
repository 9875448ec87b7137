import FoundationEssentials
import Guilds
import Reports
import Testing

enum ReportsFolder {
    /// The folder that ships with the package.
    static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "reports").path

    static func text(_ name: String, in artifacts: [Artifact]) throws -> String {
        let artifact = try #require(artifacts.first { artifact in artifact.name == name })
        return String(decoding: artifact.bytes, as: UTF8.self)
    }
}

/// A folder of definitions that lives as long as one test.
struct TemporaryFolder: ~Copyable {
    let path: String

    init(_ files: [String: String]) throws {
        path =
            FileManager.default.temporaryDirectory.path
            + "/guildscope-reports-\(UInt64.random(in: .min ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        // The words are those that ship.
        try FileManager.default.copyItem(
            atPath: "\(ReportsFolder.path)/texts", toPath: "\(path)/texts")
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
        }
    }

    deinit {
        // What is left of it the system cleans up.
        try? FileManager.default.removeItem(atPath: path)
    }
}
