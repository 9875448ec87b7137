package import Crawl
package import Guilds
import Postgres

extension Warehouse: CrawlStore {
    /// Leases up to `limit` due targets of the scope for `duration`: promises first, then the longest overdue.
    ///
    /// Across buckets the order of a claim of everything is approximate: the buckets whose first targets are the
    /// longest overdue give a part each.
    package func claim(_ scope: CrawlScope, limit: Int, now: Timestamp, lease duration: Duration) async throws
        -> [Lease]
    {
        guard limit > 0 else { return [] }
        guard scope != .all else { return try await claimAnything(limit, Microseconds(now), duration) }
        return try await withConnection { connection in
            let clock = try await StoreClock(connection)
            let end = clock.now + duration
            return
                switch scope
            {
            case .all: []
            case .guild(let guild):
                try await connection.claim(
                    TargetQueries.claimGuild, guild.scopeParameters, limit, now, clock, until: end)
            case .character(let character):
                try await connection.claim(
                    TargetQueries.claimCharacter, character.scopeParameters, limit, now, clock, until: end)
            }
        }
    }

    /// Claims what the due heads know of; looks at everything before it comes back empty.
    private func claimAnything(_ limit: Int, _ now: Microseconds, _ duration: Duration) async throws
        -> [Lease]
    {
        var leases: [Lease] = []
        // A claim side by side may take what was seen between looking and locking; its leases are visible at
        // the next look.
        for turn in 0...3 where leases.isEmpty {
            if turn > 0 || dueRecord.with({ heads in heads.isEmpty }) {
                // No connection is held while a look is waited for.
                try await completeLook.share {
                    try await withConnection { connection in
                        try await DueLook(connection: connection, record: dueRecord).around()
                    }
                }
                guard dueRecord.with({ heads in heads.mayHoldDue(by: now) }) else { return [] }
            }
            leases = try await withConnection { connection in
                try await ClaimRound(connection: connection, record: dueRecord, now: now, lease: duration)
                    .leases(limit: limit)
            }
        }
        return leases
    }

    /// What is left to do in the scope.
    package func outlook(_ scope: CrawlScope, now: Timestamp) async throws -> Outlook {
        try await withConnection { connection in
            try await connection.outlook(scope, now, try await StoreClock(connection))
        }
    }

    /// Gives leases back without a fetch; one that was lost or completed meanwhile is left alone.
    package func release(_ leases: [Lease]) async throws {
        guard !leases.isEmpty else { return }
        let ids = leases.map(\.document)
        let freed = try await withConnection { connection in
            try await connection.query(
                TargetQueries.release,
                [
                    .int16Array(ids.map(\.bucket.rawValue)), .int32Array(ids.map(\.realm.id)),
                    .int64Array(ids.map { id in id.subject }), .int16Array(ids.map(\.kind.rawValue)),
                    .int32Array(ids.map { id in id.part }),
                    .int64Array(leases.map { lease in lease.generation }),
                ]
            ).map { row in
                DueRecord.Due(document: try DocumentID(row: row), moment: try row.timestamp(5))
            }
        }
        dueRecord.wrote(freed)
    }

    /// Makes targets known, corrects addresses or brings known targets forward, outside of any fetch.
    package func enlist(_ discoveries: [Discovery]) async throws {
        guard !discoveries.isEmpty else { return }
        for _ in 1..<8 {
            do {
                return try await enlistOnce(discoveries)
            } catch Load.Restart.lostRace {
                continue
            }
        }
        try await enlistOnce(discoveries)
    }

    private func enlistOnce(_ discoveries: [Discovery]) async throws {
        let dues = try await transaction { connection in
            let optOuts = try await OptOuts(connection, regions: Set(discoveries.map(\.document.region)))
            return try await Load(connection: connection, batch: [], partitions: partitions, trust: .inLocks)
                .enlist(optOuts.hidden(in: discoveries))
        }
        dueRecord.wrote(dues)
    }
}

/// The database's clock, and the buckets that hold targets.
struct StoreClock {
    let now: Microseconds
    let buckets: [Int16]

    init(_ connection: Connection) async throws {
        let row = try await connection.query(TargetQueries.clockAndBuckets).one()
        now = try row.timestamp(0)
        buckets = try row.value(1)
    }
}

extension Connection {
    fileprivate nonisolated func claim(
        _ sql: String, _ keys: [Parameter], _ limit: Int, _ now: Timestamp, _ clock: StoreClock,
        until end: Microseconds
    ) async throws -> [Lease] {
        let rest: [Parameter] = [
            .timestamp(Microseconds(now)), .int(limit), .timestamp(clock.now), .timestamp(end),
        ]
        let rows = try await query(sql, keys + rest)
        return try rows.map(LeasedRow.init).inOrder
    }

    fileprivate nonisolated func outlook(_ scope: CrawlScope, _ now: Timestamp, _ clock: StoreClock)
        async throws
        -> Outlook
    {
        let rest: [Parameter] = [.timestamp(Microseconds(now)), .timestamp(clock.now)]
        let rows =
            switch scope {
            case .all:
                try await query(
                    TargetQueries.outlookAll, [.int16Array(clock.buckets.map(Optional.some))] + rest)
            case .guild(let guild):
                try await query(TargetQueries.outlookGuild, guild.scopeParameters + rest)
            case .character(let character):
                try await query(TargetQueries.outlookCharacter, character.scopeParameters + rest)
            }
        let row = try rows.one()
        let ends: Microseconds? = try row.value(2)
        let next: Microseconds? = try row.value(3)
        return Outlook(
            due: try row.value(0), held: try row.value(1), leaseEndsIn: ends.map { end in end - clock.now },
            nextDue: next.map { moment in Timestamp(moment) })
    }
}

extension GuildKey {
    /// `$1` to `$4` of statements on `TargetQueries.guildTargets`.
    var scopeParameters: [Parameter] {
        let region = RealmKey(region: region, id: 0)
        return [
            .int16(bucket.rawValue), .int32(realm.id), .int64(id), .int16(region.bucket.rawValue),
        ]
    }
}

extension CharacterKey {
    fileprivate var scopeParameters: [Parameter] {
        [.int16(bucket.rawValue), .int32(realm.id), .int64(id)]
    }
}

extension Microseconds {
    static func + (moment: Microseconds, duration: Duration) -> Microseconds {
        Microseconds(moment.rawValue + duration.milliseconds * 1000)
    }

    static func - (left: Microseconds, right: Microseconds) -> Duration {
        .microseconds(left.rawValue - right.rawValue)
    }
}
