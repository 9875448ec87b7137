import Crawl
import Guilds
import Postgres

extension Load {
    /// Keeps the bodies of what was accepted; one that was kept on the same day already is only referred to.
    func keepBodies(of accepted: [Accepted]) async throws {
        guard archives else { return }
        let kept = accepted.filter { one in one.facts != nil && one.completion.body != nil }
        for (day, ones) in Dictionary(grouping: kept, by: { one in Timestamp(one.stamp.recordedAt).dayStart })
        {
            let known = try await knownBodies(ones, day)
            _ = try await connection.copyIn(ArchiveQueries.table, rows: ones) { one, row in
                row.archived(one.completion, one.stamp, isKnown: known.contains(one.stamp.ordinal))
            }
        }
    }

    private func knownBodies(_ ones: [Accepted], _ day: Timestamp) async throws -> Set<Int32> {
        let rows = try await connection.query(
            ArchiveQueries.known,
            [
                .int32Array(ones.map(\.stamp.ordinal)), .timestamp(Microseconds(day)),
                .timestamp(Microseconds(day + .days(1))),
            ])
        var known = Set<Int32>()
        for row in rows {
            let ordinal: Int32? = try row.value(0)
            guard let ordinal else { throw Restart.archiveDay(day) }
            known.insert(ordinal)
        }
        return known
    }
}

extension CopyRow {
    fileprivate mutating func archived(_ completion: Completion, _ stamp: Stamp, isKnown: Bool) {
        let observation = completion.observation
        document(observation.document)
        timestamp(stamp.recordedAt)
        int64(stamp.generation)
        timestamp(stamp.validFrom)
        timestamp(stamp.unchangedUntil)
        int64(observation.digest ?? 0)
        int16(observation.decoderVersion)
        int16(completion.body?.dictionary)
        int32(completion.body?.size)
        bytes(isKnown ? nil : completion.body?.bytes)
    }
}

extension Timestamp {
    /// Midnight, UTC, of the day that holds the moment.
    var dayStart: Timestamp {
        Timestamp(seconds: (seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400) * 86_400)
    }
}
