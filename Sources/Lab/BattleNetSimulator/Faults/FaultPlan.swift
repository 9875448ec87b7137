import Synchronization

/// The faults in force and how often each was committed.
final class FaultPlan: Sendable {
    fileprivate struct Entry {
        var fault: Fault
        var hits = 0
        var seen = 0
        var seenByPath: [String: Int] = [:]
    }

    private let seed: UInt64
    private let entries: Mutex<[Entry]>

    /// `realm/name` of the characters that a fault deleted, in lower case.
    var deleted: Set<String> {
        entries.withLock { entries in
            Set(
                entries.filter { entry in entry.fault.kind == .deletedCharacter }
                    .compactMap { entry in entry.fault.path?.lowercased() })
        }
    }

    init(_ faults: [Fault], seed: UInt64) {
        self.seed = seed
        entries = Mutex(faults.map { fault in Entry(fault: fault) })
    }

    /// The faults with their hits.
    var faults: [(fault: Fault, hits: Int)] {
        entries.withLock { entries in entries.map { entry in (entry.fault, entry.hits) } }
    }

    /// Puts other faults in force and begins to count anew.
    func replace(_ faults: [Fault]) {
        entries.withLock { entries in entries = faults.map { fault in Entry(fault: fault) } }
    }

    /// The fault to commit on a request; nil for an honest answer.
    ///
    /// Token requests are met only by faults that name their path.
    func draw(_ path: String, isToken: Bool = false) -> Fault? {
        entries.withLock { entries in
            for index in entries.indices
            where entries[index].fault.kind != .deletedCharacter
                && (!isToken || entries[index].fault.path != nil)
            {
                if entries[index].isDue(path, seed: seed &+ UInt64(index)) { return entries[index].fault }
            }
            return nil
        }
    }
}

extension FaultPlan.Entry {
    fileprivate mutating func isDue(_ path: String, seed: UInt64) -> Bool {
        if let text = fault.path, !path.contains(text) { return false }
        if let count = fault.count, hits >= count { return false }
        seen += 1
        if let after = fault.after, seen <= after { return false }
        if let probability = fault.probability {
            let number = seenByPath[path, default: 0]
            seenByPath[path] = number + 1
            var hash = seed
            for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            var random = Random(seed: hash, number)
            guard random.chance(probability) else { return false }
        }
        hits += 1
        return true
    }
}
