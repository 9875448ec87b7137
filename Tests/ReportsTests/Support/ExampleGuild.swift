import Analytics
import Guilds

/// Half a year of an invented guild of about 150: a crisis in week 14, an outage of the crawl in weeks 19
/// to 21, a new season in week 9, private profiles, and names in several scripts.
struct ExampleGuild {
    static let start = Timestamp(seconds: 1_779_865_200)
    static let weeks = 26
    /// Two days into the last week.
    static let asOf = day(177.5)
    static let seen = [Span(since: day(0), until: day(129)), Span(since: day(145.2), until: asOf)]
    static let crisis = 94.0

    static func day(_ days: Double) -> Timestamp {
        start + .milliseconds(Int64((days * 86_400_000).rounded()))
    }

    static var snapshot: GuildSnapshot { GuildAnalysis.run(series, renderer: "example") }

    static var series: GuildSeries {
        var dice = Dice(state: 7)
        let members = (0..<196).map { index in member(index, &dice) }
        return GuildSeries(
            guild: GuildKey(realm: RealmKey(region: .eu, id: 60), id: 4711), name: "Pale Lantern",
            realmName: "Stormrage", faction: .alliance, asOf: asOf,
            periods: (0..<weeks).map { week in
                Period(
                    region: .eu, id: Int32(1000 + week), start: day(Double(week) * 7),
                    end: day(Double(week + 1) * 7) - .seconds(1))
            },
            seasons: [
                KeystoneSeason(region: .eu, id: 14, start: day(-60), end: day(56), periods: []),
                KeystoneSeason(region: .eu, id: 15, start: day(56), end: nil, periods: []),
            ], rosterSeen: seen, members: members)
    }

    private static func member(_ index: Int, _ dice: inout Dice) -> MemberSeries {
        let arrival = index < 138 ? 0 : (1 + dice.next() * 176)
        let leaves = index % 9 == 4 || (index % 5 == 0 && index < 100)
        let departure =
            leaves ? (index % 9 == 4 ? arrival + 30 + dice.next() * 160 : crisis + dice.next() * 4) : 999
        let name = names[index % names.count] + (index < names.count ? "" : suffixes[index / names.count])
        let classes: [Int16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 3, 11, 2, 8]
        let characterClass = classes[index % classes.count]
        let isPrivate = index % 17 == 3
        let end = min(departure, 177.4)
        let pace = 1.2 + dice.next() * 4
        var logins: [Double] = []
        var at = arrival + dice.next() * pace
        while at < (index % 31 == 6 ? min(end, 140) : end) {
            logins.append(at)
            at += pace * (0.4 + dice.next() * 1.2)
        }
        let skill = dice.next()
        let levels = logins.map { login in
            (login, Int16(632 + login * 0.22 + skill * 26 + (login > 56 ? 9 : 0)))
        }
        let ratings = logins.filter { $0 > 58 && skill > 0.25 }.map { login in
            (login, ((skill * 2600 + 500) * (1 - 1 / (1 + (login - 56) / 25)) * 10).rounded() / 10)
        }
        var ranks: [(Double, Int16?)] = [(arrival, Int16(3 + index % 6))]
        if index % 23 == 1 {
            ranks.append((max(arrival + 1, 146 + Double(index % 31)), Int16(2 + index % 3)))
        }
        if departure < 177 { ranks.append((departure, nil)) }
        return MemberSeries(
            character: CharacterKey(
                realm: RealmKey(region: .eu, id: index % 3 == 0 ? 60 : 92), id: Int64(9000 + index)),
            name: name, characterClass: CharacterClass(id: characterClass), rank: changes(ranks),
            level: changes([(arrival, index % 13 == 5 ? 71 : 90)]),
            itemLevel: isPrivate ? .empty : changes(levels),
            rating: isPrivate ? .empty : changes(ratings.map { ($0.0, $0.1) }),
            specialization: isPrivate
                ? .empty : changes([(logins.first ?? arrival, specialization(characterClass, skill))]),
            lastLogin: isPrivate ? .empty : changes(logins.map { ($0, day($0)) }))
    }

    /// A change is seen six hours after it happened, or when the crawl works again.
    private static func changes<Value: Equatable>(_ events: [(Double, Value?)]) -> Series<Value> {
        var changes: [Series<Value>.Change] = []
        for (at, value) in events where changes.last?.value != value {
            let wanted = at == 0 ? start : day(at + 0.25)
            guard let span = seen.first(where: { span in span.until >= wanted }) else { continue }
            let sight = max(span.since, wanted)
            let before =
                sight > span.since
                ? max(span.since, sight - .hours(6)) : (span == seen[0] ? nil : seen[0].until)
            if changes.last?.recordedAt == sight { changes.removeLast() }
            changes.append(.init(validFrom: day(at), recordedAt: sight, unchangedUntil: before, value: value))
        }
        return Series(changes: changes, seen: seen)
    }

    private static func specialization(_ characterClass: Int16, _ skill: Double) -> Specialization {
        let healers: [Int16: Int32] = [2: 65, 5: 257, 7: 264, 10: 270, 11: 105, 13: 1468]
        let tanks: [Int16: Int32] = [1: 73, 2: 66, 6: 250, 10: 268, 11: 104, 12: 581]
        if skill < 0.3, let id = healers[characterClass] { return Specialization(id: id) }
        if skill > 0.85, let id = tanks[characterClass] { return Specialization(id: id) }
        return Specialization(id: 71)
    }

    private static let names = [
        "Brightfen", "Ölvar", "Çelika", "Маревна", "Ветрогон", "별하늘", "은빛여우", "Thornwick", "Émeline",
        "Quillon", "Ashbarrow", "Ñandril", "Сизокрыл", "Dawnmere", "Løvhild", "Grimsel", "무지개", "Vexley",
        "Šárkan", "Oakhollow", "Fenwraith", "Ìsolde", "Яромир", "Cinderquill", "Mossback", "Wyrmsong",
        "Halloway", "Þórdis", "Kestrelle", "Rookwell", "Umbrael", "Silverthaw", "Драголюб", "Nightloom",
        "Pellworm", "Stormcrake", "Ébrine", "Fjordan", "하얀늑대", "Zephyrine",
    ]
    private static let suffixes = ["", "mere", "ion", "wyn", "thas"]
}

extension Series {
    static var empty: Series { Series(changes: [], seen: []) }
}

/// Pseudo-random numbers from 0 to 1, the same on every run (SplitMix64).
struct Dice {
    var state: UInt64

    mutating func next() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
    }
}
