package import Guilds
import Postgres

/// A change of a guild's roster: somebody joined, left or has another rank.
package struct RosterChange: Sendable, Hashable {
    /// Who it is, by identity.
    package let character: CharacterKey
    /// The rank from then on; nil for a departure.
    package let rank: Int16?
    /// The source's time of the roster that showed it.
    package let validFrom: Timestamp
    /// When we saw it.
    package let recordedAt: Timestamp
    /// When the roster before was confirmed: the change came after it. Nil in the first roster that was seen.
    package let unchangedUntil: Timestamp?
}

extension Warehouse {
    /// A page of the changes of a guild's roster, newest first: those recorded before the moment.
    package func rosterChanges(
        of guild: GuildKey, before moment: Timestamp, limit: Int
    ) async throws -> [RosterChange] {
        try await withConnection { connection in
            try await connection.query(
                ReadingQueries.rosterChanges,
                guild.parameters + [.timestamp(Microseconds(moment)), .int(limit)]
            ).map { row in
                let times = try RowTimes(row, from: 2)
                return RosterChange(
                    character: CharacterKey(
                        realm: RealmKey(region: guild.region, id: try row.value(0)), id: try row.value(1)),
                    rank: try row.value(5), validFrom: times.validFrom, recordedAt: times.recordedAt,
                    unchangedUntil: times.unchangedUntil)
            }
        }
    }
}
