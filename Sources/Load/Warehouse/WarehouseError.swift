package import Postgres

/// What went wrong in the warehouse.
///
/// `description` may be shown to anybody and says what to do; `debugDescription` belongs in logs.
package struct WarehouseError: Error {
    /// The cause, as far as a caller can act on it.
    package enum Code: String, Sendable {
        /// The database does not answer, or said no; `underlying` knows more.
        case database
        /// A table or function is missing: the database was not migrated to this version.
        case notMigrated
        /// The database was migrated by a newer version of the program.
        case tooNew
        /// A migration that was applied has been edited since.
        case editedMigration
        /// The folder of migrations cannot be read or does not hold what it should.
        case badMigrations
        /// A budget too small to be kept.
        case badBudget
        /// A snapshot cannot be written down or read.
        case badSnapshot
        /// A row says something that this version does not understand.
        case badRow
    }

    /// What went wrong.
    package let code: Code
    /// A sentence about this case, safe for users.
    package let detail: String
    /// The database's error; nil where the warehouse itself refused.
    package let underlying: PostgresError?

    init(_ code: Code, _ detail: String, underlying: PostgresError? = nil) {
        self.code = code
        self.detail = detail
        self.underlying = underlying
    }

    init(_ error: PostgresError) {
        // Undefined table, function or column.
        if ["42P01", "42883", "42703"].contains(error.sqlState) {
            self.init(
                .notMigrated,
                "the database lacks a table or function of this version; run: guildscope migrate",
                underlying: error)
        } else {
            self.init(.database, error.description, underlying: error)
        }
    }

    /// True when the same work may succeed if it is tried again later.
    package var isTransient: Bool { underlying?.isTransient ?? false }
}

extension WarehouseError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { detail }

    package var debugDescription: String {
        "WarehouseError(\(code.rawValue), \(detail), \(underlying.map(\.debugDescription) ?? "no cause"))"
    }
}
