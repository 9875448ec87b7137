import Crawl
import Guilds
import Postgres

/// Takes characters of one bucket out of everything that is stored, within a transaction.
///
/// What mentions them beside others keeps its row: a membership becomes that of a stand-in, so that no count of
/// members, joins or departures changes; a fellow player of a run becomes nobody; a directory gets a revision
/// without the name.
struct Removal {
    /// How much goes.
    enum Extent: Hashable {
        /// What the character's own documents told: a roster still lists it, and is itself a fresh source.
        case profile
        /// Everything.
        case everything
    }

    let connection: Connection
    let bucket: Bucket
    let characters: [CharacterKey]
    let extent: Extent

    /// Removes them; how many rows were deleted or changed. The persons of those they were linked to are formed
    /// anew as of `now`.
    func run(at now: Timestamp) async throws -> Int {
        guard extent != .profile else { return try await removeProfile() }
        let region = try await regionBuckets()
        let guilds = try await guilds()
        var rows = try await redact(guilds)
        rows += try await removeBodies(guilds, region)
        for guild in guilds { rows += try await rekey(guild) }
        for character in characters {
            rows += Int(
                try await connection.execute(RemovalQueries.maskInRuns, parameters(character, region)))
        }
        rows += try await maskGroups(region)
        rows += try await removeQuarantined(region)
        let linked = try await unlink()
        for table in PersonalTable.all { rows += try await delete(table, region) }
        _ = try await connection.regroup(linked, at: now)
        return rows
    }

    private func removeProfile() async throws -> Int {
        var rows = 0
        for table in PersonalTable.all where table.teller == .own { rows += try await delete(table, []) }
        _ = try await connection.execute(RemovalQueries.blankTargets, people)
        return rows
    }

    private func delete(_ table: PersonalTable, _ region: [Int16]) async throws -> Int {
        Int(try await connection.execute(table.delete, table.parameters(people, region)))
    }

    /// Blanks names in the directories of these guilds' snapshots, and removes what was drawn with them.
    func redact(_ guilds: [GuildKey]) async throws -> Int {
        var count = 0
        let names = characters.map { character in
            SnapshotDirectory.key(realm: character.realm.id, id: character.id)
        }
        let patterns = Parameter.textArray(names.map { name in "%\"\(name)\":%" })
        for guild in guilds {
            for row in try await connection.query(RemovalQueries.directories, guild.parameters + [patterns]) {
                let snapshot: [Parameter] =
                    guild.parameters + [.timestamp(try row.timestamp(0)), .text(try row.text(1))]
                let revision = try row.int32(2) + 1
                let text = try SnapshotText.redacted(row.text(3), without: names)
                try await connection.execute(
                    SnapshotQueries.addDirectory, snapshot + [.int32(revision), .text(text)])
                try await connection.execute(RemovalQueries.dropRevisions, snapshot + [.int32(revision)])
                try await connection.execute(RemovalQueries.dropArtifacts, snapshot)
                count += 1
            }
        }
        return count
    }

    /// The guilds whose rosters ever listed them.
    func guilds() async throws -> [GuildKey] {
        try await connection.query(RemovalQueries.guilds, people).map { row in
            GuildKey(realm: RealmKey(region: bucket.region, id: try row.value(0)), id: try row.value(1))
        }
    }

    private func removeBodies(_ guilds: [GuildKey], _ region: [Int16]) async throws -> Int {
        let fellows = try await connection.query(RemovalQueries.fellows, people + [region.parameter])
            .compactMap { row in try CharacterKey(row: row) }
        var rows = 0
        for (bucket, keys) in Dictionary(grouping: fellows, by: \.bucket) {
            rows += Int(
                try await connection.execute(
                    ArchiveQueries.forgetRuns,
                    [
                        .int16(bucket.rawValue), .int32Array(keys.map(\.realm.id)),
                        .int64Array(keys.map { key in key.id }),
                    ]))
        }
        for guild in guilds {
            for character in characters {
                let member: [Parameter] = [.int32(character.realm.id), .int64(character.id)]
                rows += Int(
                    try await connection.execute(ArchiveQueries.forgetRosters, guild.parameters + member))
            }
        }
        return rows
    }

