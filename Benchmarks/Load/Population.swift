import Crawl
import Guilds

/// Invented characters, each the same at every call.
struct Population {
    let count: Int
    let guildSize = 1000

    var guilds: Int { (count + guildSize - 1) / guildSize }

    func guild(_ number: Int) -> GuildKey {
        GuildKey(realm: RealmKey(region: .eu, id: Int32(500 + number % 90)), id: Int64(70_000 + number))
    }

    func character(_ number: Int) -> CharacterKey {
        // A third of a guild lives on other realms, and ids are not in the order of a roster.
        let home = number / guildSize
        let realm = Int32(500 + (number % 3 == 0 ? number % 90 : home % 90))
        let id = Int64(number) &* 2_654_435_761 & 0xFFFF_FFFF
        return CharacterKey(realm: RealmKey(region: .eu, id: realm), id: id)
    }

    /// The character's number by its id: the factor's inverse modulo 2^32.
    func number(of id: Int64) -> Int { Int(id &* 244_002_641 & 0xFFFF_FFFF) }

    func roster(_ number: Int) -> Roster {
        let members = (number * guildSize..<min(count, (number + 1) * guildSize)).map { place in
            RosterMember(
                character: character(place), name: name(place), realmSlug: "lantern-bay", level: 90,
                characterClass: CharacterClass(id: Int16(place % 13 + 1)), raceID: Int16(place % 11 + 1),
                rank: Int16(place % 9))
        }
        return Roster(
            guild: guild(number), guildName: "Guild \(number)", realmSlug: "lantern-bay", members: members)
    }

    /// What the summary tells; one in five characters has gained a level of gear by the second visit.
    func summary(_ number: Int, visit: Int) -> CharacterSummary {
        let gain = visit > 0 && number % 5 == 0 ? Int16(1) : 0
        let login = Timestamp.start - .hours(Int64(number % 5000)) + .days(Int64(gain))
        return CharacterSummary(
            key: character(number), name: name(number), realmSlug: "lantern-bay", level: 90,
            characterClass: CharacterClass(id: Int16(number % 13 + 1)), raceID: Int16(number % 11 + 1),
            faction: number % 2 == 0 ? .alliance : .horde,
            activeSpecialization: Specialization(id: Int32(62 + number % 30)),
            guild: guild(number / guildSize), achievementPoints: Int32(number % 30_000),
            averageItemLevel: Int16(500 + number % 200) + gain,
            equippedItemLevel: Int16(498 + number % 200) + gain, lastLogin: login)
    }

    func discovery(_ number: Int) -> Discovery {
        Discovery(
            document: DocumentID(.summary, of: character(number)),
            address: .character(
                CharacterAddress(region: .eu, realmSlug: "lantern-bay", name: name(number))),
            due: .start + turn(number), wakes: false)
    }

    /// When of a day a character's turn is: spread out, in no order of keys.
    func turn(_ number: Int) -> Duration { .seconds(number * 48271 % 86_400) }

    /// Everybody's number in the order of their turns.
    var inTurn: [Int] { (0..<count).sorted { left, right in (turn(left), left) < (turn(right), right) } }

    private func name(_ number: Int) -> String { "Wanderer\(number)" }
}

extension Timestamp {
    /// 2026-03-02T00:00:00Z.
    static let start = Timestamp(seconds: 1_772_409_600)
}
