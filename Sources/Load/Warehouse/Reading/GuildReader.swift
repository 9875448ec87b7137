import Guilds
import Postgres

/// Reads one guild's series within a transaction.
struct GuildReader {
    let connection: Connection
    let guild: GuildKey
    let asOf: Timestamp

    /// The guild's name, realm slug and faction; nil before its document was loaded.
    func state() async throws -> (name: String, realmSlug: String, faction: Faction?)? {
        try await connection.query(ReadingQueries.guildState, guildParameters).first.map { row in
            let faction: String? = try row.value(2)
            return (try row.text(0), try row.text(1), faction.flatMap(Faction.init(rawValue:)))
        }
    }

    /// When the roster was seen without a gap.
    func rosterSeen() async throws -> [Span] {
        let parameters: [Parameter] = [
            .int16(guild.bucket.rawValue), .int32Array([guild.realm.id]), .int64Array([guild.id]), moment,
            .int16Array([DocumentKind.roster.rawValue]),
        ]
        return try await connection.query(ReadingQueries.spans, parameters).map { row in
            Span(since: Timestamp(try row.timestamp(3)), until: Timestamp(try row.timestamp(4)))
        }
    }

    /// Everyone who was in the roster up to the moment, ascending by key.
    func members(_ rosterSeen: [Span]) async throws -> [MemberSeries] {
        var readings: [CharacterKey: MemberReading] = [:]
        for row in try await connection.query(ReadingQueries.memberships, guildParameters) {
            let key = try member(row)
            readings[key, default: MemberReading(key, rosterSeen: rosterSeen)].rank
                .append(try row.value(5), try RowTimes(row, from: 2))
        }
        for (bucket, keys) in Dictionary(grouping: readings.keys, by: \.bucket) {
            try await read(bucket, keys, into: &readings)
        }
        return readings.values.map(\.series).sorted { left, right in left.character < right.character }
    }

    private func read(
        _ bucket: Bucket, _ keys: [CharacterKey], into readings: inout [CharacterKey: MemberReading]
    ) async throws {
        let parameters: [Parameter] = [
            .int16(bucket.rawValue), .int32Array(keys.map(\.realm.id)),
            .int64Array(keys.map { key in key.id }), moment,
        ]
        let ofGuild: [Parameter] = [.int32(guild.realm.id), .int64(guild.id)]
        for row in try await connection.query(ReadingQueries.rosterStates, parameters + ofGuild) {
            try readings[member(row)]?.addRosterState(row)
        }
        for row in try await connection.query(ReadingQueries.characterStates, parameters) {
            try readings[member(row)]?.addCharacterState(row)
        }
        for row in try await connection.query(ReadingQueries.ratings, parameters) {
            try readings[member(row)]?.rating.append(row.value(5), RowTimes(row, from: 2))
        }
        let kinds: [DocumentKind] = [.summary, .keystoneProfile]
        let ofKinds: [Parameter] = [.int16Array(kinds.map(\.rawValue))]
        for row in try await connection.query(ReadingQueries.spans, parameters + ofKinds) {
            try readings[member(row)]?.addSpan(row)
        }
    }

    private var moment: Parameter { .timestamp(Microseconds(asOf)) }
    private var guildParameters: [Parameter] { guild.parameters + [moment] }

    /// Reads a member's key from the first two columns; members are of the guild's region.
    private func member(_ row: Row) throws -> CharacterKey {
        CharacterKey(realm: RealmKey(region: guild.region, id: try row.value(0)), id: try row.value(1))
    }
}

extension MemberReading {
    fileprivate mutating func addRosterState(_ row: Row) throws {
        let times = try RowTimes(row, from: 2)
        tell(
            name: try row.text(5), characterClass: CharacterClass(id: try row.value(6)), at: times.recordedAt)
        rosterLevel.append(try row.value(7), times)
    }

    fileprivate mutating func addCharacterState(_ row: Row) throws {
        let times = try RowTimes(row, from: 2)
        tell(
            name: try row.text(5), characterClass: CharacterClass(id: try row.value(6)), at: times.recordedAt)
        summaryChanges.append(times.recordedAt)
        level.append(try row.value(7), times)
        itemLevel.append(try row.value(8), times)
        let specializationID: Int32? = try row.value(9)
        specialization.append(specializationID.map(Specialization.init(id:)), times)
        let login: Microseconds? = try row.value(10)
        lastLogin.append(login.map { moment in Timestamp(moment) }, times)
    }

    fileprivate mutating func addSpan(_ row: Row) throws {
        let kind: Int16 = try row.value(2)
        let span = Span(since: Timestamp(try row.timestamp(3)), until: Timestamp(try row.timestamp(4)))
        if kind == DocumentKind.summary.rawValue { summarySeen.append(span) } else { ratingSeen.append(span) }
    }
}
