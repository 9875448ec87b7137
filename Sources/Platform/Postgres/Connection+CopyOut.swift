import CPQ

extension Connection {
    /// Copies rows out, handing them to `body` in chunks of whole rows, about 64 KiB each; returns their number.
    ///
    /// Only one chunk is in memory: the server waits for `body`. When `body` throws, the rest is cancelled and
    /// the connection can be used on. `header` adds a line of column names to text and CSV.
    package nonisolated func copyOut(
        _ source: CopySource, format: CopyFormat = .csv, header: Bool = false,
        _ body: ([UInt8]) async throws -> Void
    ) async throws -> Int {
        try await beginCopyOut(source.statement(format: format, header: header))
        do {
            while let chunk = try await nextCopyChunk() { try await body(chunk) }
        } catch {
            await abortCopyOut()
            throw error
        }
        return try await endCopyOut()
    }

    private func beginCopyOut(_ statement: String) async throws(PostgresError) {
        try await exclusively { () throws(PostgresError) in
            let raw = try unsafe handle.pointer()
            try handle.requireNoZero(statement)
            _ = try unsafe handle.checked(PQexec(raw, statement))
        }
        activity = .copyOut
    }

    private static let chunk = 65_536

    /// The next rows; nil at the end, which is also where a failure in the middle shows.
    private func nextCopyChunk() async throws(PostgresError) -> [UInt8]? {
        try await exclusively(during: .copyOut) { () throws(PostgresError) in
            let raw = try unsafe handle.pointer()
            var chunk: [UInt8] = []
            while chunk.count < Self.chunk {
                var row: UnsafeMutablePointer<CChar>?
                let length = unsafe PQgetCopyData(raw, &row, 0)
                guard length > 0, let row = unsafe row else { break }
                unsafe chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
                unsafe PQfreemem(row)
            }
            return chunk.isEmpty ? nil : chunk
        }
    }

    private func endCopyOut() async throws(PostgresError) -> Int {
        defer { activity = .none }
        return try await exclusively(during: .copyOut) { () throws(PostgresError) in
            try handle.results()
        }
    }

    private func abortCopyOut() async {
        let rest = canceller.begin()
        canceller.cancel(rest)
        defer { canceller.end() }
        do throws(PostgresError) {
            _ = try await exclusively(during: .copyOut, evenIfCancelled: true) { () throws(PostgresError) in
                try handle.results()
            }
        } catch {
            // The server reports that it was cancelled; the cause is already on its way up.
        }
        activity = .none
    }
}
