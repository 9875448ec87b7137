package import Guilds
import Statistics

/// A guild's series as a crawl would have left them, made from a seed.
///
/// A member plays in a bit over half of all weeks, logs in three times in such a week, runs keystones, raids in
/// two of three, and comes and goes about every two years. Everything is seen within an hour.
package struct InventedGuild {
    private var random: SplitMix64
    private let seed: Int
    private let weeks: Int
    private let members: Int

    private static let start = Timestamp(seconds: 1_750_834_800)
    private static let realm = RealmKey(region: .eu, id: 60)
    private static let slots = [
        "HEAD", "NECK", "SHOULDER", "CHEST", "WAIST", "LEGS", "FEET", "WRIST", "HANDS", "FINGER_1",
        "FINGER_2",
        "TRINKET_1", "TRINKET_2", "BACK", "MAIN_HAND", "OFF_HAND",
    ].sorted().map(EquipmentSlot.init)

    /// A guild of so many members, watched for so many weeks.
    package init(seed: Int, members: Int, weeks: Int) {
        random = SplitMix64(seed: UInt64(seed))
        self.seed = seed
        self.members = members
        self.weeks = weeks
    }

    private static func moment(week: Int, day: Double) -> Timestamp {
        start + .milliseconds(Int64((Double(week) * 7 + day) * 86_400_000))
    }

    /// Its series; called once.
    package mutating func series() -> GuildSeries {
        let end = Self.moment(week: weeks, day: 0)
        let seen = [Span(since: Self.start, until: end)]
        let periods = (0..<weeks).map { week in
            Period(
                region: .eu, id: Int32(1000 + week), start: Self.moment(week: week, day: 0),
                end: Self.moment(week: week + 1, day: 0) - .seconds(1))
        }
        let seasons = stride(from: 0, to: weeks, by: 26).enumerated().map { number, week in
            KeystoneSeason(
                region: .eu, id: Int32(number + 1), start: Self.moment(week: week, day: 0),
                end: week + 26 < weeks ? Self.moment(week: week + 26, day: 0) : nil, periods: [])
        }
        var active: [[Int]] = []
        var all: [MemberSeries] = []
        for index in 0..<members {
            let (member, played) = member(index, seen: seen)
            all.append(member)
            active.append(played)
        }
        var series = GuildSeries(
            guild: GuildKey(realm: Self.realm, id: Int64(1000 + seed)), name: "Guild \(seed)",
            realmName: "Hollowmere", faction: .horde, asOf: end, periods: periods, seasons: seasons,
            rosterSeen: seen, members: all)
        series.runs = runs(active, all)
        series.bosses = (1...8).map { boss in
            RaidBoss(
                encounterID: Int32(boss), name: "Boss \(boss)", instanceID: 1,
                instanceName: "The Hollow Spire")
        }
        return series
    }

    private func change<Value>(_ at: Timestamp, _ value: Value?) -> Series<Value>.Change {
        Series.Change(
            validFrom: at, recordedAt: at + .seconds(1800), unchangedUntil: at - .hours(1), value: value)
    }

    private mutating func member(_ index: Int, seen: [Span]) -> (MemberSeries, [Int]) {
        let joined = random.uniform() < 0.6 ? 0 : Int(random.uniform() * Double(weeks))
        let left = random.uniform() < 0.3 ? joined + 1 + Int(random.uniform() * Double(weeks)) : weeks
        let played = (joined..<max(joined, min(left, weeks))).filter { _ in random.uniform() < 0.55 }
        var ranks = [change(Self.moment(week: joined, day: 0), Optional(Int16(index % 8)))]
        if left < weeks { ranks.append(change(Self.moment(week: left, day: 1), nil)) }
        var member = MemberSeries(
            character: CharacterKey(realm: Self.realm, id: Int64(seed * 10_000 + index)),
            name: "Member \(index)",
            characterClass: CharacterClass(id: Int16(index % 13 + 1)),
            rank: Series(changes: ranks, seen: seen),
            level: Series(changes: [change(Self.start, 80)], seen: seen),
            itemLevel: Series(changes: itemLevels(played), seen: seen),
            rating: Series(changes: ratings(played), seen: seen),
            specialization: Series(
                changes: [change(Self.start, Specialization(id: [65, 66, 70, 62, 71, 258][index % 6]))],
                seen: seen),
            lastLogin: Series(changes: logins(played), seen: seen))
        member.person = index % 5 == 0 ? Int64(index / 10) : nil
        member.slots = Self.slots.map { slot in
            SlotSeries(slot: slot, item: Series(changes: items(played), seen: seen))
        }
        member.gearSeen = seen
        member.kills = index % 3 == 0 ? [] : kills(played, seen: seen)
        member.killsSeen = seen
        return (member, played)
    }

    private mutating func logins(_ played: [Int]) -> [Series<Timestamp>.Change] {
        played.flatMap { week in
            [0.5, 2.5, 5].map { day in
                let at = Self.moment(week: week, day: day + random.uniform())
                return change(at, at)
            }
        }
    }

    private mutating func itemLevels(_ played: [Int]) -> [Series<Int16>.Change] {
        var level = Int16(600 + random.uniform() * 20)
        return played.enumerated().compactMap { place, week in
            if place > 0, random.uniform() < 0.3 { return nil }
            level += Int16(random.uniform() * 3)
            return change(Self.moment(week: week, day: 5.9), level)
        }
    }

    private mutating func ratings(_ played: [Int]) -> [Series<Double>.Change] {
        var rating = 0.0
        var season = -1
        return played.map { week in
            if week / 26 != season { (season, rating) = (week / 26, 0) }
            rating += (3000 - rating) * 0.2 * random.uniform()
            return change(Self.moment(week: week, day: 5.9), rating.rounded())
        }
    }

    private mutating func items(_ played: [Int]) -> [Series<WornItem>.Change] {
        played.filter { _ in random.uniform() < 0.2 }.map { week in
            change(
                Self.moment(week: week, day: 5.9),
                WornItem(
                    itemID: Int32(1000 + random.uniform() * 500), itemLevel: Int16(600 + week),
                    enchantments: 1,
                    sockets: 1, emptySockets: random.uniform() < 0.2 ? 1 : 0, setID: nil, isEmbellished: false
                ))
        }
    }

    private mutating func kills(_ played: [Int], seen: [Span]) -> [KillSeries] {
        [Difficulty.normal, .heroic].enumerated().flatMap { rank, difficulty in
            (1...8).map { boss in
                let first = boss * 2 + rank * 10
                let nights = played.filter { week in week >= first && random.uniform() < 0.6 }
                let changes = nights.enumerated().map { place, week in
                    let at = Self.moment(week: week, day: 1.5 + Double(boss) / 100)
                    return change(at, Optional(KillTally(count: Int32(place + 1), lastKill: at)))
                }
                return KillSeries(
                    boss: BossKey(encounterID: Int32(boss), difficulty: difficulty),
                    tally: Series(changes: changes, seen: seen))
            }
        }.sorted { left, right in left.boss < right.boss }.filter { kill in !kill.tally.changes.isEmpty }
    }

    /// Groups of five from those who play in a week, two runs for each of them on average.
    private mutating func runs(_ active: [[Int]], _ members: [MemberSeries]) -> [GuildRun] {
        var byWeek: [[CharacterKey]] = Array(repeating: [], count: weeks)
        for (index, played) in active.enumerated() {
            for week in played { byWeek[week].append(members[index].character) }
        }
        return byWeek.enumerated().flatMap { week, players in
            (0..<(players.count * 2 / 5)).map { number in
                let group = Set((0..<5).map { _ in players[Int(random.uniform() * Double(players.count))] })
                let end = Self.moment(week: week, day: 0.5 + 6 * Double(number) / Double(players.count))
                return GuildRun(
                    dungeonID: Int32(number % 8), completedAt: end, recordedAt: end + .seconds(1800),
                    duration: .seconds(1500 + Int64(random.uniform() * 600)), level: Int16(5 + number % 10),
                    isTimed: number % 4 != 0, members: group.sorted())
            }
        }
    }
}
