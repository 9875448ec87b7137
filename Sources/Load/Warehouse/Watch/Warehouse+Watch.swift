package import Guilds
import Postgres

/// A guild that is watched.
package struct WatchedGuild: Sendable, Hashable {
    /// As a person gave it.
    package let address: GuildAddress
    /// World time.
    package let addedAt: Timestamp
    /// Nil until the API has told the guild's identity.
    package let key: GuildKey?
    /// In what language its digest is written, `de`; nil when nobody said.
    package let language: String?
    /// By which clock its days are told, as in `Europe/Berlin`; nil when nobody said.
    package let timeZone: String?
}

extension Warehouse {
    /// Watches a guild, or learns who lives at a watched address; false when it is watched already.
    @discardableResult
    package func watch(_ address: GuildAddress, as guild: GuildKey?, at now: Timestamp) async throws -> Bool {
        let known = try await watchedGuilds().contains { one in one.address == address }
        let rest: [Parameter] = [
            .timestamp(Microseconds(now)), .int32(guild?.realm.id), .int64(guild?.id),
        ]
        try await transaction { connection in
            try await connection.execute(WatchQueries.add, address.parameters + rest)
            if let guild, !known {
                try await connection.schedule(guild, at: Microseconds(now))
                try await connection.scheduleBoards(of: guild.realm, at: now)
            }
        }
        return !known
    }

    /// How a watched guild's digest is written from now on; nil leaves what was said before.
    package func write(
        _ address: GuildAddress, language: String?, timeZone: String?
    ) async throws {
        _ = try await withConnection { connection in
            try await connection.execute(
                WatchQueries.write, address.parameters + [.text(language), .text(timeZone)])
        }
    }

    /// Stops watching a guild: its own documents are not asked for any more, nor leaderboards that serve no
    /// other guild; what is known of it stays. False when it was not watched.
    package func unwatch(_ address: GuildAddress) async throws -> Bool {
        try await transaction { connection in
            guard let row = try await connection.query(WatchQueries.remove, address.parameters).first else {
                return false
            }
            if let realm: Int32 = try row.value(0), let id: Int64 = try row.value(1) {
                let guild = GuildKey(realm: RealmKey(region: address.region, id: realm), id: id)
                try await connection.schedule(guild, at: Microseconds(.never))
                try await connection.scheduleBoards(of: guild.realm, at: .never)
            }
            return true
        }
    }

    /// The watched guilds by region, realm and name.
    package func watchedGuilds() async throws -> [WatchedGuild] {
        try await withConnection { connection in
            try await connection.query(WatchQueries.list).map { row in try WatchedGuild(row) }
        }
    }

    /// The guild whose document was last found at an address; nil when none of ours was.
    package func guild(at address: GuildAddress) async throws -> GuildKey? {
        let parameters =
            address.region.bucketParameters + [.text(address.realmSlug), .text(address.nameSlug)]
        return try await withConnection { connection in
            try await connection.query(WatchQueries.guildAt, parameters).first.map { row in
                GuildKey(realm: RealmKey(region: address.region, id: try row.value(0)), id: try row.value(1))
            }
        }
    }

    /// The name slugs of the guilds that are known on a realm, ascending.
    package func knownGuildSlugs(region: Region, realmSlug: String) async throws -> [String] {
        try await withConnection { connection in
            try await connection.query(WatchQueries.guildSlugs, region.bucketParameters + [.text(realmSlug)])
                .column(0)
        }
    }
}

extension GuildAddress {
    fileprivate var parameters: [Parameter] {
        [.int16(region.number), .text(realmSlug), .text(nameSlug)]
    }
}

extension Region {
    /// The first and the last bucket that rows of the region live in.
    fileprivate var bucketParameters: [Parameter] {
        [.int16(number * 256), .int16(number * 256 + 255)]
    }
}

extension WatchedGuild {
    fileprivate init(_ row: Row) throws {
        guard let region = Region(number: try row.value(0)) else {
            throw WarehouseError(.badRow, "a watched guild is of a region that this version does not know")
        }
        let realm: Int32? = try row.value(4)
        let id: Int64? = try row.value(5)
        language = try row.value(6)
        timeZone = try row.value(7)
        address = GuildAddress(region: region, realmSlug: try row.text(1), nameSlug: try row.text(2))
        addedAt = Timestamp(try row.timestamp(3))
        key = realm.flatMap { realm in
            id.map { id in GuildKey(realm: RealmKey(region: region, id: realm), id: id) }
        }
    }
}

extension Connection {
    /// Boards stop only where no other watched guild needs them, and begin again where they are not settled.
    fileprivate nonisolated func scheduleBoards(of realm: RealmKey, at due: Timestamp) async throws {
        let isWanted = due < .never
        _ = try await execute(
            WatchQueries.scheduleBoards,
            [
                .int16(realm.region.number), .int32(realm.id), .timestamp(Microseconds(due)),
                .bool(isWanted),
            ])
    }

    fileprivate nonisolated func schedule(_ guild: GuildKey, at due: Microseconds) async throws {
        _ = try await execute(
            WatchQueries.schedule,
            [
                .int16(guild.bucket.rawValue), .int32(guild.realm.id), .int64(guild.id), .timestamp(due),
            ])
    }
}
