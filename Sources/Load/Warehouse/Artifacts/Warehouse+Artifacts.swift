package import Guilds
import Postgres

extension Warehouse {
    /// How long superseded artifacts of a running week stay: whoever has just looked a page up still finds it.
    static let artifactGrace = Duration.hours(6)
    /// How long the newest artifacts of a past week stay; any snapshot can be drawn again.
    static let artifactAge = Duration.days(91)

    /// Keeps what was drawn of a snapshot in a language, all in one transaction; the same again changes nothing, what
    /// the report no longer holds goes, and so does what the guild's older snapshots left behind.
    ///
    /// `reset` is any weekly reset of the guild's region; weeks are counted from it.
    @discardableResult
    package func store(
        _ artifacts: [StoredArtifact], of snapshot: GuildSnapshot, language: String = "en",
        reset: Timestamp = Timestamp(seconds: 0)
    ) async throws -> ArtifactStoring {
        let text = try SnapshotText(snapshot)
        let key = snapshot.parameters(digest: text.digest)
        return try await transaction { connection in
            // A person who is forgotten from now on waits for this transaction and takes its rows along.
            guard
                let names = try await connection.query(ArtifactQueries.directory, key).first?.text(0),
                names == text.names
            else { return .outdated }
            var changed = 0
            for artifact in artifacts {
                changed += Int(
                    try await connection.execute(
                        ArtifactQueries.put, key + [.text(language)] + artifact.parameters))
            }
            let kept = Parameter.textArray(artifacts.map(\.name))
            try await connection.execute(ArtifactQueries.dropOthers, key + [.text(language), kept])
            try await connection.execute(
                ArtifactQueries.dropSuperseded,
                snapshot.guild.parameters + [
                    .timestamp(Microseconds(snapshot.asOf - Self.artifactGrace)),
                    .timestamp(Microseconds(snapshot.asOf - Self.artifactAge)),
                    .timestamp(Microseconds(reset)),
                ])
            return .kept(changed: changed)
        }
    }

    /// An artifact by name; nil when the snapshot has none of that name in the language.
    package func artifact(
        _ name: String, of snapshot: GuildSnapshot, language: String = "en"
    ) async throws -> StoredArtifact? {
        let key = snapshot.parameters(digest: try SnapshotText(snapshot).digest)
        return try await reading { connection in
            try await connection.query(ArtifactQueries.named, key + [.text(language), .text(name)]).first
                .map { row in try StoredArtifact(row) }
        }
    }

    /// An artifact of a guild by its id; nil where there is none that these editions hold.
    package func artifact(
        id: String, of guild: GuildKey, in editions: [StoredArtifact.Edition]
    ) async throws -> StoredArtifact? {
        let asked: [Parameter] = [.text(id), .textArray(editions.map(\.rawValue))]
        return try await reading { connection in
            try await connection.query(ArtifactQueries.byID, guild.parameters + asked).first.map { row in
                try StoredArtifact(row)
            }
        }
    }

    /// The artifacts of a snapshot in a language, ascending by name.
    package func artifacts(
        of snapshot: GuildSnapshot, language: String = "en"
    ) async throws -> [ListedArtifact] {
        let key = snapshot.parameters(digest: try SnapshotText(snapshot).digest)
        return try await reading { connection in
            try await connection.query(ArtifactQueries.list, key + [.text(language)]).map { row in
                ListedArtifact(
                    name: try row.text(0), id: try row.text(1),
                    edition: StoredArtifact.Edition(rawValue: try row.text(2)) ?? .officers)
            }
        }
    }
}

extension StoredArtifact {
    /// Name, edition, media type, alternative text and bytes.
    fileprivate var parameters: [Parameter] {
        [.text(name), .text(edition.rawValue), .text(mediaType), .text(altText), .bytes(bytes)]
    }

    // An edition that this version does not know is kept from members.
    fileprivate init(_ row: Row) throws {
        self.init(
            name: try row.text(0), mediaType: try row.text(1),
            edition: Edition(rawValue: try row.text(2)) ?? .officers, altText: try row.value(3),
            bytes: try row.bytes(4) ?? [])
    }
}
