package import Guilds
import Postgres

extension Warehouse {
    /// What each member of a guild did in a week of the guild's region, as far as it was seen by `now`.
    ///
    /// Members are those of the roster at the week's end, or now while it runs; nobody when the guild was not
    /// watched by then. Read from indexes alone.
    package func week(_ period: Period, of guild: GuildKey, now: Timestamp) async throws -> GuildWeek {
        let seasons = try await seasons(of: guild.region)
        let until = min(period.end, now)
        return try await withConnection { connection in
            try await connection.transaction(isolation: .repeatableRead, readOnly: true) { connection in
                try await connection.planOnce()
                let reader = WeekReader(
                    connection: connection, guild: guild, period: period, until: until,
                    isFirstOfSeason: seasons.contains { season in season.periods.first == period.id })
                return GuildWeek(period: period, until: until, members: try await reader.members())
            }
        }
    }
}

/// Reads one guild's week within a transaction.
private struct WeekReader {
    let connection: Connection
    let guild: GuildKey
    let period: Period
    let until: Timestamp
    let isFirstOfSeason: Bool

    func members() async throws -> [MemberWeek] {
        var ranks: [CharacterKey: Int16] = [:]
        let roster = try await connection.query(
            WeekQueries.members, guild.parameters + [.timestamp(Microseconds(until))])
        for row in roster {
            let rank: Int16? = try row.value(2)
            if let rank { ranks[try key(row, at: 0)] = rank }
        }
        let (sights, runs) = try await play(of: Array(ranks.keys))
        return ranks.map { character, rank in
            let (name, sight) = sights[character] ?? ("", WeekSight())
            return sight.week(
                of: character, name: name, rank: rank,
                runs: runs[character].map { runs in Array(runs.values) } ?? [],
                in: period, until: until, isFirstOfSeason: isFirstOfSeason)
        }.sorted { left, right in (left.rank, left.character) < (right.rank, right.character) }
    }

    /// What is known of the members and of their runs; all buckets are asked at once.
    private func play(
        of members: [CharacterKey]
    ) async throws -> (sights: [CharacterKey: (name: String, sight: WeekSight)], runs: Runs) {
        let ofGuild: [Parameter] = [.int32(guild.realm.id), .int64(guild.id)]
        let answers = try await connection.pipeline { pipeline in
            for (bucket, keys) in Dictionary(grouping: members, by: \.bucket) {
                let parameters = parameters(bucket, keys)
                pipeline.add(WeekQueries.states, parameters + ofGuild)
                pipeline.add(WeekQueries.runs, parameters)
            }
        }
        var sights: [CharacterKey: (name: String, sight: WeekSight)] = [:]
        var runs: Runs = [:]
        for pair in stride(from: 0, to: answers.count, by: 2) {
            for row in try answers[pair].get() {
                let name: String? = try row.value(2)
                sights[try key(row, at: 0)] = (name ?? "", try WeekSight(row))
            }
            for row in try answers[pair + 1].get() { try add(row, to: &runs) }
        }
        return (sights, runs)
    }

    /// The levels of each character's runs.
    private typealias Runs = [CharacterKey: [Run: Int16]]

    /// A run by what all who took part in it tell alike.
    private struct Run: Hashable {
        let completedAt: Microseconds
        let dungeon: Int32
    }

    /// Counts a run for the one who told it and for everybody who took part.
    private func add(_ row: Row, to runs: inout Runs) throws {
        let run = Run(completedAt: try row.timestamp(2), dungeon: try row.value(3))
        let level: Int16 = try row.value(4)
        runs[try key(row, at: 0), default: [:]][run] = level
        let realm: Int32? = try row.value(5)
        if realm != nil { runs[try key(row, at: 5), default: [:]][run] = level }
    }

    private func key(_ row: Row, at column: Int) throws -> CharacterKey {
        CharacterKey(
            realm: RealmKey(region: guild.region, id: try row.value(column)), id: try row.value(column + 1))
    }

    // The last moment of a period counts to the full second.
    private func parameters(_ bucket: Bucket, _ keys: [CharacterKey]) -> [Parameter] {
        [
            .int16(bucket.rawValue), .int32Array(keys.map(\.realm.id)),
            .int64Array(keys.map { key in key.id }), .timestamp(Microseconds(period.start)),
            .timestamp(Microseconds(min(until, period.end) + .milliseconds(999))),
        ]
    }
}

extension WeekSight {
    fileprivate init(_ row: Row) throws {
        level = try row.value(3)
        let (validFrom, recordedAt) = (try row.moment(4), try row.moment(5))
        state = validFrom.flatMap { from in recordedAt.map { at in (from, at) } }
        next = (try row.value(7), try row.moment(8))
        confirmedAt = try row.moment(9)
        lastOutcome = try row.value(10)
        logins = try row.value(11)
        kills = try row.value(12)
        ratings = (try row.value(13), try row.value(14))
        reads = (try row.value(15), try row.value(16))
    }
}
