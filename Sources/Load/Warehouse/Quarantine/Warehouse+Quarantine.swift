package import Guilds
import Postgres

extension Warehouse {
    /// The documents of which facts were refused, the longest held first.
    package func quarantined(_ filter: QuarantineFilter) async throws -> [QuarantinedDocument] {
        let kinds: Parameter =
            filter.kinds.isEmpty
            ? .int16Array(nil)
            : .int16Array(filter.kinds.map { kind in Optional(kind.rawValue) })
        return try await withConnection { connection in
            let rows =
                if let guild = filter.guild {
                    try await connection.query(
                        QuarantineQueries.ofGuild, guild.scopeParameters + [kinds, .int(filter.limit)])
                } else {
                    try await connection.query(
                        QuarantineQueries.ofAll,
                        [try await buckets(connection).parameter, kinds, .int(filter.limit)])
                }
            return try rows.map(QuarantinedDocument.init)
        }
    }

    /// Drops everything that is held of a document.
    package func dropQuarantined(_ document: DocumentID) async throws {
        try await withConnection { connection in
            _ = try await connection.execute(QuarantineQueries.dropDocument, document.parameters)
        }
    }

    /// Drops what was fetched more than 30 days before `now`, and returns how many fetches they were.
    @discardableResult
    package func dropOldQuarantine(now: Timestamp) async throws -> Int {
        try await withConnection { connection in
            Int(
                try await connection.execute(
                    QuarantineQueries.dropOld,
                    [
                        try await buckets(connection).parameter,
                        .timestamp(Microseconds(now - Refusal.keeping)),
                    ]))
        }
    }

    /// Drops every held document that is about the character or names it, and returns how many fetches they
    /// were.
    @discardableResult
    package func forgetQuarantined(_ character: CharacterKey) async throws -> Int {
        try await withConnection { connection in
            let buckets = try await buckets(connection)
                .filter { bucket in Bucket(rawValue: bucket)?.region == character.region }
            return Int(
                try await connection.execute(
                    QuarantineQueries.forget,
                    [buckets.parameter, .int32(character.realm.id), .int64(character.id)]))
        }
    }

    /// How much is held, and since when.
    package func quarantineHealth() async throws -> QuarantineHealth {
        try await withConnection { connection in
            let row = try await connection.query(
                QuarantineQueries.health, [try await buckets(connection).parameter]
            ).one()
            var health = QuarantineHealth()
            health.documents = try row.value(0)
            health.observations = try row.value(1)
            health.since = try row.moment(2)
            return health
        }
    }

    private func buckets(_ connection: Connection) async throws -> [Int16] {
        try await StoreClock(connection).buckets
    }
}

extension QuarantinedDocument {
    /// Reads the columns of `QuarantineQueries.ofAll`.
    fileprivate init(row: Row) throws {
        let document = try DocumentID(row: row)
        let (realmSlug, name): (String?, String?) = (try row.value(5), try row.value(6))
        let isTarget = document.kind.scope == .region || name != nil
        self.init(
            document: document,
            address: isTarget ? try DocumentAddress(of: document, realmSlug: realmSlug, name: name) : nil,
            observations: try row.value(7), tries: try row.value(8), first: Timestamp(try row.timestamp(9)),
            last: Timestamp(try row.timestamp(10)), sqlState: try row.text(11), reason: try row.text(12),
            isWhole: try row.bool(13))
    }
}
