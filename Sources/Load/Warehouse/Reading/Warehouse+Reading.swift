package import Guilds
import Postgres

extension Warehouse {
    /// All series of a guild as they were known at a moment: rows recorded later do not exist for it.
    ///
    /// Nil while nothing of the guild had been loaded by then. Deterministic: the same moment gives the same
    /// series whatever was loaded since, as long as the attempts of that time are kept.
    package func series(of guild: GuildKey, asOf: Timestamp) async throws -> GuildSeries? {
        let periods = try await periods(of: guild.region).filter { period in period.start <= asOf }
        let seasons = try await seasons(of: guild.region).filter { season in season.start <= asOf }
            .map { season in season.known(at: asOf, newestPeriod: periods.last?.id) }
        let realms = try await realms(of: guild.region)
        return try await reading { connection in
            try await connection.planOnce()
            let reader = GuildReader(connection: connection, guild: guild, asOf: asOf)
            guard let state = try await reader.state() else { return nil }
            let rosterSeen = try await reader.rosterSeen()
            let realm = realms.first { realm in realm.slug == state.realmSlug }
            let readings = try await reader.members(rosterSeen)
            var series = GuildSeries(
                guild: guild, name: state.name, realmName: realm?.name ?? state.realmSlug,
                faction: state.faction, asOf: asOf, periods: periods, seasons: seasons,
                rosterSeen: rosterSeen, members: readings.series)
            series.runs = readings.runs
            series.bosses = try await reader.bosses(readings.bosses)
            series.dungeons = try await reader.dungeons(Set(series.runs.map(\.dungeonID)))
            return series
        }
    }

    /// The newest world time at which any document was confirmed; nil in an empty warehouse.
    package func newestObservation() async throws -> Timestamp? {
        try await moment(ReadingQueries.newestConfirmation, [])
    }

    /// The newest world time at which a document of the guild or of its members was confirmed; nil before.
    package func newestObservation(of guild: GuildKey) async throws -> Timestamp? {
        try await moment(ReadingQueries.newestConfirmationOfGuild, guild.parameters)
    }

    private func moment(_ sql: String, _ parameters: [Parameter]) async throws -> Timestamp? {
        try await withConnection { connection in
            let moment: Microseconds? = try await connection.query(sql, parameters).one().value(0)
            return moment.map { moment in Timestamp(moment) }
        }
    }
}

extension KeystoneSeason {
    /// The season as it stood at a moment: its document lists more periods as they begin, and tells the end
    /// once it has come. Periods are numbered in order of time.
    fileprivate func known(at moment: Timestamp, newestPeriod: Int32?) -> KeystoneSeason {
        KeystoneSeason(
            region: region, id: id, start: start, end: end.flatMap { end in end <= moment ? end : nil },
            periods: periods.filter { period in newestPeriod.map { newest in period <= newest } ?? true })
    }
}
