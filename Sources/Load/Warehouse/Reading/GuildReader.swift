import Guilds
import Postgres

/// Reads one guild's series within a transaction.
struct GuildReader {
    let connection: Connection
    let guild: GuildKey
    let asOf: Timestamp

    /// How far back keystone runs are read: the weeks that an analysis looks at, and some.
    private static let runs = Duration.days(400)

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

    /// Everyone who was in the roster up to the moment, and what they ran together.
    func members(_ rosterSeen: [Span]) async throws -> MemberReadings {
        var readings = MemberReadings(guild: guild, rosterSeen: rosterSeen)
        try readings.addMemberships(try await connection.query(ReadingQueries.memberships, guildParameters))
        let buckets = Dictionary(grouping: readings.keys, by: \.bucket)
        try await withThrowingTaskGroup(of: [Rows].self) { group in
            let topics = MemberTopic.allCases
            group.addTask { try await ask(topics[0], buckets) }
            for (place, topic) in topics.enumerated() {
                let answers = try await group.next() ?? []
                // While these are taken in, the server has the next question.
                if place + 1 < topics.count { group.addTask { try await ask(topics[place + 1], buckets) } }
                for rows in answers { try readings.add(rows, of: topic) }
            }
        }
        return readings
    }

    /// Names of bosses, ascending by id.
    func bosses(_ ids: Set<Int32>) async throws -> [RaidBoss] {
        guard !ids.isEmpty else { return [] }
        return try await connection.query(ReadingQueries.bosses, [.int32Array(ids.sorted())]).map { row in
            RaidBoss(
                encounterID: try row.value(0), name: try row.text(1), instanceID: try row.value(2),
                instanceName: try row.text(3))
        }
    }

    /// Names of keystone dungeons.
    func dungeons(_ ids: Set<Int32>) async throws -> [Int32: String] {
        guard !ids.isEmpty else { return [:] }
        let kind = Parameter.int16(DocumentKind.keystoneDungeons.rawValue)
        var names: [Int32: String] = [:]
        for row in try await connection.query(ReadingQueries.dungeons, [kind, .int32Array(ids.sorted())]) {
            names[try row.value(0)] = try row.text(1)
        }
        return names
    }

    /// Members live in many buckets: all of them are asked at once.
    private func ask(_ topic: MemberTopic, _ buckets: [Bucket: [CharacterKey]]) async throws -> [Rows] {
        let answers = try await connection.pipeline { pipeline in
            for (bucket, keys) in buckets { pipeline.add(topic.sql, parameters(of: topic, bucket, keys)) }
        }
        return try answers.map { answer in try answer.get() }
    }

    private func parameters(of topic: MemberTopic, _ bucket: Bucket, _ keys: [CharacterKey]) -> [Parameter] {
        let parameters: [Parameter] = [
            .int16(bucket.rawValue), .int32Array(keys.map(\.realm.id)),
            .int64Array(keys.map { key in key.id }), moment,
        ]
        let kinds: [DocumentKind] = [.summary, .keystoneProfile, .equipment, .raids]
        return switch topic {
        case .rosterStates: parameters + [.int32(guild.realm.id), .int64(guild.id)]
        case .spans: parameters + [.int16Array(kinds.map(\.rawValue))]
        case .runs: parameters + [.timestamp(Microseconds(asOf - Self.runs))]
        default: parameters
        }
    }

    private var moment: Parameter { .timestamp(Microseconds(asOf)) }
    private var guildParameters: [Parameter] { guild.parameters + [moment] }
}
