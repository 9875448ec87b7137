import CPQ

/// One `PGresult`, freed with the value.
@safe struct ServerResult: ~Copyable {
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

    /// The rows, copied out of libpq's memory.
    func rows() -> Rows {
        let columnCount = unsafe PQnfields(raw)
        let rowCount = unsafe PQntuples(raw)
        let columns = (0..<columnCount).map { column in
            unsafe Column(name: String(cString: PQfname(raw, column)), type: TypeID(PQftype(raw, column)))
        }
        var cells = CellStore(capacity: Int(rowCount) * Int(columnCount))
        for row in 0..<rowCount {
            for column in 0..<columnCount {
                if unsafe PQgetisnull(raw, row, column) != 0 {
                    cells.appendNull()
                } else {
                    let length = unsafe Int(PQgetlength(raw, row, column))
                    let start = unsafe UnsafeRawPointer(PQgetvalue(raw, row, column))
                    unsafe cells.append(UnsafeRawBufferPointer(start: start, count: length))
                }
            }
        }
        return Rows(columns: columns, count: Int(rowCount), cells: cells, affected: affected)
    }
}
