import Crawl
import Curl
import FoundationEssentials
import Guilds
import Synchronization

/// Where world time comes from: the database's clock, or the virtual one of a simulator.
///
/// Until it is told what the database's clock shows, the system's clock counts.
final class WorldSource: Sendable {
    private let simulator: Simulator?
    private let latest: Mutex<ClockReading?>

    private struct Simulator: Sendable {
        var base: String
        var http: HTTPClient
    }

    /// Asks the server at `baseURL` whether it keeps a virtual clock.
    init(baseURL: String?, http: HTTPClient) async throws {
        let candidate = baseURL.map { base in Simulator(base: base, http: http) }
        let time = try await Self.time(of: candidate)
        simulator = time == nil ? nil : candidate
        latest = Mutex(time)
    }

    /// Whether the world runs on a virtual clock.
    var isVirtual: Bool { simulator != nil }

    /// World seconds per real second; 1 where the world keeps real time, 0 while a virtual clock stands.
    var pace: Double { latest.withLock { time in time?.pace } ?? 1 }

    /// Asks a simulator for its clock again, which somebody else may have stepped.
    func refresh() async throws {
        guard let simulator, let time = try await Self.time(of: simulator) else { return }
        latest.withLock { latest in latest = time }
    }

    /// Follows the database's clock from here on, so that workers whose clocks differ write one history; a
    /// virtual world keeps its own time.
    func follow(_ databaseClock: Timestamp) {
        guard simulator == nil else { return }
        latest.withLock { latest in latest = ClockReading(databaseClock) }
    }

    /// World time: the virtual one, the database's, or the system's before that is known.
    var clock: WorldClock {
        WorldClock { [self] in latest.withLock { time in time?.now } ?? Self.systemNow }
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
            throw UserError(
                "the simulator does not step: start it with --clock barrier (status \(response.status))",
                exit: .usage)
        }
        let answer = try JSONDecoder().decode(ClockReading.Document.self, from: Data(response.body))
        let time = ClockReading(answer)
        latest.withLock { latest in latest = time }
        return time.now > before ? time.now : nil
    }

    private static func time(of simulator: Simulator?) async throws -> ClockReading? {
        guard let simulator else { return nil }
        let response = try await simulator.http.send(HTTPRequest(url: simulator.base + "/simulator/clock"))
        guard response.status == 200 else { return nil }
        // Any other server may answer this path with something of its own; then it keeps no clock.
        return (try? JSONDecoder().decode(ClockReading.Document.self, from: Data(response.body)))
            .map(ClockReading.init)
    }

    /// The system's clock.
    static var systemNow: Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
