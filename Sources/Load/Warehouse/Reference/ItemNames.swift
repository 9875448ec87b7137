import Guilds
import Synchronization

/// A name that an item was told by. A row of equipment holds the digest of its item's name, the name stands in
/// `item_name` once: whichever load comes first, the tables end the same, and an item of two names keeps both.
struct ItemName: Sendable, Hashable {
    let itemID: Int32
    /// FNV-1a with 32 bits of the name.
    let digest: Int32
    let name: String

    init(_ item: EquippedItem) {
        itemID = item.itemID
        digest = Self.digest(item.name)
        name = item.name
    }

    /// FNV-1a with 32 bits of the name's UTF-8; migration 13 computes the same.
    ///
    /// Source: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm" (IETF draft).
    static func digest(_ name: String) -> Int32 {
        var digest: UInt32 = 0x811c_9dc5
        for byte in name.utf8 { digest = (digest ^ UInt32(byte)) &* 0x0100_0193 }
        return Int32(bitPattern: digest)
    }
}

/// The names that are known to be stored, so that a load asks for each only the first time.
final class ItemNames: Sendable {
    private let known = Mutex(Set<Key>())
    private let limit = 1 << 18

    private struct Key: Hashable {
        let itemID: Int32
        let digest: Int32
    }

    /// The names of these items that are not known to be stored, each once, in the order of all loads.
    func unknown(in items: [EquippedItem]) -> [ItemName] {
        guard !items.isEmpty else { return [] }
        let names = items.map { item in ItemName(item) }
        let unknown = known.withLock { known in
            names.filter { name in !known.contains(Key(itemID: name.itemID, digest: name.digest)) }
        }
        return Set(unknown).sorted { left, right in
            (left.itemID, left.digest, left.name) < (right.itemID, right.digest, right.name)
        }
    }

    /// Remembers names whose load has been committed.
    func add(_ names: [ItemName]) {
        guard !names.isEmpty else { return }
        known.withLock { known in
            if known.count > limit { known.removeAll() }
            known.formUnion(names.map { name in Key(itemID: name.itemID, digest: name.digest) })
        }
    }
}

extension [Facts] {
    /// All items that are told.
    var items: [EquippedItem] {
        flatMap { facts -> [EquippedItem] in
            guard case .equipment(let equipment) = facts else { return [] }
            return equipment.items
        }
    }
}
