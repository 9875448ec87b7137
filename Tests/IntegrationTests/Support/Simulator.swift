import BattleNetSimulator
import Curl
import Foundation
import Guilds

/// A running `guildscope simulate`.
struct Simulator: Sendable {
    let url: String
    private let http: HTTPClient

    /// Asks the simulator's own paths.
    private func ask(_ path: String, posting body: Data? = nil) async throws -> Node {
        let response = try await http.send(
            HTTPRequest(
                url: url + "/simulator/" + path, method: body == nil ? .get : .post,
                headers: ["Content-Type": "application/json"], body: Array(body ?? Data())))
        guard response.status == 200 else { throw Refused(path: path, status: response.status) }
        return try Node(json: Data(response.body))
    }

    private struct Refused: Error {
        let path: String
        let status: Int
    }

    fileprivate init(port: String) throws {
        url = "http://127.0.0.1:\(port)"
        http = try HTTPClient()
    }

    /// The addresses of the guilds, as the program takes them.
    func guilds() async throws -> [String] {
        try await ask("guilds")["guilds"].items.map { guild in
            "\(guild["region"].line)/\(guild["realm"].line)/\(guild["slug"].line)"
        }
    }

    /// Requests that the API has answered so far.
    func requests() async throws -> Int {
        try await ask("counters")["clients"].items.reduce(0) { sum, client in
            sum + Int(client["requests"].integer ?? 0)
        }
    }

    /// The most requests that any client sent in any second and in any hour.
    func busiest() async throws -> (second: Int, hour: Int) {
        let clients = try await ask("counters")["clients"].items
        return (
            clients.map { client in Int(client["max_per_second"].integer ?? 0) }.max() ?? 0,
            clients.map { client in Int(client["max_per_hour"].integer ?? 0) }.max() ?? 0
        )
    }

    /// The moment that the world's clock shows.
    func now() async throws -> Timestamp {
        Timestamp(milliseconds: try await ask("clock")["now"].integer ?? 0)
    }

    /// The moment so many hours after the beginning of the world.
    func moment(afterHours hours: Int64) async throws -> Timestamp {
        Timestamp(milliseconds: try await ask("clock")["start"].integer ?? 0) + .hours(hours)
    }

    /// The last moment of the world.
    func end() async throws -> Timestamp {
        Timestamp(milliseconds: try await ask("clock")["end"].integer ?? 0)
    }

    func step(hours: Int) async throws {
        _ = try await ask("step", posting: Data(#"{"seconds":\#(hours * 3600)}"#.utf8))
    }

    /// Commits these faults from now on, in place of those before.
    func commit(_ faults: [Fault]) async throws {
        _ = try await ask("faults", posting: try JSONEncoder().encode(["rules": faults]))
    }
}

/// Runs with a simulator on a barrier clock that ends with the body.
func withSimulator<Value>(
    _ world: String = "tiny", _ body: (Simulator) async throws -> Value
) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "simulator-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // What is left behind in the temporary folder harms nobody.
    defer { try? FileManager.default.removeItem(at: folder) }
    let portFile = folder.appending(path: "port")
    let program = try Program(
        [
            "simulate", "--world", world, "--clock", "barrier", "--port-file",
            portFile.path(percentEncoded: false),
        ],
        environment: [:], folder: folder)
    defer { program.signal(SIGKILL) }
    try await eventually("the simulator listens") {
        FileManager.default.fileExists(atPath: portFile.path(percentEncoded: false)) || !program.isRunning
    }
    let port = try String(contentsOf: portFile, encoding: .utf8)
    return try await body(try Simulator(port: port.trimmingCharacters(in: .whitespacesAndNewlines)))
}

/// Runs with a simulated world and a scene on it whose program watches all guilds of the world.
func withWatchedWorld<Value>(
    _ world: String = "tiny", _ body: (Simulator, Scene) async throws -> Value
) async throws -> Value {
    try await withSimulator(world) { simulator in
        try await withScene(simulator.url) { scene in
            try await scene.watchAll(of: simulator)
            return try await body(simulator, scene)
        }
    }
}

extension Scene {
    /// Watches all guilds of the simulated world.
    func watchAll(of simulator: Simulator) async throws {
        for guild in try await simulator.guilds() {
            let added = try await run("guild", "add", guild)
            guard added.status == 0 else { throw NotWatched(guild: guild, said: added.errors) }
        }
    }
}

private struct NotWatched: Error {
    let guild: String
    let said: String
}
