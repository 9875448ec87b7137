package import Guilds
import Postgres

/// A keystone run, whoever told it.
package struct CompletedRun: Sendable, Hashable {
    /// What tells runs of a region apart: no two groups end the same dungeon in the same millisecond after
    /// equally long.
    package struct Identity: Sendable, Hashable {
        /// The API's `dungeon.id` of a keystone dungeon.
        package let dungeonID: Int32
        /// The end of the run.
        package let completedAt: Timestamp
        /// How long it took, to the millisecond.
        package let duration: Duration
    }

    /// Dungeon, end and duration.
    package let identity: Identity
    /// The keystone's level, 1 to 999.
    package let level: Int16
    /// Whether it was in time; boards list only such runs.
    package let isTimed: Bool
    /// Everybody whom some document names, ascending.
    package let members: [CharacterKey]
}

extension Warehouse {
    /// The runs of characters of one region that ended from `start` up to before `end`, each once, by their
    /// end.
    ///
    /// A run may be told by the profile and the season of each member and by the boards of each member's
    /// connected realm. Each source keeps its own events, so that loads of different documents commute; they
    /// meet here.
    package func keystoneRuns(
        of characters: [CharacterKey], from start: Timestamp, until end: Timestamp
    ) async throws -> [CompletedRun] {
        guard let region = characters.first?.region else { return [] }
        let wanted = Set(characters)
        let stretch: [Parameter] = [.timestamp(Microseconds(start)), .timestamp(Microseconds(end))]
        let told = try await withConnection { connection in
            var told: [CompletedRun] = []
            for (bucket, keys) in Dictionary(grouping: characters, by: \.bucket) {
                let parameters = [.int16(bucket.rawValue)] + keys.keyParameters + stretch
                told += try await connection.query(ReadingQueries.toldRuns, parameters)
                    .map { row in try CompletedRun(row, in: region) }
            }
            let parameters = [.int16(region.number)] + characters.keyParameters + stretch
            // A character's id is unique within its realm only.
            return try await told
                + connection.query(ReadingQueries.boardRuns, parameters)
                .map { row in try CompletedRun(row, in: region) }
                .filter { run in run.members.contains { member in wanted.contains(member) } }
        }
        return told.united
    }
}

extension [CompletedRun] {
    /// Each run once, with everybody whom one of its tellers names.
    fileprivate var united: [CompletedRun] {
        Dictionary(grouping: self, by: \.identity).map { identity, tellers in
            CompletedRun(
                identity: identity, level: tellers[0].level, isTimed: tellers[0].isTimed,
                members: Set(tellers.flatMap(\.members)).sorted())
        }.sorted { left, right in left.identity < right.identity }
    }
}

extension [CharacterKey] {
    fileprivate var keyParameters: [Parameter] {
        [.int32Array(map(\.realm.id)), .int64Array(map { key in key.id })]
    }
}

extension CompletedRun.Identity: Comparable {
    /// By end, dungeon and duration.
    package static func < (left: Self, right: Self) -> Bool {
        (left.completedAt, left.dungeonID, left.duration) < (
            right.completedAt, right.dungeonID, right.duration
        )
    }
}

extension CompletedRun {
    fileprivate init(_ row: Row, in region: Region) throws {
        let (realms, ids): ([Int32], [Int64]) = (try row.value(5), try row.value(6))
        self.init(
            identity: Identity(
                dungeonID: try row.value(0), completedAt: Timestamp(try row.timestamp(1)),
                duration: .milliseconds(try row.int64(2))),
            level: try row.value(3), isTimed: try row.bool(4),
            members: zip(realms, ids).map { realm, id in
                CharacterKey(realm: RealmKey(region: region, id: realm), id: id)
            })
    }
}
