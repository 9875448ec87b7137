/// How hard a raid or dungeon was, as encounter documents name it.
package enum Difficulty: String, Sendable, Hashable, CaseIterable, Codable {
    case raidFinder = "LFR"
    case normal = "NORMAL"
    case heroic = "HEROIC"
    case mythic = "MYTHIC"
    case mythicKeystone = "MYTHIC_KEYSTONE"
    case legacy10 = "LEGACY_10_MAN"
    case legacy25 = "LEGACY_25_MAN"
    case legacy10Heroic = "LEGACY_10_MAN_HEROIC"
    case legacy25Heroic = "LEGACY_25_MAN_HEROIC"

    /// The number that stands for it in keys; never reused.
    package var number: Int16 {
        switch self {
        case .raidFinder: 1
        case .normal: 3
        case .heroic: 4
        case .mythic: 5
        case .mythicKeystone: 8
        case .legacy10: 13
        case .legacy25: 14
        case .legacy10Heroic: 15
        case .legacy25Heroic: 16
        }
    }

    /// The difficulty that a number stands for; nil for one that this release does not know.
    package init?(number: Int16) {
        guard let known = Self.allCases.first(where: { difficulty in difficulty.number == number }) else {
            return nil
        }
        self = known
    }
}
