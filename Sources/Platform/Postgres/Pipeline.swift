/// Statements that are sent without waiting for the answers in between.
package struct Pipeline: Sendable {
    /// What the failure of one statement does to the others.
    package enum Mode: Sendable {
        /// Outside of a transaction all statements are one: a failure undoes the ones before and skips the ones
        /// after it, which report `.transactionAborted`.
        case together
        /// Each statement is its own transaction, as if sent alone. Inside a transaction as `together`.
        case independent
    }

    struct Statement: Sendable {
        let sql: String
        let parameters: [Parameter]

        var key: StatementCache.Key { StatementCache.Key(sql: sql, types: parameters.map(\.type)) }
    }

    private(set) var statements: [Statement] = []

    init() {}

    /// Adds a statement; its result has the same position among the results.
    package mutating func add(_ sql: String, _ parameters: [Parameter] = []) {
        statements.append(Statement(sql: sql, parameters: parameters))
    }
}
