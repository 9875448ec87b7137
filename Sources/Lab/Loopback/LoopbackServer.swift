package import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// An HTTP/1.1 server on the loopback interface that adds nothing to what its responder says.
///
/// Unlike an application server it sets no `Date` and no `Server`, so that a recorded or a virtual time reaches
/// the client, and a responder may break off a response half-way: an error thrown from a body's writer closes
/// the connection.
package struct LoopbackServer: Sendable {
    /// Answers one request.
    package typealias Responder = @Sendable (Request) async throws -> Response

    private let responder: Responder

    /// A server that is not yet bound.
    package init(responder: @escaping Responder) {
        self.responder = responder
    }

    /// Binds 127.0.0.1, says on which port, and serves until the task is cancelled or shut down gracefully.
    ///
    /// Port 0 takes a free one. Throws `LoopbackError` when the port is taken or forbidden.
    package func run(port: Int = 0, onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let responder = self.responder
        let server = try HTTPServerBuilder.http1().buildServer(
            configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port), backlog: 1024),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "loopback") { _ in SwiftLogNoOpLogHandler() },
            responder: { request, writer, _ in
                let response = try await responder(request)
                try await writer.write(response: response.head, body: response.body)
            },
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) })
        do {
            try await server.run()
        } catch {
            throw LoopbackError(error, port: port) ?? error
        }
    }

    /// Serves while the body runs, then stops.
    package func serving<Value: Sendable>(
        port: Int = 0, _ body: @Sendable (Int) async throws -> Value
    ) async throws -> Value {
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { ready.finish() }
                try await run(port: port) { port in ready.yield(port) }
            }
            for await port in ports {
                let value = try await body(port)
                group.cancelAll()
                return value
            }
            // The server ended before it was bound: its error is the reason.
            try await group.waitForAll()
            throw CancellationError()
        }
    }
}
