import Guilds
import Postgres
import Synchronization

/// The partitions that are known to exist, so that a load asks for one only the first time.
final class Partitions: Sendable {
    private let known = Mutex(Set<Month>())

    private struct Month: Hashable {
        let year: Int
        let month: Int

        init(_ moment: Timestamp) {
            let date = CalendarDate(moment)
            (year, month) = (date.year, date.month)
        }
    }

    /// Tables and how many months one of their partitions spans.
    private static let tables: [(name: String, months: Int32)] =
        StateSeries.all.map { series in (series.table, 12) } + [("attempt", 3)]

    /// Whether the partitions of these moments are known to exist.
    func cover(_ moments: some Sequence<Timestamp>) -> Bool {
        let months = Set(moments.map { moment in Month(moment) })
        return known.withLock { known in known.isSuperset(of: months) }
    }

    /// Makes the partitions that rows of these moments need.
    func ensure(_ moments: some Sequence<Timestamp>, on connection: Connection) async throws {
        var missing: [Month: Timestamp] = [:]
        for moment in moments { missing[Month(moment)] = moment }
        let unknown = known.withLock { known in missing.filter { month, _ in !known.contains(month) } }
        for moment in unknown.values.sorted() {
            for table in Self.tables {
                try await connection.execute(
                    LoadQueries.ensurePartition,
                    [.text(table.name), .int32(table.months), .timestamp(Microseconds(moment))])
            }
        }
        known.withLock { known in known.formUnion(unknown.keys) }
    }
}
