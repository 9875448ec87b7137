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

    /// A partitioned table.
    struct Table: Sendable {
        let name: String
        /// How many months one of its partitions spans, a divisor of twelve.
        let months: Int32
        /// Where its current states are kept, and the key by which they are.
        let current: (table: String, keys: [String])?

        /// When the partition of this name ends; nil when the name is not one that `ensure_partition` gives.
        func end(of partition: String) -> Timestamp? {
            let parts = partition.dropFirst(name.count + 1).split(separator: "_").compactMap { part in
                Int(part)
            }
            guard partition.hasPrefix(name + "_"), parts.count == 2, (1...12).contains(parts[1]) else {
                return nil
            }
            let (years, month) = (parts[1] - 1 + Int(months)).quotientAndRemainder(dividingBy: 12)
            let first = month < 9 ? "0\(month + 1)" : "\(month + 1)"
            return Timestamp(iso: "\(parts[0] + years)-\(first)-01")
        }
    }

    static let tables: [Table] =
        StateSeries.all.map { series in
            Table(name: series.table, months: 12, current: (series.current, series.keys))
        } + [Table(name: "attempt", months: 3, current: nil)]

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
                    PartitionQueries.ensure,
                    [.text(table.name), .int32(table.months), .timestamp(Microseconds(moment))])
            }
        }
        known.withLock { known in known.formUnion(unknown.keys) }
    }
}
