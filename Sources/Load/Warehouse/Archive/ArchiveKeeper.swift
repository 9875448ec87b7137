package import Guilds
import Synchronization

/// How much of what came in is kept.
package struct ArchiveLimit: Sendable, Hashable {
    /// The space that the archive may take in the database; beyond it the oldest days go first.
    package var bytes: Int
    /// Nothing is kept for longer: the terms of the API allow 30 days.
    package static let days: Int64 = 30

    /// A limit; the default leaves a database of 1 GB alive.
    package init(bytes: Int = 200 << 20) {
        self.bytes = bytes
    }
}

/// A day of the archive.
package struct ArchiveDay: Sendable, Hashable {
    /// The partition's name, `archive_2026_11_23`.
    let table: String
    /// Its first moment.
    package let start: Timestamp
    /// The space it takes, indexes included.
    package let bytes: Int

    /// Nil when the name is not that of a day.
    init?(table: String, bytes: Int) {
        let parts = table.split(separator: "_")
        guard parts.count == 4, let start = Timestamp(iso: parts.dropFirst().joined(separator: "-")) else {
            return nil
        }
        self.table = table
        self.start = start
        self.bytes = bytes
    }
}

/// Which days of the archive go, and whether it is full without them; pure.
struct ArchiveTrim: Hashable {
    private(set) var dropped: [ArchiveDay] = []
    /// The newest day alone takes more than all of it may: nothing is added until the next day.
    private(set) var isFull = false

    /// `days` oldest first.
    init(_ days: [ArchiveDay], now: Timestamp, limit: ArchiveLimit) {
        var left = days[...]
        while let day = left.first, day.start + .days(ArchiveLimit.days) <= now {
            dropped.append(left.removeFirst())
        }
        var total = left.reduce(0) { sum, day in sum + day.bytes }
        while total > limit.bytes, left.count > 1, let day = left.popFirst() {
            dropped.append(day)
            total -= day.bytes
        }
        isFull = total > limit.bytes
    }
}

/// Remembers how much was added since the archive's size was last looked at.
final class ArchiveKeeper: Sendable {
    let limit: ArchiveLimit
    private let state = Mutex((added: 0, isFull: false))

    /// Bytes after which the size is looked at again: what all processes together may be beyond the limit is a
    /// few times this.
    private static let interval = 8 << 20

    init(limit: ArchiveLimit) {
        self.limit = limit
    }

    /// Whether nothing may be added for now.
    var isFull: Bool { limit.bytes <= 0 || state.withLock { state in state.isFull } }

    /// Counts what was added; true when it is time for a look.
    func added(_ bytes: Int) -> Bool {
        state.withLock { state in
            state.added += bytes
            guard state.added >= min(Self.interval, limit.bytes / 8) else { return false }
            state.added = 0
            return true
        }
    }

    func looked(isFull: Bool) {
        state.withLock { state in state.isFull = isFull }
    }
}
