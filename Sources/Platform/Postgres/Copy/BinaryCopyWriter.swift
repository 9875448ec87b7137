/// Writes rows into a COPY that is under way.
///
/// Rows are gathered into chunks; a full chunk waits until the server takes it, so memory stays bounded however
/// fast rows come.
package struct BinaryCopyWriter: ~Copyable {
    private let connection: Connection
    private let columns: Int
    private var pending = CopyRow(capacity: Self.chunk + 4_096)
    /// The rows written so far.
    package private(set) var rows = 0

    private static let chunk = 65_536
    /// The signature, no flags, no header extension.
    private static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [UInt8](repeating: 0, count: 8)

    init(connection: Connection, columns: Int) {
        self.connection = connection
        self.columns = columns
        pending.appendRaw(Self.header)
    }

    /// Writes a row; `fields` must write one field per column of the target.
    ///
    /// Throws `.invalidQuery` when the number of fields differs, which ends the COPY without effect. What the
    /// server thinks of the row is known only at the end.
    package mutating func row(_ fields: (inout CopyRow) -> Void) async throws(PostgresError) {
        pending.begin(fields: columns)
        fields(&pending)
        guard pending.fields == columns else {
            throw PostgresError(
                .invalidQuery, detail: "row \(rows + 1) has \(pending.fields) fields for \(columns) columns")
        }
        rows += 1
        if pending.bytes.count >= Self.chunk { try await flush() }
    }

    mutating func finish() async throws(PostgresError) {
        // The trailer is a field count of -1.
        pending.appendRaw([0xFF, 0xFF])
        try await flush()
    }

    private mutating func flush() async throws(PostgresError) {
        try await connection.putCopy(pending.bytes)
        pending.clear()
    }
}

/// Writes a COPY's data as they are: lines of text or CSV, or a binary file.
package struct RawCopyWriter: ~Copyable {
    private let connection: Connection

    init(connection: Connection) { self.connection = connection }

    /// Writes a chunk, which may end anywhere, and waits until the server takes it.
    package mutating func write(_ chunk: [UInt8]) async throws(PostgresError) {
        try await connection.putCopy(chunk)
    }
}
