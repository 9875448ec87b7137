package import Guilds
import Postgres

/// What became of a snapshot that was published.
package struct PublishedSnapshot: Sendable, Hashable {
    /// Fingerprint of manifest and parts.
    package let digest: String
    /// False when the same snapshot was there already.
    package let isNew: Bool
}

extension Warehouse {
    /// Publishes a snapshot with its directory in one transaction; the same snapshot twice is one row.
    package func publish(_ snapshot: GuildSnapshot) async throws -> PublishedSnapshot {
        let text = try SnapshotText(snapshot)
        let key = snapshot.parameters(digest: text.digest)
        let parts: [Parameter] = [.text(text.manifest), .text(text.memberPart), .text(text.officerPart)]
        return try await transaction { connection in
            // Somebody may have been forgotten since the series were read.
            let optOuts = try await OptOuts(connection, regions: [snapshot.guild.region])
            let names = try SnapshotText.redacted(text.names, without: optOuts.directoryKeys)
            let added = try await connection.execute(SnapshotQueries.publish, key + parts)
            try await connection.execute(
                SnapshotQueries.addDirectory, key + [.int32(1), .text(names)])
            return PublishedSnapshot(digest: text.digest, isNew: added > 0)
        }
    }

    /// The guild's newest snapshot with the newest revision of its directory; nil before the first.
    package func newestSnapshot(of guild: GuildKey) async throws -> GuildSnapshot? {
        try await reading { connection in
            try await connection.query(SnapshotQueries.newest, guild.parameters).first.map { row in
                try GuildSnapshot(row, of: guild)
            }
        }
    }

    /// The guild's newest snapshot as of a stretch of time, which ends before `end`; nil where there is none.
    package func snapshot(
        of guild: GuildKey, from start: Timestamp, until end: Timestamp
    ) async throws -> GuildSnapshot? {
        let stretch: [Parameter] = [.timestamp(Microseconds(start)), .timestamp(Microseconds(end))]
        return try await reading { connection in
            try await connection.query(SnapshotQueries.newestWithin, guild.parameters + stretch).first
                .map { row in try GuildSnapshot(row, of: guild) }
        }
    }

    /// The watched guilds whose newest snapshot lost a name, so that what was drawn of it had to go.
    package func guildsToRedraw() async throws -> [GuildKey] {
        try await withConnection { connection in
            try await connection.query(SnapshotQueries.toRedraw).compactMap { row in
                guard let region = Region(number: try row.value(0)) else { return nil }
                return GuildKey(realm: RealmKey(region: region, id: try row.value(1)), id: try row.value(2))
            }
        }
    }
}

extension GuildKey {
    /// `bucket, realm_id, guild_id` as parameters.
    var parameters: [Parameter] { [.int16(bucket.rawValue), .int32(realm.id), .int64(id)] }
}

extension GuildSnapshot {
    /// The snapshot's key as parameters.
    func parameters(digest: String) -> [Parameter] {
        guild.parameters + [.timestamp(Microseconds(asOf)), .text(digest)]
    }
}
