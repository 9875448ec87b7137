import Postgres

/// With which rights connections that only read do so.
package enum ReaderAccess: String, Sendable, Hashable {
    /// As the role `guildscope_reader`, which may read and nothing else.
    case role
    /// As the user of the connection, in read-only transactions: the server lets us have no role of our own.
    case readOnlyTransactions
}

/// SQL of reading as somebody who may do nothing else.
private enum ReaderQueries {
    /// Becomes the reading role for the rest of the transaction, where there is one that we may become.
    static let become = """
        SELECT set_config('role', rolname, true) FROM pg_roles
        WHERE rolname = 'guildscope_reader' AND pg_has_role(oid, 'member')
            AND has_table_privilege(oid, 'snapshot', 'select')
        """

    /// Plans each statement once for all keys, for the rest of the transaction.
    static let planOnce = "SELECT set_config('plan_cache_mode', 'force_generic_plan', true)"
}

extension Connection {
    /// Says that the statements of this transaction are asked of one bucket after the other: a plan for each would
    /// take longer than its answer, and all are the same, from the key's index.
    func planOnce() async throws(PostgresError) {
        try await execute(ReaderQueries.planOnce)
    }
}

extension Warehouse {
    /// Runs `body` in a transaction that sees one moment and writes nothing: as the reading role where there is
    /// one, and read-only in any case.
    func reading<Value>(_ body: (Connection) async throws -> Value) async throws -> Value {
        try await withConnection { connection in
            try await connection.transaction(isolation: .repeatableRead, readOnly: true) { connection in
                try await connection.execute(ReaderQueries.become)
                return try await body(connection)
            }
        }
    }

    /// The same as the user of the connection, for operators.
    func observing<Value>(_ body: (Connection) async throws -> Value) async throws -> Value {
        try await withConnection { connection in
            try await connection.transaction(isolation: .repeatableRead, readOnly: true, body)
        }
    }

    /// With which rights `reading` reads.
    package func readerAccess() async throws -> ReaderAccess {
        try await withConnection { connection in
            try await connection.transaction(readOnly: true) { connection in
                try await connection.query(ReaderQueries.become).first == nil ? .readOnlyTransactions : .role
            }
        }
    }
}
