/// Something that only certain classes or specializations bring to a raid.
///
/// The rules are those of the retail game since The War Within, by the class and specialization ids of the API: the
/// raid-wide buffs and debuffs of the spell book, and what raid leaders plan a group around. Talents that everyone
/// of a class can take count as brought.
package enum RaidCover: String, Sendable, Hashable, CaseIterable {
    case arcaneIntellect = "Arcane Intellect"
    case battleShout = "Battle Shout"
    case blessingOfTheBronze = "Blessing of the Bronze"
    case chaosBrand = "Chaos Brand"
    case devotionAura = "Devotion Aura"
    case huntersMark = "Hunter's Mark"
    case markOfTheWild = "Mark of the Wild"
    case mysticTouch = "Mystic Touch"
    case powerWordFortitude = "Power Word: Fortitude"
    case skyfury = "Skyfury"
    case bloodlust = "Bloodlust or its equals"
    case combatResurrection = "Combat resurrection"
    case healthstones = "Healthstones and gateway"
    case rallyingCry = "Rallying Cry"
    case antiMagicZone = "Anti-Magic Zone"
    case darkness = "Darkness"
    case atrophicPoison = "Atrophic Poison"
    case powerInfusion = "Power Infusion"
    case spiritLink = "Spirit Link Totem"
    case auraMastery = "Aura Mastery"
    case powerWordBarrier = "Power Word: Barrier"
    case ebonMight = "Ebon Might"

    /// Whether it strengthens the whole raid all the time; otherwise it is used at chosen moments.
    package var isBuff: Bool { Self.allCases.prefix(10).contains(self) }

    /// The classes that bring it, ascending; empty where it takes a specialization.
    package var classes: [CharacterClass] { classIDs.map { id in CharacterClass(id: id) } }

    /// The one specialization that brings it; nil where a class is enough.
    package var specialization: Specialization? { specializationID.map { id in Specialization(id: id) } }

    /// Whether a character brings it; nil where that hangs on what is not known.
    package func isBrought(by characterClass: CharacterClass?, _ active: Specialization?) -> Bool? {
        if let specialization { return active.map { known in known == specialization } }
        return characterClass.map { known in classIDs.contains(known.id) }
    }

    private var classIDs: [Int16] {
        switch self {
        case .battleShout, .rallyingCry: [1]
        case .devotionAura: [2]
        case .huntersMark: [3]
        case .atrophicPoison: [4]
        case .powerWordFortitude, .powerInfusion: [5]
        case .antiMagicZone: [6]
        case .skyfury: [7]
        case .arcaneIntellect: [8]
        case .healthstones: [9]
        case .mysticTouch: [10]
        case .markOfTheWild: [11]
        case .chaosBrand, .darkness: [12]
        case .blessingOfTheBronze: [13]
        case .bloodlust: [3, 7, 8, 13]
        case .combatResurrection: [2, 6, 9, 11]
        case .spiritLink, .auraMastery, .powerWordBarrier, .ebonMight: []
        }
    }

    private var specializationID: Int32? {
        switch self {
        case .spiritLink: 264
        case .auraMastery: 65
        case .powerWordBarrier: 256
        case .ebonMight: 1473
        default: nil
        }
    }
}
