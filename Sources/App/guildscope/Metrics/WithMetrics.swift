import Crawl
import Guilds
import Warehouse

/// Runs the work while its metrics are served on a port; without a port it just runs.
///
/// A port that cannot be bound ends the work: whoever asks for metrics relies on them.
func withMetrics<Value: Sendable>(
    _ metrics: CrawlMetrics, port: Int?, host: String = "127.0.0.1", _ warehouse: Warehouse,
    _ world: WorldSource,
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    guard let port else { return try await work() }
    let server = MetricsServer(metrics: metrics) {
        try await metrics.readHealth(of: warehouse, now: world.clock.now)
    }
    return try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await server.run(host: host, port: port)
            return nil
        }
        while let result = try await group.next() {
            guard let value = result else { continue }
            group.cancelAll()
            return value
        }
        throw CancellationError()
    }
}
