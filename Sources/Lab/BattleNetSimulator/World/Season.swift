/// A dungeon that can be run with a keystone.
struct Dungeon: Sendable {
    /// The number of the challenge mode, by which the API knows keystone dungeons.
    var id: Int
    var name: String
    /// The time to beat in milliseconds.
    var par: Int

    /// Numbers of the map and of the journal, invented from the challenge mode.
    var map: Int { 2000 + id }
    var instance: Int { 1500 + id }
}

/// A boss.
struct Encounter: Sendable {
    var id: Int
    var name: String
}

/// A raid with its bosses in order.
struct RaidInstance: Sendable {
    var id: Int
    var name: String
    var encounters: [Encounter]
}

/// How hard a raid is.
package enum Difficulty: Int, Sendable, CaseIterable {
    case lfr
    case normal
    case heroic
    case mythic

    /// The type as the API writes it.
    package var type: String { ["LFR", "NORMAL", "HEROIC", "MYTHIC"][rawValue] }

    var name: String { ["Raid Finder", "Normal", "Heroic", "Mythic"][rawValue] }
}

/// A keystone season with its dungeons, raids and item levels.
struct Season: Sendable {
    var id: Int
    var firstPeriod: Int
    /// Nil for the season that goes on.
    var lastPeriod: Int?
    var dungeons: [Dungeon]
    var raids: [RaidInstance]
    /// The item level of a drop in a normal raid; the other sources follow from it.
    var normalItemLevel: Int

    var encounters: [Encounter] { raids.flatMap(\.encounters) }

    /// The item level of a drop.
    func itemLevel(_ difficulty: Difficulty) -> Int { normalItemLevel + (difficulty.rawValue - 1) * 13 }

    /// The item level at the end of a keystone run; the vault gives nine more.
    func itemLevel(keystone level: Int) -> Int { normalItemLevel + min(max(level - 2, 0), 10) * 2 }
}

extension Season {
    private static func par(_ minutes: Int) -> Int { minutes * 60_000 + 999 }

    /// The first season of Midnight.
    static let seventeen = Season(
        id: 17, firstPeriod: 1052, lastPeriod: 1076,
        dungeons: [
            Dungeon(id: 161, name: "Skyreach", par: par(28)),
            Dungeon(id: 239, name: "Seat of the Triumvirate", par: par(34)),
            Dungeon(id: 402, name: "Algeth'ar Academy", par: par(30)),
            Dungeon(id: 556, name: "Pit of Saron", par: par(31)),
            Dungeon(id: 557, name: "Windrunner Spire", par: par(33)),
            Dungeon(id: 558, name: "Magisters' Terrace", par: par(32)),
            Dungeon(id: 559, name: "Nexus-Point Xenas", par: par(30)),
            Dungeon(id: 560, name: "Maisara Caverns", par: par(33)),
        ],
        raids: [
            RaidInstance(
                id: 1307, name: "The Voidspire",
                encounters: encounters(
                    2733, "Warden of the Spire", "The Hollow Choir", "Sister Umbrath", "The Unmade Legion",
                    "Regent Vael", "Herald of the Last Hour")),
            RaidInstance(
                id: 1314, name: "The Dreamrift", encounters: encounters(2795, "The Sleepless Root")),
            RaidInstance(
                id: 1308, name: "March on Quel'Danas",
                encounters: encounters(2739, "Captain of the Breach", "The Darkened Well")),
            RaidInstance(id: 1320, name: "Sporefall", encounters: encounters(2801, "Mother of Spores")),
        ],
        normalItemLevel: 246)

    /// The second season of Midnight.
    static let eighteen = Season(
        id: 18, firstPeriod: 1077, lastPeriod: nil,
        dungeons: [
            Dungeon(id: 249, name: "Kings' Rest", par: par(42)),
            Dungeon(id: 250, name: "Temple of Sethraliss", par: par(36)),
            Dungeon(id: 399, name: "Ruby Life Pools", par: par(30)),
            Dungeon(id: 584, name: "Blinding Vale", par: par(32)),
            Dungeon(id: 585, name: "Voidscar Arena", par: par(29)),
            Dungeon(id: 586, name: "Den of Nalorakk", par: par(31)),
            Dungeon(id: 587, name: "Murder Row", par: par(33)),
            Dungeon(id: 588, name: "Altar of Fangs", par: par(34)),
        ],
        raids: [
            RaidInstance(
                id: 1340, name: "The Venomous Abyss",
                encounters: encounters(
                    2850, "Fang-Tyrant Zulrak", "The Coiled Matron", "Blightwater Colossus", "Hexlord Janzu",
                    "The Molting Court", "Venomspeaker Ital'ka", "The Sunken Idol", "Ula'tek")),
            RaidInstance(
                id: 1345, name: "The Tidebound Grotto", encounters: encounters(2870, "Tidemother Neritha")),
        ],
        normalItemLevel: 272)

    /// The seasons that the world has, oldest first. Number 16 does not exist.
    static let all = [seventeen, eighteen]

    /// The season a period belongs to; the first one for all periods before it.
    static func of(period: Int) -> Season { all.last { season in period >= season.firstPeriod } ?? seventeen }

    private static func encounters(_ first: Int, _ names: String...) -> [Encounter] {
        names.enumerated().map { index, name in Encounter(id: first + index, name: name) }
    }
}
