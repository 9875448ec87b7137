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
            if let rank = try row.int16OrNil(at: 2) { ranks[try row.character(in: guild.region)] = rank }
        }
        let play = try await play(of: Array(ranks.keys))
        return ranks.map { character, rank in
            let (name, sight) = play.sights[character] ?? ("", WeekSight())
            return sight.week(
                of: character, name: name, rank: rank,
                runs: play.runs[character].map { runs in Array(runs.values) } ?? [],
                in: period, until: until, isFirstOfSeason: isFirstOfSeason)
        }.sorted { left, right in (left.rank, left.character) < (right.rank, right.character) }
    }

    /// What is known of the members and of their runs. The largest bucket, the guild's own, is asked first and taken
    /// in while the server has the question about all others.
    private func play(of members: [CharacterKey]) async throws -> WeekPlay {
        let buckets = Dictionary(grouping: members, by: \.bucket).sorted { left, right in
            (right.value.count, left.key.rawValue) < (left.value.count, right.key.rawValue)
        }
        var play = WeekPlay(region: guild.region)
        try await withThrowingTaskGroup(of: [Rows].self) { group in
            group.addTask { try await ask(buckets.prefix(1)) }
            let first = try await group.next() ?? []
            group.addTask { try await ask(buckets.dropFirst()) }
            try play.add(first)
            for try await answers in group { try play.add(answers) }
        }
        return play
    }

    private func ask(
        _ buckets: ArraySlice<(key: Bucket, value: [CharacterKey])>
    ) async throws -> [Rows] {
        guard !buckets.isEmpty else { return [] }
        let answers = try await connection.pipeline { pipeline in
            for (bucket, keys) in buckets {
                let parameters = parameters(bucket, keys)
                pipeline.add(WeekQueries.states, parameters + [.int32(guild.realm.id), .int64(guild.id)])
                pipeline.add(WeekQueries.runs, parameters)
            }
        }
        return try answers.map { answer in try answer.get() }
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
