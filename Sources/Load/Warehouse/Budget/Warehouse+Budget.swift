package import Crawl
import Postgres

extension Warehouse {
    /// Takes up to `count` requests from the client's budget.
    ///
    /// A client without a configured budget gets Battle.net's limits. Permits are counted from the moment of
    /// the grant; whoever takes them must not use them later than `validFor` after asking.
    package func permits(_ count: Int, client: String) async throws -> Permits {
        try await withConnection { connection in
            if let permits = try await connection.permits(count, client) { return permits }
            try await connection.execute(BudgetQueries.addDefault, Budget.battleNet.parameters(client))
            return try await connection.permits(count, client)
                ?? Permits(count: 0, retryAfter: .seconds(1), validFor: .zero)
        }
    }

    /// Sets a client's limits; what was granted before goes on counting.
    ///
    /// Throws `.badBudget` below 8 a second or 100 an hour, which leave no room for a chunk.
    package func configureBudget(client: String, perSecond: Int, perHour: Int) async throws {
        guard let budget = Budget(perSecond: perSecond, perHour: perHour) else {
            throw WarehouseError(.badBudget, "a budget needs at least 8 requests a second and 100 an hour")
        }
        _ = try await withConnection { connection in
            try await connection.execute(BudgetQueries.configure, budget.parameters(client))
        }
    }
}

extension Connection {
    fileprivate nonisolated func permits(_ count: Int, _ client: String) async throws -> Permits? {
        let rows = try await query(BudgetQueries.take, [.text(client), .int32(Int32(clamping: count))])
        guard let row = rows.first else { return nil }
        let wait = try row.double(1)
        return Permits(
            count: try row.value(0), retryAfter: .milliseconds(Int64((wait * 1000).rounded(.up))),
            validFor: .milliseconds(Int64(try row.double(2) * 1000)))
    }
}

extension Budget {
    fileprivate func parameters(_ client: String) -> [Parameter] {
        [
            .text(client), .int32(perSecond), .int32(perHour), .double(secondRate), .double(secondBurst),
            .double(hourRate), .double(hourBurst), .double(Self.validity),
        ]
    }
}
