/// What went wrong between this program and PostgreSQL.
///
/// `description` may be shown to anybody: it holds no SQL, no password and no path, and says what to do.
/// `debugDescription` adds what the server said and belongs in logs only.
package struct PostgresError: Error, Hashable {
    /// The cause, as far as a caller can act on it.
    package enum Code: String, Sendable, CaseIterable {
        /// No connection came about: wrong address, closed port, server starting or out of connections.
        case connectionFailed
        /// An open connection broke. A statement that was under way may or may not have taken effect.
        case connectionLost
        /// User or password were refused.
        case authenticationFailed
        /// The server has no database of that name.
        case databaseMissing
        /// The database, the role or the transaction only reads.
        case readOnly
        /// The role may not do this.
        case permissionDenied
        /// A row with the same key exists; `constraint` names the key.
        case uniqueViolation
        /// Another rule of the schema was broken (foreign key, check, not null); `constraint` names it.
        case constraintViolation
        /// A concurrent transaction got in the way; run the whole transaction again.
        case serializationFailure
        /// Two transactions waited for each other and this one was chosen to fail; run it again.
        case deadlock
        /// The statement was cancelled, mostly because the task was.
        case queryCancelled
        /// The server's statement or lock timeout, or the connect timeout, ran out.
        case timedOut
        /// Every connection of the pool stayed in use for the whole acquisition timeout.
        case acquisitionTimedOut
        /// The server's disk is full.
        case diskFull
        /// The transaction had failed before; nothing of it was kept.
        case transactionAborted
        /// The statement, the way it was called, or the connection string is wrong: a defect or a setting.
        case invalidQuery
        /// The server refused a value (out of range, bad encoding, malformed COPY row).
        case invalidData
        /// A result column does not hold what the caller expected, or is NULL where it must not be.
        case typeMismatch
        /// The pool or connection was closed before.
        case closed
        /// Anything else the server reported; see `sqlState`.
        case other
    }

    /// The cause: from the SQLSTATE where the server gave one, else from where the failure arose.
    package let code: Code
    /// The five characters of PostgreSQL's error class and code, where the server gave them.
    package let sqlState: String?
    /// The violated constraint or index.
    package let constraint: String?
    /// What server or libpq said. May hold data, SQL and addresses: for logs only.
    package let detail: String

    /// An error with what is known about it.
    package init(_ code: Code, sqlState: String? = nil, constraint: String? = nil, detail: String = "") {
        self.code = code
        self.sqlState = sqlState
        self.constraint = constraint
        self.detail = detail
    }

    /// True when the same work may succeed if it is tried again later, on a new connection if need be.
    package var isTransient: Bool {
        switch code {
        case .connectionFailed, .connectionLost, .serializationFailure, .deadlock, .timedOut,
            .acquisitionTimedOut:
            true
        default:
            sqlState?.hasPrefix("53") == true && code != .diskFull
        }
    }

    /// True when the connection cannot be used any more.
    package var endsConnection: Bool {
        code == .connectionLost || code == .connectionFailed || code == .closed
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// For everybody: what to do about it, with the SQLSTATE where there is one.
    package var description: String { "database: \(finding)" }

    /// As `description`, for those who have said already that it is about the database.
    package var finding: String {
        code.sentence + (sqlState.map { state in " (SQLSTATE \(state))" } ?? "")
    }

    /// For logs: adds the constraint and what the server said, which may quote data.
    package var debugDescription: String {
        let facts = [
            "sqlState: \(sqlState ?? "none")", constraint.map { name in "constraint: \(name)" },
            detail.isEmpty ? nil : "detail: \(detail)",
        ]
        return "PostgresError(\(code.rawValue), \(facts.compactMap(\.self).joined(separator: ", ")))"
    }
}

extension PostgresError.Code {
    fileprivate var sentence: String {
        switch self {
        case .connectionFailed: "cannot connect; check that PostgreSQL runs and that the address is right"
        case .connectionLost: "the connection broke; try again"
        case .authenticationFailed: "user or password refused; check the credentials of the connection string"
        case .databaseMissing: "the database does not exist; create it or correct its name"
        case .readOnly: "the database only reads; use the primary server and a role that may write"
        case .permissionDenied: "the role may not do this; grant it the right or use another role"
        case .uniqueViolation: "the row exists already"
        case .constraintViolation: "the row breaks a rule of the schema"
        case .serializationFailure: "a concurrent change got in the way; try again"
        case .deadlock: "two changes waited for each other; try again"
        case .queryCancelled: "the statement was cancelled"
        case .timedOut: "the time allowed ran out; try again or raise the timeout"
        case .acquisitionTimedOut: "all connections are busy; try again or enlarge the pool"
        case .diskFull: "the server's disk is full; free space on it"
        case .transactionAborted: "the transaction had failed before and was rolled back"
        case .invalidQuery: "the server cannot run this statement; see the log"
        case .invalidData: "the server refused a value; see the log"
        case .typeMismatch: "a result has another type than expected; is the schema migrated?"
        case .closed: "the connection is closed"
        case .other: "the server reported a problem; see the log"
        }
    }
}
