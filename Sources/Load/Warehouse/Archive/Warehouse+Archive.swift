import Crawl
package import Guilds
import Postgres

/// How much of what came in is kept now.
package struct ArchiveHealth: Sendable, Hashable {
    /// The days that are kept, oldest first.
    package let days: [ArchiveDay]
    /// The space that the archive may take.
    package let limit: ArchiveLimit

    /// The space it takes.
    package var bytes: Int { days.reduce(0) { sum, day in sum + day.bytes } }
}

extension Warehouse {
    /// What the archive holds.
    package func archiveHealth() async throws -> ArchiveHealth {
        ArchiveHealth(
            days: try await withConnection { connection in try await connection.archiveDays() },
            limit: archiveKeeper.limit)
    }

    /// Drops the days that are too old or too much, each in a transaction of its own, and returns how many went.
    /// A day that is being read stays until the next time.
    @discardableResult
    package func trimArchive(now: Timestamp) async throws -> Int {
        let days = try await withConnection { connection in try await connection.archiveDays() }
        let trim = ArchiveTrim(days, now: now, limit: archiveKeeper.limit)
        var dropped = 0
        for day in trim.dropped {
            do {
                try await transaction { connection in
                    try await connection.executeScript(ArchiveQueries.drop(day.table))
                }
                dropped += 1
            } catch let error as WarehouseError where error.underlying?.sqlState == "55P03" {
                continue
            }
        }
        archiveKeeper.looked(isFull: trim.isFull)
        return dropped
    }

    /// Makes the partition that holds a moment.
    func ensureArchiveDay(of moment: Timestamp) async throws {
        try await withConnection { connection in
            _ = try await connection.execute(ArchiveQueries.ensureDay, [.timestamp(Microseconds(moment))])
        }
    }

    /// Counts the bodies of a batch that was written, and trims the archive now and then.
    func archived(_ batch: [Completion]) async throws {
        let bytes = batch.reduce(0) { sum, completion in sum + (completion.body?.bytes.count ?? 0) }
        guard bytes > 0, archiveKeeper.added(bytes),
            let now = batch.map(\.observation.observedAt).max()
        else { return }
        try await trimArchive(now: now)
    }
}

extension Connection {
    fileprivate nonisolated func archiveDays() async throws -> [ArchiveDay] {
        try await query(ArchiveQueries.days).compactMap { row in
            ArchiveDay(table: try row.text(0), bytes: try row.value(1))
        }
    }
}
