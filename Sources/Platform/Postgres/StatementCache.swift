/// Which statements of a connection are prepared in the server, by SQL text and parameter types.
///
/// A statement is prepared when it comes the second time, so that statements used once cost one round trip and
/// leave nothing behind.
struct StatementCache {
    struct Key: Hashable {
        let sql: String
        let types: [TypeID]
    }

    enum Step: Hashable {
        case runUnprepared
        case prepare(name: String)
        case runPrepared(name: String)
    }

    private struct Entry {
        var name: String?
        var lastUse: UInt64
    }

    private var entries: [Key: Entry] = [:]
    private var uses: UInt64 = 0
    private let capacity: Int

    init(capacity: Int = 256) {
        self.capacity = capacity
    }

    mutating func step(for key: Key) -> Step {
        uses += 1
        guard let entry = entries[key] else {
            entries[key] = Entry(name: nil, lastUse: uses)
            return .runUnprepared
        }
        entries[key]?.lastUse = uses
        return entry.name.map { name in .runPrepared(name: name) } ?? .prepare(name: "s\(uses)")
    }

    mutating func prepared(_ key: Key, name: String) {
        entries[key] = Entry(name: name, lastUse: uses)
    }

    mutating func forget(_ key: Key) {
        entries[key] = nil
    }

    /// Drops the longest unused entry when there are too many; the name of its statement, for DEALLOCATE.
    mutating func evict() -> String? {
        guard entries.count > capacity else { return nil }
        guard let oldest = entries.min(by: { left, right in left.value.lastUse < right.value.lastUse }) else {
            return nil
        }
        entries[oldest.key] = nil
        return oldest.value.name
    }
}
