package import Guilds
import Postgres

/// A guild that is watched.
package struct WatchedGuild: Sendable, Hashable {
    package let address: GuildAddress
    package let addedAt: Timestamp
    /// Nil until the API has told the guild's identity.
    package let guild: GuildKey?
}

extension Warehouse {
    /// Watches a guild; false when it is watched already.
    package func watch(_ address: GuildAddress, at now: Timestamp) async throws -> Bool {
        try await change(WatchQueries.add, address, [.timestamp(Microseconds(now))])
    }

    /// Stops watching a guild; what is known of it stays. False when it was not watched.
    package func unwatch(_ address: GuildAddress, at now: Timestamp) async throws -> Bool {
        try await change(WatchQueries.remove, address, [.timestamp(Microseconds(now))])
    }

    /// Records which guild lives at a watched address; false when the address is unknown.
    package func resolve(_ address: GuildAddress, as guild: GuildKey) async throws -> Bool {
        try await change(WatchQueries.resolve, address, [.int32(guild.realm.id), .int64(guild.id)])
    }

    /// The watched guilds by region, realm and name.
    package func watchedGuilds() async throws -> [WatchedGuild] {
        try await withConnection { connection in
            try await connection.query(WatchQueries.list).map { row in try WatchedGuild(row) }
        }
    }

    private func change(_ sql: String, _ address: GuildAddress, _ rest: [Parameter]) async throws -> Bool {
        let place: [Parameter] = [
            .int16(address.region.number), .text(address.realmSlug), .text(address.nameSlug),
        ]
        return try await withConnection { connection in try await connection.execute(sql, place + rest) } > 0
    }
}

extension WatchedGuild {
    fileprivate init(_ row: Row) throws {
        guard let region = Region(number: try row.value(0)) else {
            throw WarehouseError(.badRow, "a watched guild is of a region that this version does not know")
        }
        let realm: Int32? = try row.value(4)
        let id: Int64? = try row.value(5)
        address = GuildAddress(region: region, realmSlug: try row.text(1), nameSlug: try row.text(2))
        addedAt = Timestamp(try row.timestamp(3))
        guild = realm.flatMap { realm in
            id.map { id in GuildKey(realm: RealmKey(region: region, id: realm), id: id) }
        }
    }
}
