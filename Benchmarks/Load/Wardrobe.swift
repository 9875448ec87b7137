import Crawl
import FoundationEssentials
import Guilds
import SystemPackage

/// What the characters of a population wear on each visit: sixteen slots, each of which holds another item on
/// every fifth visit, so that four in five rows of a visit after the first are unchanged.
struct Wardrobe {
    let population: Population

    static let slots = [
        "HEAD", "NECK", "SHOULDER", "CHEST", "WAIST", "LEGS", "FEET", "WRIST", "HANDS", "FINGER_1",
        "FINGER_2",
        "TRINKET_1", "TRINKET_2", "BACK", "MAIN_HAND", "OFF_HAND",
    ]

    func equipment(_ number: Int, visit: Int) -> Equipment {
        Equipment(
            character: population.character(number),
            items: Self.slots.indices.map { slot in item(number, slot, visit) })
    }

    /// When the visit of a character took place.
    static func moment(of visit: Int) -> Timestamp { .start + .days(Int64(visit) + 1) }

    private func item(_ number: Int, _ slot: Int, _ visit: Int) -> EquippedItem {
        let copy = (number * 7 + slot * 3 + visit) / 5
        let id = 190_000 + (number * 31 + slot * 17 + copy * 101) % 20_000
        return EquippedItem(
            slot: EquipmentSlot(Self.slots[slot]), itemID: Int32(id), name: "Lantern of the Tide \(id)",
            quality: "EPIC", itemLevel: Int16(600 + copy % 60),
            bonuses: [Int32(6652 + copy % 40), 10_395, Int32(10_400 + slot), 1540],
            enchantments: slot % 4 == 0 ? [7400 + Int32(slot)] : [], sockets: slot % 5 == 1 ? [213_743] : [],
            setID: slot < 5 ? 1690 : nil)
    }

    /// Writes what the visits after the first bring, up to `rows` rows, in the order of the visits.
    func write(rows: Int, to file: FilePath) throws {
        let output = try FileDescriptor.open(
            file, .writeOnly, options: [.create, .truncate],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        try output.closeAfter {
            let documents = rows / Self.slots.count
            let turns = population.inTurn
            var text = ""
            for place in 0..<documents {
                let (round, turn) = place.quotientAndRemainder(dividingBy: population.count)
                text += lines(turns[turn], visit: round + 1, generation: round + 2)
                if text.utf8.count > 1 << 20 || place == documents - 1 {
                    try output.writeAll(text.utf8)
                    text = ""
                }
            }
        }
    }

    private func lines(_ number: Int, visit: Int, generation: Int) -> String {
        let worn = equipment(number, visit: visit)
        let moment = Self.moment(of: visit)
        let key = worn.character
        let times = "\(moment - .hours(1))\t\(moment)\t\(moment - .days(1))\t\(generation)\n"
        return worn.items.map { item in
            let lists = [item.bonuses, item.enchantments, item.sockets].map { list in
                "{\(list.map(String.init).joined(separator: ","))}"
            }.joined(separator: "\t")
            return "\(key.bucket.rawValue)\t\(key.realm.id)\t\(key.id)\t\(item.slot.rawValue)\t\(item.itemID)"
                + "\t\(item.name)\t\(item.quality)\t\(item.itemLevel)\t\(lists)"
                + "\t\(item.setID.map(String.init) ?? "\\N")\t\\N\t\(times)"
        }.joined()
    }
}
