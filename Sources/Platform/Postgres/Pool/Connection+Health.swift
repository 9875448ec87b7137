import CPQ

extension Connection {
    /// True when the connection can be lent: the server has not hung up and, when `asking`, answers.
    func isHealthy(asking: Bool) -> Bool {
        // Nothing should arrive on an idle connection: what does is mostly the server's farewell.
        let hasArrived = handle.ready(reading: true, writing: false, milliseconds: 0).reading
        guard handle.takeArrived() else { return false }
        guard asking || hasArrived else { return true }
        do throws(PostgresError) {
            _ = try handle.script("")
            return true
        } catch {
            return false
        }
    }

    /// True when the next borrower finds nothing of the last one.
    var isReusable: Bool {
        handle.isOpen && activity == .none && listeners == nil && handle.transactionStatus == PQTRANS_IDLE
    }
}