    /// A stand-in of its own for each member of each guild, so that nobody is recognised across guilds.
    private func rekey(_ guild: GuildKey) async throws -> Int {
        var rows = 0
        for character in characters {
            let parameters: [Parameter] =
                guild.parameters + [
                    .int32(character.realm.id), .int64(character.id), .int64(StandIn.freshID()),
                ]
            for table in Self.ofGuilds {
                rows += Int(try await connection.execute(RemovalQueries.rekey(table), parameters))
            }
        }
        return rows
    }

    /// Tables of guilds that mention members, keyed alike.
    static let ofGuilds = ["membership", "membership_now", "guild_activity"]

    /// Held documents that name them, such as rosters.
    private func removeQuarantined(_ region: [Int16]) async throws -> Int {
        var rows = 0
        for character in characters {
            let parameters = [region.parameter] + Array(character.parameters.dropFirst())
            rows += Int(try await connection.execute(QuarantineQueries.forget, parameters))
        }
        return rows
    }

    /// Removes the links to them at the other ends, and returns whose these are.
    private func unlink() async throws -> Set<CharacterKey> {
        try await connection.execute(LinkQueries.lock, [.int64(LinkQueries.lockKey)])
        var linked = Set<CharacterKey>()
        for character in characters { linked.formUnion(try await connection.unlink(character)) }
        return linked.subtracting(characters)
    }

    private func maskGroups(_ region: [Int16]) async throws -> Int {
        let gone = Set(
            characters.map { character in GroupMember(realm: character.realm.id, id: character.id) })
        var count = 0
        for row in try await connection.query(RemovalQueries.groups, people + [region.parameter]) {
            let realms: [Int32?] = try row.value(7)
            let ids: [Int64?] = try row.value(8)
            let members = zip(realms, ids).map { realm, id in GroupMember(realm: realm ?? 0, id: id ?? 0) }
            guard members.contains(where: gone.contains) else { continue }
            let masked = members.map { member in gone.contains(member) ? GroupMember(realm: 0, id: 0) : member
            }
            let key: [Parameter] = [
                .int16(try row.value(0)), .int32(try row.value(1)), .int32(try row.value(2)),
                .int32(try row.value(3)), .timestamp(try row.timestamp(4)), .int64(try row.value(5)),
                .int64(try row.value(6)),
            ]
            let rest: [Parameter] = [
                .int32Array(masked.map(\.realm)), .int64Array(masked.map { member in member.id }),
                .int64(GroupMember.digest(of: masked)),
            ]
            try await connection.execute(RemovalQueries.maskGroup, key + rest)
            count += 1
        }
        return count
    }

    /// The buckets of the region that hold anything, for what is not keyed by the character first.
    func regionBuckets() async throws -> [Int16] {
        let first = bucket.region.number * 256
        return try await connection.query(
            RemovalQueries.buckets,
            [.int16(first), .int16(first + 255), .int16Array([bucket.rawValue])]
        ).one().value(0)
    }

    private var people: [Parameter] {
        [
            .int16(bucket.rawValue), .int32Array(characters.map(\.realm.id)),
            .int64Array(characters.map { character in character.id }),
        ]
    }

    private func parameters(_ character: CharacterKey, _ region: [Int16]) -> [Parameter] {
        [.int16(bucket.rawValue), .int32(character.realm.id), .int64(character.id), region.parameter]
    }
}

extension PersonalTable {
    /// The parameters of its statements.
    func parameters(_ people: [Parameter], _ region: [Int16]) -> [Parameter] {
        place == .own ? people : people + [region.parameter]
    }
}

extension [Int16] {
    /// As an array of the server.
    var parameter: Parameter { .int16Array(map(Optional.some)) }
}
