import HTTPTypes
import HummingbirdCore
import Loopback

/// The Battle.net API over a simulated world, spoken over real HTTP on the loopback interface.
///
/// One process serves all regions; the namespace of a request says which is meant. `POST /oauth/token` gives
/// tokens, `/simulator/*` steers clock and faults and needs none.
package struct BattleNetSimulator: Sendable {
    /// The world that is served, with its truth.
    package let world: World
    /// The time of the world.
    package let clock: VirtualClock
    let settings: SimulatorSettings
    let tokens: TokenStore
    let meter: Meter
    let faults: FaultPlan

    /// A simulator of a new world; building the world takes time in proportion to characters and weeks.
    package init(settings: SimulatorSettings = SimulatorSettings(), world: WorldSettings) {
        self.init(settings: settings, world: World(world))
    }

    /// A simulator of a world that exists already; several may share one.
    package init(settings: SimulatorSettings = SimulatorSettings(), world: World) {
        self.world = world
        self.settings = settings
        clock = VirtualClock(
            mode: settings.clock, start: world.settings.start, now: settings.now ?? world.settings.start,
            end: world.settings.end)
        tokens = TokenStore(clients: settings.clients, lifetime: settings.tokenLifetime)
        meter = Meter(perSecond: settings.requestsPerSecond, perHour: settings.requestsPerHour)
        faults = FaultPlan(settings.faults, seed: world.settings.seed)
    }

    /// Binds 127.0.0.1, says on which port, and serves until the task is cancelled or shut down gracefully.
    ///
    /// Port 0 takes a free one. Throws when the port cannot be bound.
    package func run(port: Int = 0, onReady: @escaping @Sendable (Int) async -> Void) async throws {
        try await server.run(port: port, onReady: onReady)
    }

    /// Serves while the body runs, then stops.
    package func serving<Value: Sendable>(
        _ body: @Sendable (Int) async throws -> Value
    ) async throws -> Value {
        try await server.serving(body)
    }

    private var server: LoopbackServer {
        LoopbackServer { request in try await respond(to: request) }
    }

    private func respond(to request: Request) async throws -> Response {
        let target = request.uri.string
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first ?? "/"
        if path.hasPrefix("/simulator") { return await control(path, request) }
        if path == "/oauth/token" || path == "/token" { return await issueToken(request) }
        return try await serve(Inquiry(request, path: path, query: parts.count == 2 ? parts[1] : ""))
    }
}
