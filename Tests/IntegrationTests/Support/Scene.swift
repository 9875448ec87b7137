import Foundation
import Postgres
import SystemPackage
import TestDatabase
import Warehouse

/// A database of its own, a folder to work in, and the settings with which the program finds both.
struct Scene: Sendable {
    let database: TestDatabase
    /// As `DATABASE_URL` names it.
    let databaseURL: String
    let folder: URL
    var environment: [String: String]

    static let migrations = FilePath(Program.checkout.path(percentEncoded: false)).appending("migrations")

    /// Starts the program on this scene.
    func start(_ arguments: [String], _ settings: [String: String] = [:]) throws -> Program {
        try Program(
            arguments, environment: environment.merging(settings) { _, given in given }, folder: folder)
    }

    /// Runs the program on this scene to its end.
    func run(_ arguments: String..., settings: [String: String] = [:]) async throws -> Program.Ended {
        try await start(arguments, settings).ended()
    }

    /// Runs with a pool of connections of the test's own.
    func withPool<Value: Sendable>(_ body: (Pool) async throws -> Value) async throws -> Value {
        let pool = Pool(settings: database.settings, size: 2)
        do {
            let value = try await body(pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }

    /// The first column of what a query finds.
    func lines(_ sql: String) async throws -> [String] {
        try await withPool { pool in
            try await pool.withConnection { connection in try await connection.query(sql).column(0) }
        }
    }

    func execute(_ sql: String) async throws {
        try await withPool { pool in
            try await pool.withConnection { connection in try await connection.executeScript(sql) }
        }
    }

    /// All series as text.
    func dump() async throws -> [String: [String]] {
        try await withPool { pool in try await Warehouse(pool: pool).dumpSeries() }
    }
}

/// Runs with a scene whose program talks to the server at `baseURL`; its database is migrated unless told.
func withScene<Value>(
    _ baseURL: String, isMigrated: Bool = true, _ body: (Scene) async throws -> Value
) async throws -> Value {
    try await withTestDatabase(in: .long) { database in
        let folder = FileManager.default.temporaryDirectory.appending(path: "guildscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left behind in the temporary folder harms nobody.
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = databaseURL(of: database)
        let scene = Scene(
            database: database, databaseURL: url, folder: folder,
            environment: [
                "DATABASE_URL": url, "GUILDSCOPE_BASE_URL": baseURL,
                "GUILDSCOPE_REQUESTS_PER_SECOND": "20000", "GUILDSCOPE_REQUESTS_PER_HOUR": "50000000",
            ])
        if isMigrated {
            _ = try await scene.withPool { pool in
                try await Migrator(folder: Scene.migrations).migrate(pool)
            }
        }
        return try await body(scene)
    }
}

/// The cluster's URL with the test's database in place of its own.
private func databaseURL(of database: TestDatabase) -> String {
    let parts = (TestDatabase.clusterURL ?? "").split(
        separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let server = parts[0].split(separator: "/", omittingEmptySubsequences: false).prefix(3)
    return (server + [Substring(database.name)]).joined(separator: "/")
        + (parts.count == 2 ? "?" + parts[1] : "")
}
