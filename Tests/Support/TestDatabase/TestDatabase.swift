import Foundation
package import Postgres
import Synchronization

/// A database of its own for a test, in the cluster that `GUILDSCOPE_TEST_DATABASE_URL` names.
package struct TestDatabase: Sendable {
    /// How to connect to the database.
    package let settings: ConnectionSettings
    /// `test_<process>_<number>`: no two processes of one machine make the same.
    package let name: String

    /// A database that is there already; nobody drops it.
    package init(settings: ConnectionSettings, name: String) {
        self.settings = settings
        self.name = name
    }

    /// The URL of the cluster; its role must be allowed to create databases.
    package static let clusterURL = ProcessInfo.processInfo.environment["GUILDSCOPE_TEST_DATABASE_URL"]

    /// For `.enabled(if:)`: whether there is a cluster to test on.
    package static var isAvailable: Bool { clusterURL != nil }

    /// Why tests that need a database are skipped.
    package static let whyNot: String =
        "GUILDSCOPE_TEST_DATABASE_URL is not set; scripts/test starts a cluster"

    /// Where a test waits for its turn: tests run all at once, the server's connections are few. Those that take
    /// minutes stand in a line of their own, so that they do not keep the others waiting.
    package enum Line: Sendable {
        case short, long

        fileprivate var gate: Gate { self == .short ? TestDatabase.shortLine : TestDatabase.longLine }
    }

    private static let shortLine = Gate(places: 4)
    private static let longLine = Gate(places: 3)

    private static let created = Atomic<Int>(0)

    static func unusedName() -> String {
        let number = created.add(1, ordering: .relaxed).newValue
        return "test_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
    }
}

/// Runs `body` with a new database, copied from `template`, and drops it afterwards, whatever happens.
///
/// Connections still open to it are ended by the drop. A template must have no connections meanwhile.
package func withTestDatabase<Value>(
    template: String = "template0", in line: TestDatabase.Line = .short,
    _ body: (TestDatabase) async throws -> Value
) async throws -> Value {
    await line.gate.enter()
    defer { line.gate.leave() }
    let cluster = try ConnectionSettings(url: TestDatabase.clusterURL ?? "")
    let name = TestDatabase.unusedName()
    let admin = try await Connection.open(cluster)
    // A run that was killed may have left a database of this name behind.
    try await admin.executeScript("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    try await admin.executeScript("CREATE DATABASE \(name) TEMPLATE \(SQL.identifier(template))")
    do {
        let value = try await body(TestDatabase(settings: cluster.database(name), name: name))
        await drop(name, admin)
        return value
    } catch {
        await drop(name, admin)
        throw error
    }
}

private func drop(_ name: String, _ admin: Connection) async {
    do {
        try await admin.executeScript("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", evenIfCancelled: true)
    } catch {
        print("test database \(name) was not dropped: \(error)")
    }
    await admin.close()
}
