import Dispatch
import Glibc

/// A message of `NOTIFY`.
package struct Notification: Hashable, Sendable {
    /// As the server has it: SQL's `NOTIFY` folds unquoted names to lower case, `notify(_:_:)` keeps them.
    package let channel: String
    /// Empty when none was sent; below 8,000 bytes, so send a key and look the data up.
    package let payload: String
    /// The server process of the connection that sent it.
    package let sender: Int32
}

/// The channels a connection listens to, and the watch over its socket between statements.
struct Listeners {
    typealias Continuation = AsyncThrowingStream<Notification, any Error>.Continuation

    struct Listener {
        let channel: String
        let continuation: Continuation
    }

    var byNumber: [Int: Listener] = [:]
    var last = 0
    let watch: any DispatchSourceRead
}

extension Connection {
    /// Listens to a channel.
    ///
    /// The stream ends without an error when its consumer stops, with `.connectionLost` when the connection
    /// breaks (notifications sent meanwhile are lost: look at the data again after listening anew), with
    /// `.closed` when it is closed. It arrives between the statements of this connection, so listen on a
    /// connection that is idle otherwise. Notifications not yet consumed are kept.
    package func listen(
        _ channel: String
    ) async throws(PostgresError) -> AsyncThrowingStream<Notification, any Error> {
        try await exclusively { () throws(PostgresError) in
            _ = try handle.script("LISTEN \(SQL.identifier(channel))")
        }
        if listeners == nil { listeners = Listeners(watch: try watchSocket()) }
        let (stream, continuation) = AsyncThrowingStream<Notification, any Error>.makeStream()
        listeners?.last += 1
        let number = listeners?.last ?? 0
        listeners?.byNumber[number] = Listeners.Listener(channel: channel, continuation: continuation)
        continuation.onTermination = { [weak self, queue] _ in
            queue.async { self?.assumeIsolated { connection in connection.stopListening(number) } }
        }
        deliverNotifications()
        return stream
    }

    /// Sends a message to all connections that listen to the channel, when the transaction commits.
    ///
    /// The server refuses payloads of 8,000 bytes and more with `.invalidData`.
    package func notify(_ channel: String, _ payload: String = "") async throws(PostgresError) {
        try await execute("SELECT pg_notify($1, $2)", [.text(channel), .text(payload)])
    }

    /// Hands out the notifications that arrived with other answers.
    func deliverNotifications() {
        guard let listening = listeners else { return }
        while let notification = handle.nextNotification() {
            for listener in listening.byNumber.values where listener.channel == notification.channel {
                listener.continuation.yield(notification)
            }
        }
        if !handle.isOpen { endListening(PostgresError(.connectionLost)) }
    }

    func endListening(_ error: PostgresError) {
        guard let listening = listeners else { return }
        listeners = nil
        listening.watch.cancel()
        for listener in listening.byNumber.values { listener.continuation.finish(throwing: error) }
    }

    private func stopListening(_ number: Int) {
        guard let stopped = listeners?.byNumber.removeValue(forKey: number) else { return }
        let isWanted = listeners?.byNumber.values.contains { other in other.channel == stopped.channel }
        guard isWanted == false, activity == .none else { return }
        do throws(PostgresError) {
            _ = try handle.script("UNLISTEN \(SQL.identifier(stopped.channel))")
        } catch {
            // Inside a failed transaction or on a broken connection: notifications nobody wants are dropped.
        }
        deliverNotifications()
    }

    /// Watches a duplicate of the socket, so that closing the connection cannot pull it from under the watch.
    private func watchSocket() throws(PostgresError) -> any DispatchSourceRead {
        let socket = dup(handle.socket)
        guard socket >= 0 else { throw PostgresError(.other, detail: "no file descriptor left") }
        let watch = DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
        watch.setEventHandler { [weak self] in
            self?.assumeIsolated { connection in connection.socketArrived() }
        }
        watch.setCancelHandler { _ = Glibc.close(socket) }
        watch.resume()
        return watch
    }

    private func socketArrived() {
        guard activity == .none else { return }
        let isAlive = handle.takeArrived()
        deliverNotifications()
        if !isAlive { endListening(PostgresError(.connectionLost)) }
    }
}
