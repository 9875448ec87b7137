package import Guilds
import Postgres

/// What one table holds about a character.
package struct HeldRows: Sendable, Hashable {
    /// The table, in the words of the database.
    package let table: String
    /// How many rows.
    package let rows: Int
    /// World time of the first and the last of them; nil where rows have no time or there are none.
    package let first: Timestamp?
    /// See `first`.
    package let last: Timestamp?
    /// The names that stand in them.
    package let names: [String]
}

/// Everything that is held about a character.
package struct HeldReport: Sendable, Hashable {
    /// Who it is.
    package let character: CharacterKey
    /// Since when it is never fetched or stored; nil when it may be.
    package let optedOutSince: Timestamp?
    /// The tables that hold something.
    package let tables: [HeldRows]

    /// All rows together.
    package var rows: Int { tables.reduce(0) { sum, table in sum + table.rows } }
}

extension Warehouse {
    /// Forgets a character for good: opts it out and removes it from everything that is stored. The number of
    /// rows that were deleted or changed; 0 when nothing was held.
    package func forget(_ character: CharacterKey, reason: String?, now: Timestamp) async throws -> Int {
        // Directories may be many; most are done before anybody has to wait.
        let before = try await transaction { connection in
            let removal = Removal(character, on: connection)
            return try await removal.redact(try await removal.guilds())
        }
        return before
            + (try await transaction { connection in
                try await connection.execute(OptOutQueries.takeLock)
                try await connection.execute(
                    OptOutQueries.add,
                    character.parameters + [.timestamp(Microseconds(now)), .text(reason)])
                return try await Removal(character, on: connection).run(at: now)
            })
    }

    /// Since when a character is never fetched or stored; nil when it may be.
    package func optedOutSince(_ character: CharacterKey) async throws -> Timestamp? {
        try await withConnection { connection in
            try await connection.query(OptOutQueries.since, character.parameters).first.map { row in
                Timestamp(try row.timestamp(0))
            }
        }
    }

    /// What is held about a character.
    package func held(about character: CharacterKey) async throws -> HeldReport {
        let since = try await optedOutSince(character)
        // Not as the reading role: bodies and opt-outs are not for fronts to see.
        return try await observing { connection in
            let removal = Removal(character, on: connection)
            let region = try await removal.regionBuckets()
            let people: [Parameter] = [
                .int16(character.bucket.rawValue), .int32Array([character.realm.id]),
                .int64Array([character.id]),
            ]
            var tables: [HeldRows] = []
            for table in PersonalTable.all {
                let row = try await connection.query(table.held, table.parameters(people, region)).one()
                let names: [String?]? = try row.value(3)
                tables.append(try HeldRows(table.name, row, names: (names ?? []).compactMap(\.self)))
            }
            let alone = character.parameters + [region.parameter]
            let runs = try await connection.query(RemovalQueries.othersRuns, alone).one()
            tables.append(try HeldRows("keystone_run_member of others", runs))
            for guild in try await removal.guilds() {
                let member: [Parameter] =
                    guild.parameters + [.int32(character.realm.id), .int64(character.id)]
                for table in Removal.ofGuilds {
                    let row = try await connection.query(RemovalQueries.mentions(table), member).one()
                    tables.append(try HeldRows("\(table) of \(guild)", row))
                }
                tables.append(try await directories(of: guild, naming: character, connection))
            }
            return HeldReport(
                character: character, optedOutSince: since, tables: tables.filter { table in table.rows > 0 })
        }
    }

    /// Who bears or bore a name at an address; whoever bears it now comes first.
    package func characters(at address: CharacterAddress) async throws -> [CharacterKey] {
        let first = address.region.number * 256
        let lower = address.name.lowercased()
        let names = [address.name, lower, lower.prefix(1).uppercased() + lower.dropFirst()]
        return try await reading { connection in
            try await connection.query(
                RemovalQueries.named,
                [
                    .int16(first), .int16(first + 255), .text(address.realmSlug),
                    .textArray(names.map(Optional.some)),
                ]
            ).compactMap { row in try CharacterKey(row: row) }
        }
    }

    private func directories(
        of guild: GuildKey, naming character: CharacterKey, _ connection: Connection
    ) async throws -> HeldRows {
        let key = SnapshotDirectory.key(realm: character.realm.id, id: character.id)
        let rows = try await connection.query(
            RemovalQueries.directories, guild.parameters + [.textArray(["%\"\(key)\":%"])])
        let moments = try rows.map { row in Timestamp(try row.timestamp(0)) }
        var names = Set<String>()
        for row in rows {
            if let name = try SnapshotText.name(in: row.text(3), of: key) { names.insert(name) }
        }
        return HeldRows(
            table: "snapshot_directory of \(guild)", rows: moments.count, first: moments.min(),
            last: moments.max(), names: names.sorted())
    }
}

extension Removal {
    /// Everything about one character, bodies of others included.
    fileprivate init(_ character: CharacterKey, on connection: Connection) {
        self.init(
            connection: connection, bucket: character.bucket, characters: [character], extent: .everything)
    }
}

extension HeldRows {
    /// Reads count, first and last moment.
    fileprivate init(_ table: String, _ row: Row, names: [String] = []) throws {
        self.init(
            table: table, rows: try row.value(0), first: try row.moment(1), last: try row.moment(2),
            names: names.sorted())
    }
}

extension CharacterKey {
    /// `bucket, realm_id, character_id` as parameters.
    var parameters: [Parameter] { [.int16(bucket.rawValue), .int32(realm.id), .int64(id)] }
}
