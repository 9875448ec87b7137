import CPQ

extension Handle {
    /// Runs a statement with parameters and waits for its end.
    func run(_ sql: String, _ bindings: Bindings) throws(PostgresError) -> ServerResult {
        let raw = try unsafe pointer()
        try requireNoZero(sql)
        let result = unsafe bindings.withPointers { pointers in
            unsafe PQexecParams(
                raw, sql, pointers.count, pointers.types, pointers.values, pointers.lengths, pointers.forms, 1
            )
        }
        return try withoutCopy(unsafe checked(result))
    }

    /// Runs a prepared statement and waits for its end.
    func run(prepared name: String, _ bindings: Bindings) throws(PostgresError) -> ServerResult {
        let raw = try unsafe pointer()
        let result = unsafe bindings.withPointers { pointers in
            unsafe PQexecPrepared(
                raw, name, pointers.count, pointers.values, pointers.lengths, pointers.forms, 1)
        }
        return try withoutCopy(unsafe checked(result))
    }

    func prepare(_ name: String, _ sql: String, _ bindings: Bindings) throws(PostgresError) {
        let raw = try unsafe pointer()
        try requireNoZero(sql)
        let result = unsafe bindings.withPointers { pointers in
            unsafe PQprepare(raw, name, sql, pointers.count, pointers.types)
        }
        _ = try unsafe checked(result)
    }

    /// Runs any number of statements without parameters; the result is the last one's.
    func script(_ sql: String) throws(PostgresError) -> ServerResult {
        let raw = try unsafe pointer()
        try requireNoZero(sql)
        return try withoutCopy(unsafe checked(PQexec(raw, sql)))
    }

    /// SQL goes to libpq as a C string, which would end at a zero byte.
    func requireNoZero(_ sql: String) throws(PostgresError) {
        if sql.utf8.contains(0) { throw PostgresError(.invalidQuery, detail: "the SQL contains U+0000") }
    }

    /// A COPY that was not started through the COPY functions would leave the connection waiting for data.
    private func withoutCopy(_ result: consuming ServerResult) throws(PostgresError) -> ServerResult {
        if result.status == PGRES_COPY_IN || result.status == PGRES_COPY_OUT {
            do throws(PostgresError) {
                _ = try endCopy(abort: "COPY through query")
            } catch  where !error.endsConnection {
                // The server's answer to the abort.
            }
            throw PostgresError(.invalidQuery, detail: "COPY needs copyIn or copyOut")
        }
        return result
    }

    /// Ends the COPY IN that is under way and returns the number of its rows, or throws why the server refused.
    func endCopy(abort reason: String? = nil) throws(PostgresError) -> Int {
        let raw = try unsafe pointer()
        _ = unsafe PQputCopyEnd(raw, reason)
        return try results()
    }

    /// Reads what is left of a statement's answer, until the connection is ready for the next one.
    func results() throws(PostgresError) -> Int {
        let raw = try unsafe pointer()
        unsafe discardCopyOut(raw)
        var failure: PostgresError?
        var affected = 0
        while let next = unsafe PQgetResult(raw) {
            let result = unsafe ServerResult(next)
            if let error = result.error { failure = error }
            affected = result.affected
            if result.status == PGRES_COPY_OUT { unsafe discardCopyOut(raw) }
            if result.status == PGRES_COPY_IN { _ = unsafe PQputCopyEnd(raw, "unexpected") }
            guard isOpen else { throw result.error ?? self.failure() }
        }
        if let failure { throw failure }
        return affected
    }

    private func discardCopyOut(_ raw: OpaquePointer) {
        var row: UnsafeMutablePointer<CChar>?
        while unsafe PQgetCopyData(raw, &row, 0) > 0 { unsafe PQfreemem(row) }
    }
}
