/// Names a column by its position from 0 or by its name in the result.
package protocol ColumnReference: Sendable {
    /// The position among these names, nil when there is none.
    func position(count: Int, positions: [String: Int]) -> Int?
}

extension Int: ColumnReference {
    /// The integer itself where the result has that many columns.
    package func position(count: Int, positions: [String: Int]) -> Int? {
        self >= 0 && self < count ? self : nil
    }
}

extension String: ColumnReference {
    /// Looks the name up as the server spells it; of columns with the same name the first counts.
    package func position(count: Int, positions: [String: Int]) -> Int? { positions[self] }
}

/// One row of a result.
///
/// Every reader throws `.typeMismatch`, naming the column and both types, when the column does not exist, has
/// another type, or is NULL while the wanted type is not Optional.
package struct Row: Sendable {
    let storage: Rows.Storage
    let number: Int32

    /// The value of a column; of an Optional type where NULL may occur: `let level: Int32? = try row.value("level")`.
    package func value<Value: ColumnValue>(
        _ column: some ColumnReference, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        let position = try position(of: column)
        let type = TypeOfColumn(id: storage.columns[position].type)
        if isNull(at: position) {
            guard let value = Value.null else { throw mismatch(position, Value.expectation, found: "NULL") }
            return value
        }
        let decoded = withBytes(at: position) { bytes in Value.decode(bytes, type: type) }
        guard let value = decoded else {
            throw mismatch(position, Value.expectation, found: "type \(type.id.rawValue)")
        }
        return value
    }

    /// The value of a column.
    package subscript<Value: ColumnValue>(column: String) -> Value {
        get throws(PostgresError) { try value(column) }
    }

    /// The value of a column.
    package subscript<Value: ColumnValue>(column: Int) -> Value {
        get throws(PostgresError) { try value(column) }
    }

    /// A `bytea`, nil for NULL.
    package func bytes(_ column: some ColumnReference) throws(PostgresError) -> [UInt8]? {
        let position = try position(of: column)
        guard storage.columns[position].type == .bytea else {
            throw mismatch(
                position, "bytes (bytea)", found: "type \(storage.columns[position].type.rawValue)")
        }
        return isNull(at: position) ? nil : withBytes(at: position) { bytes in bytes.array }
    }

    /// True when the column is NULL.
    package func isNull(_ column: some ColumnReference) throws(PostgresError) -> Bool {
        isNull(at: try position(of: column))
    }

    private func isNull(at position: Int) -> Bool {
        storage.result.isNull(row: number, column: Int32(position))
    }

    private func withBytes<Value>(at position: Int, _ read: (Span<UInt8>) -> Value) -> Value {
        storage.result.withBytes(row: number, column: Int32(position), read)
    }

    private func position(of column: some ColumnReference) throws(PostgresError) -> Int {
        let known = storage.columns.count
        guard let position = column.position(count: known, positions: storage.positions) else {
            throw PostgresError(.typeMismatch, detail: "the result has no column \(column)")
        }
        return position
    }

    private func mismatch(_ position: Int, _ expectation: String, found: String) -> PostgresError {
        let name = storage.columns[position].name
        return PostgresError(.typeMismatch, detail: "column \(name): expected \(expectation), found \(found)")
    }
}
