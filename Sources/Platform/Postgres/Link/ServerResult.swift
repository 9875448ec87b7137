import CPQ

/// One `PGresult`, freed with the value. Nobody changes it, so that any thread may read it (libpq, "Behavior in
/// Threaded Programs").
@safe struct ServerResult: ~Copyable, @unchecked Sendable {
    private let raw: OpaquePointer

    init(_ raw: OpaquePointer) { unsafe self.raw = raw }

    deinit { unsafe PQclear(raw) }

    var status: ExecStatusType { unsafe PQresultStatus(raw) }

    /// The number of rows an INSERT, UPDATE, DELETE, MERGE, SELECT or COPY touched; 0 for other statements.
    var affected: Int { unsafe Int(String(cString: PQcmdTuples(raw))) ?? 0 }

    /// The name of what was done, as `COMMIT` or `ROLLBACK`.
    var commandTag: String { unsafe String(cString: PQcmdStatus(raw)) }

    /// The server's complaint, nil when the statement succeeded.
    var error: PostgresError? {
        switch status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_PIPELINE_SYNC, PGRES_COPY_IN,
            PGRES_COPY_OUT:
            return nil
        case PGRES_PIPELINE_ABORTED:
            return PostgresError(.transactionAborted, detail: "an earlier statement of the pipeline failed")
        default:
            return serverError
        }
    }

    private var serverError: PostgresError {
        let message = unsafe Self.text(cpq_primary_message(raw)) ?? Self.text(PQresultErrorMessage(raw)) ?? ""
        let detail = unsafe [message, Self.text(cpq_detail_message(raw))].compactMap(\.self)
        guard let state = unsafe Self.text(cpq_sqlstate(raw)) else {
            // libpq itself reports a broken connection without an SQLSTATE.
            return PostgresError(.connectionLost, detail: message)
        }
        return unsafe PostgresError(
            PostgresError.code(sqlState: state, message: message), sqlState: state,
            constraint: Self.text(cpq_constraint_name(raw)), detail: detail.joined(separator: "; "))
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }

    var rowCount: Int { unsafe Int(PQntuples(raw)) }

    var columns: [Column] {
        let count = unsafe PQnfields(raw)
        return (0..<count).map { column in
            unsafe Column(name: String(cString: PQfname(raw, column)), type: TypeID(PQftype(raw, column)))
        }
    }

    func isNull(row: Int32, column: Int32) -> Bool { unsafe PQgetisnull(raw, row, column) != 0 }

    /// Reads a cell in the server's binary form where libpq holds it.
    func withBytes<Value>(row: Int32, column: Int32, _ read: (Span<UInt8>) -> Value) -> Value {
        let start = unsafe UnsafeRawPointer(PQgetvalue(raw, row, column))
        let count = unsafe Int(PQgetlength(raw, row, column))
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
        return unsafe bytes.withMemoryRebound(to: UInt8.self) { bytes in unsafe read(bytes.span) }
    }

    /// The rows, read from libpq's memory for as long as anybody holds one of them.
    consuming func rows() -> Rows { Rows(self) }
}
