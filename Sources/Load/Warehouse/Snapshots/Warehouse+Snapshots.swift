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

    /// Keeps artifacts with their snapshot, all in one transaction; one of the same name is replaced.
    package func store(_ artifacts: [StoredArtifact], of snapshot: GuildSnapshot) async throws {
        let key = snapshot.parameters(digest: try SnapshotText(snapshot).digest)
        try await transaction { connection in
            for artifact in artifacts {
                var digest = Fingerprint()
                digest.combine(artifact.bytes)
                let rest: [Parameter] = [
                    .text(artifact.name), .text(artifact.mediaType), .bytes(artifact.bytes),
                    .text(digest.hex),
                ]
                try await connection.execute(SnapshotQueries.putArtifact, key + rest)
            }
        }
    }

    /// An artifact by name; nil when the snapshot has none of that name.
    package func artifact(_ name: String, of snapshot: GuildSnapshot) async throws -> StoredArtifact? {
        let key = snapshot.parameters(digest: try SnapshotText(snapshot).digest)
        return try await reading { connection in
            try await connection.query(SnapshotQueries.artifact, key + [.text(name)]).first.map { row in
                StoredArtifact(
                    name: try row.text(0), mediaType: try row.text(1), bytes: try row.bytes(2) ?? [])
            }
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

    /// The names of the artifacts of a snapshot, ascending.
    package func artifactNames(of snapshot: GuildSnapshot) async throws -> [String] {
        let key = snapshot.parameters(digest: try SnapshotText(snapshot).digest)
        return try await reading { connection in
            try await connection.query(SnapshotQueries.artifactNames, key).column(0)
        }
    }
}

extension GuildKey {
    /// `bucket, realm_id, guild_id` as parameters.
    var parameters: [Parameter] { [.int16(bucket.rawValue), .int32(realm.id), .int64(id)] }
}

extension GuildSnapshot {
    fileprivate func parameters(digest: String) -> [Parameter] {
        guild.parameters + [.timestamp(Microseconds(asOf)), .text(digest)]
    }
}
