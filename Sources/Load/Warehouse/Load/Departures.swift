import Crawl
import Guilds
import Postgres

/// Who is no longer in the rosters that a batch brings, and in no other one.
struct Departures {
    let connection: Connection

    /// The batch with what its rosters tell of those whom they no longer list.
    ///
    /// Takes turns with every other load of rosters, so that somebody who moves between two guilds is in one
    /// of them whichever comes first. The first lock that a load takes.
    func told(in batch: [Completion]) async throws -> [Completion] {
        let places = batch.indices.filter { place in batch[place].roster != nil }
        guard !places.isEmpty else { return batch }
        try await connection.execute(DepartureQueries.takeTurns)
        let listed = Set(places.flatMap { place in batch[place].roster?.members.map(\.character) ?? [] })
        var batch = batch
        for place in places {
            guard let roster = batch[place].roster else { continue }
            let gone = try await members(of: roster.guild).filter { member in !listed.contains(member) }
            let elsewhere = try await members(of: gone, elsewhereThan: roster.guild)
            let now = batch[place].observation.observedAt
            batch[place].discoveries += gone.filter { member in !elsewhere.contains(member) }
                .map { member in RevisitPolicy.departure(of: member, now: now) }
        }
        return batch
    }

    /// Who is in the roster that we hold.
    private func members(of guild: GuildKey) async throws -> [CharacterKey] {
        try await connection.query(DepartureQueries.members, guild.parameters).map { row in
            CharacterKey(realm: RealmKey(region: guild.region, id: try row.value(0)), id: try row.value(1))
        }
    }

    /// Those of the characters who are in the roster of another guild.
    private func members(of gone: [CharacterKey], elsewhereThan guild: GuildKey) async throws
        -> Set<CharacterKey>
    {
        guard !gone.isEmpty else { return [] }
        let parameters: [Parameter] = [
            .int16Array(gone.map(\.bucket.rawValue)), .int32Array(gone.map(\.realm.id)),
            .int64Array(gone.map { member in member.id }), .int32(guild.realm.id), .int64(guild.id),
        ]
        return Set(
            try await connection.query(DepartureQueries.elsewhere, parameters).map { row in
                CharacterKey(
                    realm: RealmKey(region: guild.region, id: try row.value(0)), id: try row.value(1))
            })
    }
}

extension Completion {
    /// The roster that was received; nil for every other document.
    fileprivate var roster: Roster? {
        guard case .roster(let roster)? = observation.facts else { return nil }
        return roster
    }
}
