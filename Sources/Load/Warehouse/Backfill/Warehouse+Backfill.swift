package import Guilds
import Postgres

extension Warehouse {
    /// What the archive holds since a moment: of these kinds (all when empty), of everybody or of one guild with
    /// the characters of its current roster. In the order of their keys.
    package func archivedDocuments(
        since: Timestamp, kinds: Set<DocumentKind>, guild: GuildKey?
    ) async throws -> [ArchivedDocument] {
        try await withConnection { connection in
            let scope = try await connection.replayScope(guild)
            var found: [ArchivedDocument] = []
            for (bucket, subjects) in scope {
                let parameters: [Parameter] = [
                    .int16(bucket), .timestamp(Microseconds(since)),
                    kinds.isEmpty ? .int16Array(nil) : .int16Array(kinds.map(\.rawValue)),
                    .int32Array(subjects?.map(\.0)), .int64Array(subjects?.map(\.1)),
                ]
                for row in try await connection.query(ArchiveQueries.documents, parameters) {
                    guard let region = Bucket(rawValue: bucket)?.region,
                        let kind = DocumentKind(rawValue: try row.value(2))
                    else { continue }
                    let document = DocumentID(
                        kind: kind, realm: RealmKey(region: region, id: try row.value(0)),
                        subject: try row.value(1))
                    found.append(
                        ArchivedDocument(
                            document: document, observations: try row.value(3), bytes: try row.value(4)))
                }
            }
            return found
        }
    }

    /// Tells what documents of one kind about one subject told since a moment anew, from their kept bodies.
    ///
    /// One transaction, during which nobody loads these documents. `decode` makes the facts of a body, nil where
    /// it cannot or they are not to be believed; it must not wait for anything.
    package func replay(
        _ document: DocumentID, since: Timestamp, decoderVersion: Int16,
        decode: @escaping (DocumentID, [UInt8]) -> Facts?
    ) async throws -> ReplayResult {
        try await transaction { connection in
            try await Replay(
                connection: connection, document: document, since: since, decoderVersion: decoderVersion,
                decode: decode
            ).run()
        }
    }
}

extension Connection {
    /// The buckets with the subjects to be looked for in each; nil for all of them.
    fileprivate nonisolated func replayScope(_ guild: GuildKey?) async throws
        -> [(Int16, [(Int32, Int64)]?)]
    {
        guard let guild else {
            let buckets: [Int16] = try await query(TargetQueries.clockAndBuckets).one().value(1)
            return buckets.map { bucket in (bucket, nil) }
        }
        var subjects: [Int16: [(Int32, Int64)]] = [guild.bucket.rawValue: [(guild.realm.id, guild.id)]]
        for row in try await query(ReplayScopeQueries.members, guild.parameters) {
            let member = CharacterKey(
                realm: RealmKey(region: guild.region, id: try row.value(0)), id: try row.value(1))
            subjects[member.bucket.rawValue, default: []].append((member.realm.id, member.id))
        }
        return subjects.sorted { one, other in one.key < other.key }.map { bucket, keys in (bucket, keys) }
    }
}

/// SQL that finds whose documents belong to a guild.
private enum ReplayScopeQueries {
    /// `$1` … `$3` guild.
    static let members = """
        SELECT member_realm_id, member_id FROM membership_now
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND rank IS NOT NULL AND member_realm_id > 0
        """
}
