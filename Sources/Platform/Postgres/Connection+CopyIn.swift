import CPQ

extension Connection {
    /// Copies rows into a table as fast as the server takes them, and returns their number.
    ///
    /// All rows or none: when `body` throws, the task is cancelled, or the server refuses a row
    /// (`.uniqueViolation`, `.invalidData`, …), the table is as before and the connection can be used on. Other
    /// statements of this connection throw `.invalidQuery` meanwhile.
    package nonisolated func copyIn(
        _ target: CopyTarget, _ body: (inout BinaryCopyWriter) async throws -> Void
    ) async throws -> Int {
        try await copyIn(target.statement(format: .binary)) { connection in
            var writer = BinaryCopyWriter(connection: connection, columns: target.columns.count)
            try await body(&writer)
            try await writer.finish()
        }
    }

    /// Copies a sequence of values into a table, one row each, and returns their number.
    package nonisolated func copyIn<Values: Sequence>(
        _ target: CopyTarget, rows: Values, encode: (Values.Element, inout CopyRow) -> Void
    ) async throws -> Int {
        try await copyIn(target) { writer in
            for value in rows {
                try await writer.row { row in encode(value, &row) }
            }
        }
    }

    /// Copies data that already have one of COPY's formats into a table, and returns the number of rows.
    package nonisolated func copyIn(
        _ target: CopyTarget, format: CopyFormat, _ body: (inout RawCopyWriter) async throws -> Void
    ) async throws -> Int {
        try await copyIn(target.statement(format: format)) { connection in
            var writer = RawCopyWriter(connection: connection)
            try await body(&writer)
        }
    }

    private nonisolated func copyIn(
        _ statement: String, _ body: (Connection) async throws -> Void
    ) async throws -> Int {
        try await beginCopyIn(statement)
        do {
            try await body(self)
        } catch {
            await abortCopyIn()
            throw error
        }
        return try await endCopyIn()
    }

    private func beginCopyIn(_ statement: String) async throws(PostgresError) {
        try await exclusively { () throws(PostgresError) in
            let raw = try unsafe handle.pointer()
            _ = try unsafe handle.checked(PQexec(raw, statement))
        }
        activity = .copyIn
    }

    func putCopy(_ chunk: [UInt8]) async throws(PostgresError) {
        guard !chunk.isEmpty else { return }
        try await exclusively(during: .copyIn) { () throws(PostgresError) in
            let raw = try unsafe handle.pointer()
            let sent = unsafe chunk.withUnsafeBytes { bytes in
                unsafe PQputCopyData(
                    raw, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
            }
            guard sent == 1 else { throw handle.failure() }
        }
    }

    private func endCopyIn() async throws(PostgresError) -> Int {
        defer { activity = .none }
        guard !Task.isCancelled else {
            await abortCopyIn()
            throw PostgresError(.queryCancelled)
        }
        return try await exclusively(during: .copyIn) { () throws(PostgresError) in try handle.endCopy() }
    }

    private func abortCopyIn() async {
        do throws(PostgresError) {
            _ = try await exclusively(during: .copyIn, evenIfCancelled: true) { () throws(PostgresError) in
                try handle.endCopy(abort: "aborted by the client")
            }
        } catch {
            // The server answers the abort with an error of its own; the cause is already on its way up.
        }
        activity = .none
    }
}
