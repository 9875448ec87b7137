/// What a specialization does in a group.
package enum Role: String, Sendable {
    case tank
    case healer
    case damage
}

/// A playable specialization.
struct Specialization: Sendable {
    var id: Int
    var name: String
    var role: Role
}

/// A playable class with its specializations.
struct PlayableClass: Sendable {
    var id: Int
    var name: String
    var specializations: [Specialization]
    /// The item subclass of its armour: 1 cloth, 2 leather, 3 mail, 4 plate.
    var armor: Int

    private init(_ id: Int, _ name: String, armor: Int, _ specs: [(Int, String, Role)]) {
        self.id = id
        self.name = name
        self.armor = armor
        specializations = specs.map { id, name, role in Specialization(id: id, name: name, role: role) }
    }

    static let all: [PlayableClass] = [
        PlayableClass(
            1, "Warrior", armor: 4,
            [(71, "Arms", .damage), (72, "Fury", .damage), (73, "Protection", .tank)]),
        PlayableClass(
            2, "Paladin", armor: 4,
            [(65, "Holy", .healer), (66, "Protection", .tank), (70, "Retribution", .damage)]),
        PlayableClass(
            3, "Hunter", armor: 3,
            [(253, "Beast Mastery", .damage), (254, "Marksmanship", .damage), (255, "Survival", .damage)]),
        PlayableClass(
            4, "Rogue", armor: 2,
            [(259, "Assassination", .damage), (260, "Outlaw", .damage), (261, "Subtlety", .damage)]),
        PlayableClass(
            5, "Priest", armor: 1,
            [(256, "Discipline", .healer), (257, "Holy", .healer), (258, "Shadow", .damage)]),
        PlayableClass(
            6, "Death Knight", armor: 4,
            [(250, "Blood", .tank), (251, "Frost", .damage), (252, "Unholy", .damage)]),
        PlayableClass(
            7, "Shaman", armor: 3,
            [(262, "Elemental", .damage), (263, "Enhancement", .damage), (264, "Restoration", .healer)]),
        PlayableClass(
            8, "Mage", armor: 1, [(62, "Arcane", .damage), (63, "Fire", .damage), (64, "Frost", .damage)]),
        PlayableClass(
            9, "Warlock", armor: 1,
            [(265, "Affliction", .damage), (266, "Demonology", .damage), (267, "Destruction", .damage)]),
        PlayableClass(
            10, "Monk", armor: 2,
            [(268, "Brewmaster", .tank), (270, "Mistweaver", .healer), (269, "Windwalker", .damage)]),
        PlayableClass(
            11, "Druid", armor: 2,
            [
                (102, "Balance", .damage), (103, "Feral", .damage), (104, "Guardian", .tank),
                (105, "Restoration", .healer),
            ]),
        PlayableClass(
            12, "Demon Hunter", armor: 2,
            [(577, "Havoc", .damage), (581, "Vengeance", .tank), (1480, "Devourer", .damage)]),
        PlayableClass(
            13, "Evoker", armor: 3,
            [
                (1467, "Devastation", .damage), (1468, "Preservation", .healer),
                (1473, "Augmentation", .damage),
            ]),
    ]
}

/// A faction as the API writes it.
enum Faction: String, Sendable {
    case alliance = "ALLIANCE"
    case horde = "HORDE"

    var name: String { self == .alliance ? "Alliance" : "Horde" }
}

/// A playable race; most belong to one faction.
struct PlayableRace: Sendable {
    var id: Int
    var name: String
    var faction: Faction

    private init(_ id: Int, _ name: String, _ faction: Faction) {
        self.id = id
        self.name = name
        self.faction = faction
    }

    static let all: [PlayableRace] = [
        PlayableRace(1, "Human", .alliance), PlayableRace(2, "Orc", .horde),
        PlayableRace(3, "Dwarf", .alliance), PlayableRace(4, "Night Elf", .alliance),
        PlayableRace(5, "Undead", .horde), PlayableRace(6, "Tauren", .horde),
        PlayableRace(7, "Gnome", .alliance), PlayableRace(8, "Troll", .horde),
        PlayableRace(9, "Goblin", .horde), PlayableRace(10, "Blood Elf", .horde),
        PlayableRace(11, "Draenei", .alliance), PlayableRace(22, "Worgen", .alliance),
        PlayableRace(25, "Pandaren", .alliance), PlayableRace(26, "Pandaren", .horde),
        PlayableRace(27, "Nightborne", .horde), PlayableRace(28, "Highmountain Tauren", .horde),
        PlayableRace(29, "Void Elf", .alliance), PlayableRace(30, "Lightforged Draenei", .alliance),
        PlayableRace(31, "Zandalari Troll", .horde), PlayableRace(32, "Kul Tiran", .alliance),
        PlayableRace(34, "Dark Iron Dwarf", .alliance), PlayableRace(35, "Vulpera", .horde),
        PlayableRace(36, "Mag'har Orc", .horde), PlayableRace(37, "Mechagnome", .alliance),
        PlayableRace(52, "Dracthyr", .alliance), PlayableRace(70, "Dracthyr", .horde),
        PlayableRace(84, "Earthen", .horde), PlayableRace(85, "Earthen", .alliance),
    ]

    /// The races a character of this class and faction may have, as indices.
    static func choices(_ playableClass: PlayableClass, _ faction: Faction) -> [Int] {
        all.indices.filter { index in
            let isDracthyr = all[index].name == "Dracthyr"
            return all[index].faction == faction && isDracthyr == (playableClass.id == 13)
        }
    }
}
