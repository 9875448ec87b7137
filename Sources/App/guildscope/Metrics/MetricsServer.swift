import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Answers `GET /metrics` and `GET /health` for those who watch the process.
struct MetricsServer: Sendable {
    private let metrics: CrawlMetrics
    private let health: Health

    /// `refresh` reads into the metrics what is not counted on the way; it is called at most every `interval`.
    /// When it throws, `/health` answers 503 and the gauges keep what they showed.
    init(
        metrics: CrawlMetrics, interval: Duration = .seconds(15),
        refresh: @escaping @Sendable () async throws -> Void
    ) {
        self.metrics = metrics
        health = Health(interval: interval, refresh: refresh)
    }

    /// Serves until the task is cancelled; throws when the port cannot be bound. Port 0 takes a free one.
    func run(
        host: String = "127.0.0.1", port: Int, onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let server = try HTTPServerBuilder.http1().buildServer(
            configuration: ServerConfiguration(address: .hostname(host, port: port)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "metrics"),
            responder: { request, writer, _ in
                let response = await answer(request)
                try await writer.write(response: response.head, body: response.body)
            },
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) })
        try await server.run()
    }

    private func answer(_ request: Request) async -> Response {
        guard request.method == .get || request.method == .head else {
            return Self.response(.methodNotAllowed, "only GET\n")
        }
        switch request.uri.path {
        case "/metrics":
            _ = await health.isWell()
            return Self.response(.ok, metrics.registry.text, type: "text/plain; version=0.0.4; charset=utf-8")
        case "/health":
            return await health.isWell()
                ? Self.response(.ok, "ok\n")
                : Self.response(.serviceUnavailable, "the database does not answer\n")
        default: return Self.response(.notFound, "there is /metrics and /health\n")
        }
    }

    private static func response(
        _ status: HTTPResponse.Status, _ text: String, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .contentLength: "\(text.utf8.count)"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Whether the last refresh worked; those who come while one is on its way wait for it.
    private actor Health {
        private let interval: Duration
        private let refresh: @Sendable () async throws -> Void
        private var latest: (at: ContinuousClock.Instant, isWell: Bool)?
        private var underWay: Task<Bool, Never>?

        init(interval: Duration, refresh: @escaping @Sendable () async throws -> Void) {
            self.interval = interval
            self.refresh = refresh
        }

        func isWell() async -> Bool {
            if let latest, ContinuousClock.now < latest.at + interval { return latest.isWell }
            if let underWay { return await underWay.value }
            // A task of its own: an asker that hangs up must not cut the answer for the others.
            let task = Task { [refresh] in
                do {
                    try await refresh()
                    return true
                } catch {
                    Logger(label: "metrics").warning(
                        "the gauges could not be read", metadata: ["reason": "\(error)"])
                    return false
                }
            }
            underWay = task
            let isWell = await task.value
            underWay = nil
            latest = (ContinuousClock.now, isWell)
            return isWell
        }
    }
}
