import Crawl
import Curl
import FoundationEssentials
import Guilds
import Synchronization

/// Where world time comes from: the system's clock, or the virtual one of a simulator.
final class WorldSource: Sendable {
    private let simulator: Simulator?
    private let latest: Mutex<Timestamp>

    /// A simulator's answer to `GET /simulator/clock`, times in milliseconds.
    private struct ClockDocument: Decodable {
        var now: Int64
        var end: Int64?
    }

    private struct Simulator: Sendable {
        var base: String
        var http: HTTPClient
    }

    /// Asks the server at `baseURL` whether it keeps a virtual clock; without one the system's clock counts.
    init(baseURL: String?, http: HTTPClient) async throws {
        latest = Mutex(Self.systemNow)
        guard let baseURL else {
            simulator = nil
            return
        }
        let candidate = Simulator(base: baseURL, http: http)
        guard let now = try await Self.clock(of: candidate)?.now else {
            simulator = nil
            return
        }
        simulator = candidate
        latest.withLock { latest in latest = Timestamp(milliseconds: now) }
    }

    /// Whether the world runs on a virtual clock.
    var isVirtual: Bool { simulator != nil }

    /// World time: the system's, or the virtual one as last read.
    var clock: WorldClock {
        WorldClock { [self] in isVirtual ? latest.withLock { latest in latest } : Self.systemNow }
    }

    /// Reads the virtual clock anew.
    func refresh() async throws {
        guard let simulator, let now = try await Self.clock(of: simulator)?.now else { return }
        latest.withLock { latest in latest = Timestamp(milliseconds: now) }
    }

    /// Lets the virtual world live on for a while and returns its new time; nil when it has ended.
    func step(_ duration: Duration) async throws -> Timestamp? {
        guard let simulator else { return nil }
        let before = clock.now
        let body = Array(#"{"seconds":\#(duration.components.seconds)}"#.utf8)
        let response = try await simulator.http.send(
            HTTPRequest(
                url: simulator.base + "/simulator/step", method: .post,
                headers: ["Content-Type": "application/json"], body: body))
        guard response.status == 200 else {
            throw UserError("the simulator did not step (status \(response.status))", exit: .temporary)
        }
        let now = Timestamp(
            milliseconds: try JSONDecoder().decode(ClockDocument.self, from: Data(response.body)).now)
        latest.withLock { latest in latest = now }
        return now > before ? now : nil
    }

    private static func clock(of simulator: Simulator) async throws -> ClockDocument? {
        let response = try await simulator.http.send(HTTPRequest(url: simulator.base + "/simulator/clock"))
        guard response.status == 200 else { return nil }
        // Any other server may answer this path with something of its own; then it keeps no clock.
        return try? JSONDecoder().decode(ClockDocument.self, from: Data(response.body))
    }

    private static var systemNow: Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
