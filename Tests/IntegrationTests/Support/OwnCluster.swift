import Foundation
import Postgres
import TestDatabase
import Warehouse

/// A PostgreSQL of a test's own, for those that stop it under load.
struct OwnCluster: Sendable {
    private let state: URL

    /// Stops the server as a crash would, without any farewell, and starts it again.
    func crash() async throws {
        _ = try await script(
            """
            cluster__run "$(cluster__bin)/pg_ctl" stop --silent --mode=immediate \
                --pgdata="$(readlink -f "$(cluster__home)")/data"
            cluster_start --test
            """)
    }

    /// Runs with a new cluster that ends with the body, and a scene on a migrated database in it.
    static func run<Value>(
        _ simulator: Simulator, _ body: (OwnCluster, Scene) async throws -> Value
    ) async throws -> Value {
        let state = FileManager.default.temporaryDirectory.appending(path: "cluster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        let cluster = OwnCluster(state: state)
        do {
            let url = try await cluster.script(
                "cluster_start --test; cluster_createdb siege; cluster_url siege")
            let value = try await body(cluster, try await cluster.scene(url, simulator))
            try await cluster.end()
            return value
        } catch {
            try await cluster.end()
            throw error
        }
    }

    private func scene(_ url: String, _ simulator: Simulator) async throws -> Scene {
        let folder = state.appending(path: "work")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let scene = Scene(
            database: TestDatabase(settings: try ConnectionSettings(url: url), name: "siege"),
            databaseURL: url,
            folder: folder, environment: ["DATABASE_URL": url, "GUILDSCOPE_BASE_URL": simulator.url])
        _ = try await scene.withPool { pool in try await Migrator(folder: Scene.migrations).migrate(pool) }
        return scene
    }

    private func end() async throws {
        _ = try await script(#"cluster_stop; rm -rf "$(readlink -f "$(cluster__home)")" "$cluster_state""#)
    }

    /// Runs commands of `scripts/lib/cluster.sh` and returns what they print.
    ///
    /// Their end is seen by a file: Foundation waits for everybody who inherited a descriptor, the server too.
    private func script(_ commands: String) async throws -> String {
        let output = FileManager.default.temporaryDirectory.appending(
            path: "cluster-\(UUID().uuidString).out")
        let status = output.appendingPathExtension("status")
        // What is left behind in the temporary folder harms nobody.
        defer { for file in [output, status] { try? FileManager.default.removeItem(at: file) } }
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.currentDirectoryURL = Program.checkout
        process.arguments = [
            "-c",
            """
            (set -euo pipefail; source scripts/lib/cluster.sh; \(commands))
            echo $? >"$0.new" && mv "$0.new" "$0"
            """, status.path(percentEncoded: false),
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["GUILDSCOPE_STATE": state.path(percentEncoded: false)]) { _, given in given }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        try await eventually("the cluster obeys", within: .seconds(900)) {
            FileManager.default.fileExists(atPath: status.path(percentEncoded: false))
        }
        guard try String(contentsOf: status, encoding: .utf8) == "0\n" else {
            throw Failed(commands: commands)
        }
        return try String(contentsOf: output, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private struct Failed: Error {
        let commands: String
    }
}
