/// A column of a result.
struct Column: Sendable {
    let name: String
    let type: TypeID
}

/// The rows of a result, held in memory.
package struct Rows: Sendable {
    /// What all rows of a result share.
    final class Storage: Sendable {
        let result: ServerResult
        let columns: [Column]
        let positions: [String: Int]

        init(_ result: consuming ServerResult) {
            columns = result.columns
            self.result = result
            let named = columns.enumerated().map { position, column in (column.name, position) }
            positions = Dictionary(named) { first, _ in first }
        }
    }

    let storage: Storage
    /// The number of rows.
    package let count: Int
    /// How many rows the statement inserted, updated, deleted or returned.
    package let affected: Int

    init(_ result: consuming ServerResult) {
        count = result.rowCount
        affected = result.affected
        storage = Storage(result)
    }

    /// The names of the columns, left to right.
    package var columnNames: [String] { storage.columns.map(\.name) }

    /// The only row. Throws `.typeMismatch` when there are none or several.
    package func one() throws(PostgresError) -> Row {
        guard count == 1 else {
            throw PostgresError(.typeMismatch, detail: "expected one row, got \(count)")
        }
        return self[0]
    }

    /// Each row as a value.
    package func decode<Value>(
        _ decode: (Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for row in self { values.append(try decode(row)) }
        return values
    }

    /// The values of one column, top to bottom.
    package func column<Value: ColumnValue>(
        _ column: some ColumnReference, as type: Value.Type = Value.self
    ) throws(PostgresError) -> [Value] {
        try decode { row throws(PostgresError) in try row.value(column) }
    }
}

extension Rows: RandomAccessCollection {
    /// Always 0.
    package var startIndex: Int { 0 }
    /// The number of rows.
    package var endIndex: Int { count }

    /// The row at a position from 0; a view that keeps the whole result in memory. Traps out of bounds.
    package subscript(position: Int) -> Row {
        precondition(position >= 0 && position < count, "row \(position) of \(count)")
        return Row(storage: storage, number: Int32(position))
    }
}
