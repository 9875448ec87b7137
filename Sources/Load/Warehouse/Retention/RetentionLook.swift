import Guilds
import Postgres

/// Reads what retention judges by.
struct RetentionLook {
    let connection: Connection
    let now: Timestamp

    /// The verdict on everybody who is not simply kept.
    func verdicts() async throws -> [(character: CharacterKey, verdict: Verdict)] {
        let answers = try await answers()
        var verdicts: [(character: CharacterKey, verdict: Verdict)] = []
        for bucket in try await buckets() {
            verdicts += try await self.verdicts(in: bucket, [.int32Array(nil), .int64Array(nil)], answers)
        }
        return verdicts.sorted { one, other in one.character < other.character }
    }

    /// The verdict on some characters of one bucket.
    func verdicts(of characters: [CharacterKey]) async throws -> [(character: CharacterKey, verdict: Verdict)]
    {
        guard let bucket = characters.first?.bucket else { return [] }
        let keys: [Parameter] = [
            .int32Array(characters.map(\.realm.id)),
            .int64Array(characters.map { character in character.id }),
        ]
        return try await verdicts(in: bucket.rawValue, keys, try await answers())
    }

    private func verdicts(
        in bucket: Int16, _ keys: [Parameter], _ answers: [RealmKey: Timestamp]
    ) async throws -> [(character: CharacterKey, verdict: Verdict)] {
        let regions = Dictionary(
            answers.map { realm, moment in (realm.region, moment) }, uniquingKeysWith: max)
        var verdicts: [(character: CharacterKey, verdict: Verdict)] = []
        for row in try await connection.query(RetentionQueries.standings, [.int16(bucket)] + keys) {
            guard let character = try CharacterKey(row: row) else { continue }
            let standing = Standing(
                character: character, outcome: try row.text(3), since: Timestamp(try row.timestamp(4)),
                days: try row.value(5), confirmedAt: try row.moment(6),
                realmAnsweredAt: answers[character.realm], regionAnsweredAt: regions[character.region],
                isListed: try row.bool(7), hasProfile: try row.bool(8))
            verdicts.append((character, Verdict(of: standing, now: now)))
        }
        let limit = Parameter.timestamp(Microseconds(now - .days(30)))
        for row in try await connection.query(RetentionQueries.unvisited, [.int16(bucket), limit] + keys) {
            guard let character = try CharacterKey(row: row) else { continue }
            verdicts.append((character, .purge(.expired, profileOnly: false)))
        }
        return verdicts
    }

    /// What too many at once are measured by.
    func guardian(of candidates: [CharacterKey]) async throws -> PurgeGuard {
        var stored: [RealmKey: Int] = [:]
        for row in try await connection.query(RetentionQueries.stored, [try await buckets().parameter]) {
            guard let bucket = Bucket(rawValue: try row.value(0)) else { continue }
            stored[RealmKey(region: bucket.region, id: try row.value(1))] = try row.value(2)
        }
        var guilds: [CharacterKey: [GuildKey]] = [:]
        for (bucket, keys) in Dictionary(grouping: candidates, by: \.bucket) {
            let parameters: [Parameter] = [
                .int16(bucket.rawValue), .int32Array(keys.map(\.realm.id)),
                .int64Array(keys.map { key in key.id }),
            ]
            for row in try await connection.query(RetentionQueries.guilds, parameters) {
                let realm = RealmKey(region: bucket.region, id: try row.value(0))
                let home = RealmKey(region: bucket.region, id: try row.value(2))
                guilds[CharacterKey(realm: realm, id: try row.value(1)), default: []].append(
                    GuildKey(realm: home, id: try row.value(3)))
            }
        }
        var members: [GuildKey: Int] = [:]
        for guild in Set(guilds.values.joined()) {
            members[guild] = try await connection.query(RetentionQueries.members, guild.parameters).one()
                .value(0)
        }
        return PurgeGuard(
            candidates: candidates.map { character in (character, guilds[character] ?? []) },
            storedByRealm: stored, storedByGuild: members)
    }

    private func answers() async throws -> [RealmKey: Timestamp] {
        var answers: [RealmKey: Timestamp] = [:]
        for row in try await connection.query(RetentionQueries.answers, [try await buckets().parameter]) {
            guard let bucket = Bucket(rawValue: try row.value(0)) else { continue }
            answers[RealmKey(region: bucket.region, id: try row.value(1))] = Timestamp(try row.timestamp(2))
        }
        return answers
    }

    private func buckets() async throws -> [Int16] {
        try await connection.query(TargetQueries.clockAndBuckets).one().value(1)
    }
}
