package import Guilds
import Postgres

extension Warehouse {
    /// How the server fares; works on a database without any table of ours.
    package func databaseHealth() async throws -> DatabaseHealth {
        try await withConnection { connection in
            let row = try await connection.query(HealthQueries.database).one()
            let age: Double? = try row.value(5)
            return DatabaseHealth(
                version: try row.value(1), clock: Timestamp(try row.timestamp(0)),
                isReadOnly: try row.value(2),
                connections: try row.value(4), connectionLimit: try row.value(3),
                oldestTransaction: age.map { seconds in .milliseconds(Int64(seconds * 1000)) },
                oldestSnapshotAge: try row.value(6))
        }
    }

    /// What waits to be fetched at `now`. Counts all targets: some seconds for ten millions.
    package func backlogHealth(now: Timestamp) async throws -> BacklogHealth {
        try await withBuckets { connection, clock, buckets in
            let row = try await connection.query(
                HealthQueries.backlog, [buckets, .timestamp(Microseconds(now)), .timestamp(clock)]
            ).one()
            var backlog = BacklogHealth()
            backlog.targets = try row.value(0)
            backlog.due = try row.value(1)
            backlog.held = try row.value(2)
            backlog.dueSince = try row.moment(3)
            return backlog
        }
    }

    /// The targets that have been due for longer than `LateTargets.patience`, counted by kind.
    package func lateTargets(now: Timestamp) async throws -> [LateTargets] {
        try await withBuckets { connection, _, buckets in
            try await connection.query(
                HealthQueries.late, [buckets, .timestamp(Microseconds(now - LateTargets.patience))]
            ).compactMap { row in
                guard let kind = DocumentKind(rawValue: try row.value(0)) else { return nil }
                return LateTargets(
                    kind: kind, count: try row.value(1), since: Timestamp(try row.timestamp(2)))
            }
        }
    }

    /// The targets whose last visits brought nothing, counted by kind and outcome.
    package func failingTargets() async throws -> [FailingTargets] {
        try await withBuckets { connection, _, buckets in
            try await connection.query(HealthQueries.failing, [buckets]).compactMap { row in
                guard let kind = DocumentKind(rawValue: try row.value(0)) else { return nil }
                let outcome: String? = try row.value(1)
                return FailingTargets(
                    kind: kind, outcome: outcome ?? "unknown", count: try row.value(2),
                    since: Timestamp(try row.timestamp(3)), failures: try row.value(4))
            }
        }
    }

    /// How long ago each stored character was re-validated. Reads all characters.
    package func revalidationAges(now: Timestamp) async throws -> RevalidationAges {
        try await withBuckets { connection, _, buckets in
            var ages = RevalidationAges()
            let rows = try await connection.query(
                HealthQueries.revalidation,
                [buckets, .timestamp(Microseconds(now)), .int32(Int32(RevalidationAges.days))])
            for row in rows {
                ages.byDay[try row.value(0)] += try row.int(1)
                let oldest = Timestamp(try row.timestamp(2))
                ages.oldest = ages.oldest.map { known in min(known, oldest) } ?? oldest
            }
            return ages
        }
    }

    /// When the characters of each watched guild were last confirmed.
    package func guildFreshness() async throws -> [GuildFreshness] {
        try await withConnection { connection in
            var guilds: [GuildFreshness] = []
            for row in try await connection.query(HealthQueries.guilds) {
                guard let region = Region(number: try row.value(0)) else { continue }
                let key = GuildKey(
                    realm: RealmKey(region: region, id: try row.value(3)), id: try row.value(4))
                let seen = try await connection.query(
                    HealthQueries.freshness,
                    [.int16(key.bucket.rawValue), .int32(key.realm.id), .int64(key.id)]
                ).one()
                guilds.append(
                    GuildFreshness(
                        address: GuildAddress(
                            region: region, realmSlug: try row.text(1), nameSlug: try row.text(2)),
                        members: try seen.value(0), roster: try seen.moment(3), oldest: try seen.moment(1),
                        median: try seen.moment(2)))
            }
            return guilds
        }
    }

    /// The budget of each API client.
    package func budgetHealth() async throws -> [BudgetHealth] {
        try await withConnection { connection in
            try await connection.query(HealthQueries.budgets).map { row in
                BudgetHealth(
                    client: try row.text(0), perHour: try row.value(1), perSecond: try row.value(2),
                    ahead: try row.double(4), burst: try row.double(3), pace: try row.double(5),
                    granted: try row.value(6), isBlocked: try row.value(7))
            }
        }
    }

    private func withBuckets<Value>(
        _ body: (Connection, Microseconds, Parameter) async throws -> Value
    ) async throws -> Value {
        try await withConnection { connection in
            let row = try await connection.query(TargetQueries.clockAndBuckets).one()
            let buckets: [Int16] = try row.value(1)
            return try await body(connection, try row.timestamp(0), .int16Array(buckets.map(Optional.some)))
        }
    }
}
