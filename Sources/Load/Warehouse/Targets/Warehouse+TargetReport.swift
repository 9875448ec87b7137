import Crawl
package import Guilds
import Postgres

extension Warehouse {
    /// The targets that the filter asks for, the longest due first.
    ///
    /// Failing targets are found by an index; a report of all reads as far as its limit.
    package func targets(_ filter: TargetFilter, now: Timestamp) async throws -> [TargetReport] {
        let rest: [Parameter] = [
            .timestamp(Microseconds(now)), .bool(filter.isDue), .bool(filter.isFailing), filter.kindParameter,
            .int(filter.limit),
        ]
        return try await withConnection { connection in
            let clock = try await connection.query(TargetQueries.clockAndBuckets).one()
            let (moment, buckets): (Microseconds, [Int16]) = (try clock.value(0), try clock.value(1))
            let rows: Rows
            if let guild = filter.guild {
                rows = try await connection.query(TargetReportQueries.ofGuild, guild.reportParameters + rest)
            } else {
                rows = try await connection.query(
                    filter.isFailing ? TargetReportQueries.failingOfAll : TargetReportQueries.ofAll,
                    [.int16Array(buckets.map(Optional.some))] + rest)
            }
            return try rows.map { row in try TargetReport(row: row, databaseClock: moment) }
        }
    }

    /// Makes failing targets that the filter asks for due at once and returns how many they are: for those who
    /// have repaired the cause and do not want to wait for the back-off. Missing and hidden ones are left alone:
    /// the API did answer.
    package func retryFailing(_ filter: TargetFilter, now: Timestamp) async throws -> Int {
        var failing = filter
        failing.isFailing = true
        let woken = try await targets(failing, now: now).filter { target in
            target.nextDue > now && !["missing", "hidden", "moved"].contains(target.lastOutcome)
        }
        try await enlist(woken.map { target in target.wake(at: now) })
        return woken.count
    }
}

extension TargetFilter {
    fileprivate var kindParameter: Parameter {
        kinds.isEmpty
            ? .int16Array(nil) : .int16Array(kinds.map { kind in kind.rawValue }.sorted().map(Optional.some))
    }
}

extension GuildKey {
    /// `$1` to `$4` of a statement on a guild's targets.
    fileprivate var reportParameters: [Parameter] {
        [
            .int16(bucket.rawValue), .int32(realm.id), .int64(id),
            .int16(RealmKey(region: region, id: 0).bucket.rawValue),
        ]
    }
}

extension TargetReport {
    /// Reads the columns of `TargetReportQueries`.
    fileprivate init(row: Row, databaseClock: Microseconds) throws {
        let document = try DocumentID(row: row)
        let lease: Microseconds? = try row.value(8)
        self.init(
            document: document,
            address: try DocumentAddress(of: document, realmSlug: row.value(5), name: row.value(6)),
            nextDue: Timestamp(try row.timestamp(7)),
            heldFor: lease.flatMap { end in end > databaseClock ? end - databaseClock : nil },
            importance: try row.double(9), lastOutcome: try row.value(10),
            consecutiveFailures: try row.value(11), failingSince: try row.moment(12),
            confirmedAt: try row.moment(13), changedAt: try row.moment(14))
    }
}

extension Row {
    /// A `timestamptz` as world time; nil for NULL.
    func moment(_ column: Int) throws -> Timestamp? {
        let value: Microseconds? = try self.value(column)
        return value.map { value in Timestamp(value) }
    }
}
