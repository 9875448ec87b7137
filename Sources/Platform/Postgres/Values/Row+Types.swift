extension Row {
    /// An integer column of any width.
    package func int64(_ column: some ColumnReference) throws(PostgresError) -> Int64 { try value(column) }
    /// An integer column whose value fits 32 bits.
    package func int32(_ column: some ColumnReference) throws(PostgresError) -> Int32 { try value(column) }
    /// An integer column whose value fits 16 bits.
    package func int16(_ column: some ColumnReference) throws(PostgresError) -> Int16 { try value(column) }
    /// An integer column of any width.
    package func int(_ column: some ColumnReference) throws(PostgresError) -> Int { try value(column) }
    /// A `real`, `double precision`, integer or `numeric` column.
    package func double(_ column: some ColumnReference) throws(PostgresError) -> Double { try value(column) }
    /// A `boolean` column.
    package func bool(_ column: some ColumnReference) throws(PostgresError) -> Bool { try value(column) }
    /// A text-like, enumeration, `json`, `jsonb` or `uuid` column.
    package func text(_ column: some ColumnReference) throws(PostgresError) -> String { try value(column) }
    /// A `timestamptz`, `timestamp` (taken as UTC) or `date` column (its start in UTC).
    package func timestamp(_ column: some ColumnReference) throws(PostgresError) -> Microseconds {
        try value(column)
    }
}

// By position and of one type each, for what is read of a hundred thousand rows: a generic reader that is called
// from another module looks its types up cell by cell, which takes longer than the reading. The errors are those of
// `value`, but not as a typed throw: Swift 6.3.1 crashes where such a function is called in an async one.
extension Row {
    /// An integer column of any width.
    package func int64(at column: Int) throws -> Int64 { try value(column) }
    /// An integer column whose value fits 32 bits.
    package func int32(at column: Int) throws -> Int32 { try value(column) }
    /// An integer column whose value fits 16 bits.
    package func int16(at column: Int) throws -> Int16 { try value(column) }
    /// A `real`, `double precision`, integer or `numeric` column.
    package func double(at column: Int) throws -> Double { try value(column) }
    /// A `boolean` column.
    package func bool(at column: Int) throws -> Bool { try value(column) }
    /// A text-like, enumeration, `json`, `jsonb` or `uuid` column.
    package func text(at column: Int) throws -> String { try value(column) }
    /// A `timestamptz`, `timestamp` (taken as UTC) or `date` column (its start in UTC).
    package func timestamp(at column: Int) throws -> Microseconds { try value(column) }

    /// As `int64`, nil for NULL.
    package func int64OrNil(at column: Int) throws -> Int64? { try value(column) }
    /// As `int32`, nil for NULL.
    package func int32OrNil(at column: Int) throws -> Int32? { try value(column) }
    /// As `int16`, nil for NULL.
    package func int16OrNil(at column: Int) throws -> Int16? { try value(column) }
    /// As `double`, nil for NULL.
    package func doubleOrNil(at column: Int) throws -> Double? { try value(column) }
    /// As `bool`, nil for NULL.
    package func boolOrNil(at column: Int) throws -> Bool? { try value(column) }
    /// As `text`, nil for NULL.
    package func textOrNil(at column: Int) throws -> String? { try value(column) }
    /// As `timestamp`, nil for NULL.
    package func timestampOrNil(at column: Int) throws -> Microseconds? { try value(column) }
}
