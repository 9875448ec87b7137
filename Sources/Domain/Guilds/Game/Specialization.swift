/// A specialization by its Battle.net id.
package struct Specialization: Sendable, Hashable, Codable {
    /// Battle.net's playable specialization id.
    package let id: Int32

    /// The specialization with this id, known or not.
    package init(id: Int32) {
        self.id = id
    }

    /// What it does in a group; nil for a specialization that this version does not know.
    package var role: Role? {
        if Self.tanks.contains(id) { return .tank }
        if Self.healers.contains(id) { return .healer }
        return Self.damage.contains(id) ? .damage : nil
    }

    // Ids as the playable-specialization index gives them: Blood, Vengeance, Guardian, Brewmaster, two Protections.
    private static let tanks: Set<Int32> = [250, 581, 104, 268, 66, 73]
    // Restoration (druid, shaman), Mistweaver, Holy (paladin, priest), Discipline, Preservation.
    private static let healers: Set<Int32> = [105, 264, 270, 65, 257, 256, 1468]
    private static let damage: Set<Int32> = [
        62, 63, 64, 70, 71, 72, 102, 103, 251, 252, 253, 254, 255, 258, 259, 260, 261, 262, 263, 265, 266,
        267, 269, 577, 1467, 1473, 1480,
    ]
}
