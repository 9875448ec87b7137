/// A playable class by its Battle.net id.
///
/// Ids beyond 13 are accepted as unknown classes, since an expansion may add one.
package struct CharacterClass: Sendable, Hashable, Comparable, Codable {
    /// Battle.net's playable class id; 1 to 13 are known.
    package let id: Int16

    /// The class with this id, known or not.
    package init(id: Int16) {
        self.id = id
    }

    /// The English name, `Class 14` for one that this version does not know.
    package var name: String {
        Self.known.indices.contains(Int(id) - 1) ? Self.known[Int(id) - 1].name : "Class \(id)"
    }

    /// The colour players know the class by, as 0xRRGGBB.
    package var color: UInt32 {
        Self.known.indices.contains(Int(id) - 1) ? Self.known[Int(id) - 1].color : 0x808080
    }

    /// By Battle.net id, which is not the order of names.
    package static func < (left: CharacterClass, right: CharacterClass) -> Bool { left.id < right.id }

    private static let known: [(name: String, color: UInt32)] = [
        ("Warrior", 0xC69B6D), ("Paladin", 0xF48CBA), ("Hunter", 0xAAD372), ("Rogue", 0xFFF468),
        ("Priest", 0xFFFFFF), ("Death Knight", 0xC41E3A), ("Shaman", 0x0070DD), ("Mage", 0x3FC7EB),
        ("Warlock", 0x8788EE), ("Monk", 0x00FF98), ("Druid", 0xFF7C0A), ("Demon Hunter", 0xA330C9),
        ("Evoker", 0x33937F),
    ]
}
