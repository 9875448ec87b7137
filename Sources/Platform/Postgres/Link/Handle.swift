import CPQ
import Glibc

/// One `PGconn`. Its calls block; only the connection's executor may make them.
@safe struct Handle: ~Copyable {
    private var raw: OpaquePointer?

    /// No connection: every call fails with `.closed`.
    init() { unsafe raw = nil }

    /// Takes over a connection in whatever state.
    init(_ raw: OpaquePointer) { unsafe self.raw = raw }

    deinit {
        if let raw = unsafe raw { unsafe PQfinish(raw) }
    }

    mutating func close() {
        if let raw = unsafe raw.take() { unsafe PQfinish(raw) }
    }

    func pointer() throws(PostgresError) -> OpaquePointer {
        guard let raw = unsafe raw else { throw PostgresError(.closed) }
        return unsafe raw
    }

    var isOpen: Bool {
        guard let raw = unsafe raw else { return false }
        return unsafe PQstatus(raw) == CONNECTION_OK
    }

    /// What the server thinks of the transaction; unknown when the connection is broken.
    var transactionStatus: PGTransactionStatusType {
        guard let raw = unsafe raw else { return PQTRANS_UNKNOWN }
        return unsafe PQtransactionStatus(raw)
    }

    var serverVersion: Int {
        guard let raw = unsafe raw else { return 0 }
        return unsafe Int(PQserverVersion(raw))
    }

    var socket: Int32 {
        guard let raw = unsafe raw else { return -1 }
        return unsafe PQsocket(raw)
    }

    /// Why libpq's last call failed.
    func failure() -> PostgresError {
        guard let raw = unsafe raw else { return PostgresError(.closed) }
        let message = unsafe String(cString: PQerrorMessage(raw))
        return PostgresError(isOpen ? .other : .connectionLost, detail: message)
    }

    /// Takes over a result, or throws its error.
    func checked(_ result: OpaquePointer?) throws(PostgresError) -> ServerResult {
        guard let result = unsafe result else { throw failure() }
        let checked = unsafe ServerResult(result)
        if let error = checked.error {
            throw isOpen || error.endsConnection
                ? error : PostgresError(.connectionLost, sqlState: error.sqlState, detail: error.detail)
        }
        return checked
    }

    /// What a socket is ready for.
    struct Readiness {
        let reading: Bool
        let writing: Bool
    }

    /// Waits until the socket is ready for what is asked, or the time has passed. A broken socket is ready for
    /// everything: the call that follows learns why.
    func ready(reading: Bool, writing: Bool, milliseconds: Int32) -> Readiness {
        var entry = pollfd(fd: socket, events: 0, revents: 0)
        if reading { entry.events |= Int16(POLLIN) }
        if writing { entry.events |= Int16(POLLOUT) }
        _ = unsafe poll(&entry, 1, milliseconds)
        let broken = entry.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
        return Readiness(
            reading: broken || entry.revents & Int16(POLLIN) != 0,
            writing: broken || entry.revents & Int16(POLLOUT) != 0)
    }

    /// Reads what has arrived. False when the connection has ended.
    func takeArrived() -> Bool {
        guard let raw = unsafe raw else { return false }
        while ready(reading: true, writing: false, milliseconds: 0).reading {
            if unsafe PQconsumeInput(raw) == 0 { return false }
        }
        return isOpen
    }

    /// The next notification that has arrived.
    func nextNotification() -> Notification? {
        guard let raw = unsafe raw, let arrived = unsafe PQnotifies(raw) else { return nil }
        defer { unsafe PQfreemem(arrived) }
        return unsafe Notification(
            channel: String(cString: arrived.pointee.relname),
            payload: String(cString: arrived.pointee.extra),
            sender: arrived.pointee.be_pid)
    }
}
