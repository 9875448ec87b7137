package import Crawl
import Postgres

extension Warehouse {
    /// Takes up to `count` requests from the client's budget.
    ///
    /// A client without a configured budget gets Battle.net's limits. Permits are counted from the moment of
    /// the grant; whoever takes them must not use them later than `validFor` after asking.
    package func permits(_ count: Int, client: String, class spender: BudgetClass) async throws -> Permits {
        try await withConnection { connection in
            if let permits = try await connection.permits(count, client, spender) { return permits }
            try await connection.execute(BudgetQueries.addDefault, Budget.battleNet.parameters(client))
            return try await connection.permits(count, client, spender)
                ?? Permits(count: 0, retryAfter: .seconds(1), validFor: .zero)
        }
    }

    /// Slows a client down at once, in all processes: nothing is granted while the server asked to wait, at
    /// most five minutes, and afterwards the pace is seven tenths of what it was.
    package func report(_ pressure: Pressure, client: String) async throws {
        let wait = min(pressure.retryAfter ?? .seconds(1), .seconds(300)) / .seconds(1)
        _ = try await withConnection { connection in
            try await connection.execute(BudgetQueries.report, [.text(client), .double(max(0, wait))])
        }
    }

    /// Sets a client's limits; what was granted before goes on counting.
    ///
    /// `askedShare` is the part kept for what a person asks for, 0 to 0.9. Throws `.badBudget` below 8 a second
    /// or 100 an hour, which leave no room for a chunk.
    package func configureBudget(
        client: String, perSecond: Int, perHour: Int, askedShare: Double = 0.1
    ) async throws {
        guard let budget = Budget(perSecond: perSecond, perHour: perHour, askedShare: askedShare) else {
            throw WarehouseError(
                .badBudget,
                "a budget needs at least 8 requests a second and 100 an hour, and a reserve of 0 to 90 percent"
            )
        }
        try await configureBudget(client: client, budget)
    }

    /// Sets a client's limits; what was granted before goes on counting.
    package func configureBudget(client: String, _ budget: Budget) async throws {
        _ = try await withConnection { connection in
            try await connection.execute(BudgetQueries.configure, budget.parameters(client))
        }
    }
}

extension Connection {
    fileprivate nonisolated func permits(
        _ count: Int, _ client: String, _ spender: BudgetClass
    ) async throws -> Permits? {
        let rows = try await query(
            BudgetQueries.take,
            [.text(client), .int32(Int32(clamping: count)), .bool(spender == .asked)])
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
            .double(hourRate), .double(hourBurst), .double(Self.validity), .double(askedShare),
        ]
    }
}
