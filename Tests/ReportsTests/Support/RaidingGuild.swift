import Analytics
import Guilds

/// Half a year of an invented guild that raids, runs keystones, comes and goes: of it a snapshot holds every insight.
struct RaidingGuild {
    private var random: Dice
    private let number: Int

    static let weeks = 26
    static let start = Timestamp(seconds: 1_750_834_800)
    private static let realm = RealmKey(region: .eu, id: 60)
    private static let seen = [Span(since: start, until: moment(26, 2))]
    private static let bosses = 6

    static func snapshot(members: Int = 60) -> GuildSnapshot {
        GuildAnalysis.run(series(members: members), renderer: "example")
    }

    /// The guild's series; further numbers are other guilds of the same realm.
    static func series(members: Int, number: Int = 1) -> GuildSeries {
        var guild = RaidingGuild(random: Dice(state: UInt64(10 + number)), number: number)
        return guild.series(members)
    }

    static func moment(_ week: Int, _ day: Double) -> Timestamp {
        start + .milliseconds(Int64((Double(week) * 7 + day) * 86_400_000))
    }

    private mutating func series(_ count: Int) -> GuildSeries {
        var played: [[Int]] = []
        var members: [MemberSeries] = []
        for index in 0..<count {
            let (member, weeks) = member(index)
            members.append(member)
            played.append(weeks)
        }
        var series = GuildSeries(
            guild: GuildKey(realm: Self.realm, id: Int64(1000 + number)), name: "Pale Lantern",
            realmName: "Stormrage",
            faction: .horde, asOf: Self.moment(Self.weeks, 2),
            periods: (0...Self.weeks).map { week in
                Period(
                    region: .eu, id: Int32(1000 + week), start: Self.moment(week, 0),
                    end: Self.moment(week + 1, 0) - .seconds(1))
            },
            seasons: [
                KeystoneSeason(region: .eu, id: 14, start: Self.moment(0, 0), end: nil, periods: [])
            ], rosterSeen: Self.seen, members: members)
        series.runs = runs(played, members)
        series.bosses = (1...Self.bosses).map { boss in
            RaidBoss(
                encounterID: Int32(boss), name: "Vael'gor \(boss)", instanceID: 1, instanceName: "Nerub'kal")
        }
        return series
    }

    private mutating func member(_ index: Int) -> (MemberSeries, [Int]) {
        let joined = index % 5 == 4 ? 1 + index % 24 : 0
        let left = index % 7 == 3 ? joined + 4 + index % 20 : Self.weeks + 1
        let most = index % 9 == 2 ? min(left, 22) : left
        let played = (joined..<max(joined, min(most, Self.weeks + 1))).filter { _ in random.next() < 0.8 }
        var ranks = [change(Self.moment(joined, 0.1), Optional(Int16(joined == 0 ? index % 5 : 5)))]
        if joined > 0, index % 2 == 0 { ranks.append(change(Self.moment(joined + 4, 1), 4)) }
        if left <= Self.weeks { ranks.append(change(Self.moment(left, 1), nil)) }
        var member = MemberSeries(
            character: CharacterKey(realm: Self.realm, id: Int64(10_000 * number + index)),
            name: "Thornwick\(index)",
            characterClass: CharacterClass(id: Int16(index % 13 + 1)),
            rank: Series(changes: ranks, seen: Self.seen),
            level: Series(changes: [change(Self.start, 90)], seen: Self.seen),
            itemLevel: Series(
                changes: played.map { week in
                    change(Self.moment(week, 1.9), Int16(600 + 2 * week + index % 20))
                }, seen: Self.seen),
            rating: Series(
                changes: played.map { week in
                    change(Self.moment(week, 1.9), Double(900 + 70 * week + 20 * (index % 30)))
                }, seen: Self.seen),
            specialization: Series(
                changes: [
                    change(Self.start, Specialization(id: [65, 66, 70, 62, 71, 258, 263, 264][index % 8]))
                ],
                seen: Self.seen),
            lastLogin: Series(
                changes: played.flatMap { week in
                    [0.4, 1.8].map { day in
                        let at = Self.moment(week, day + 0.1 * random.next())
                        return change(at, at)
                    }
                }, seen: Self.seen))
        member.slots = EquipmentSlot.worn.sorted { $0.rawValue < $1.rawValue }.map { slot in
            SlotSeries(slot: slot, item: Series(changes: items(slot, played, index), seen: Self.seen))
        }
        member.gearSeen = Self.seen
        member.killsSeen = Self.seen
        member.kills = index % 3 == 0 ? [] : kills(played)
        return (member, played)
    }

    private func items(_ slot: EquipmentSlot, _ played: [Int], _ index: Int) -> [Series<WornItem>.Change] {
        let isWeak = slot.rawValue == "WAIST" || slot.rawValue == "TRINKET_2"
        return played.last.map { week in
            change(
                Self.moment(week, 1.9),
                WornItem(
                    itemID: Int32(1000 + index), itemLevel: Int16(660 + index % 6 - (isWeak ? 20 : 0)),
                    enchantments: index % 4 == 0 ? 0 : 1, sockets: 1, emptySockets: index % 6 == 0 ? 1 : 0,
                    setID: ["HEAD", "CHEST", "LEGS", "HANDS"].contains(slot.rawValue) ? 7 : nil,
                    isEmbellished: ["WAIST", "WRIST"].contains(slot.rawValue)))
        }.map { last in [last] } ?? []
    }

    private func kills(_ played: [Int]) -> [KillSeries] {
        [Difficulty.normal, .heroic].enumerated().flatMap { rank, difficulty in
            (1...Self.bosses).map { boss in
                let first = boss * 2 + rank * 8
                let nights = played.filter { week in week >= first && week < Self.weeks }
                let changes = nights.enumerated().map { place, week in
                    let day = [1.5, 4.5, 1.5][week % 3] + Double(boss) / 100
                    let at = Self.moment(week, day)
                    return change(at, Optional(KillTally(count: Int32(place + 1), lastKill: at)))
                }
                return KillSeries(
                    boss: BossKey(encounterID: Int32(boss), difficulty: difficulty),
                    tally: Series(changes: changes, seen: Self.seen))
            }
        }.sorted { left, right in left.boss < right.boss }.filter { kill in !kill.tally.changes.isEmpty }
    }

    private func runs(_ played: [[Int]], _ members: [MemberSeries]) -> [GuildRun] {
        (0..<Self.weeks).flatMap { week in
            let players = members.indices.filter { index in played[index].contains(week) }
            return stride(from: 0, to: players.count - 4, by: 4).map { first in
                let end = Self.moment(week, 0.5 + Double(first) / 20)
                return GuildRun(
                    dungeonID: Int32(first % 8), completedAt: end, recordedAt: end + .seconds(1800),
                    duration: .seconds(1700), level: Int16(5 + (first + week) % 10),
                    isTimed: (first + week) % 3 != 0,
                    members: players[first..<(first + 5)].map { index in members[index].character }.sorted())
            }
        }.sorted { left, right in left.completedAt < right.completedAt }
    }

    private func change<Value>(_ at: Timestamp, _ value: Value?) -> Series<Value>.Change {
        Series.Change(
            validFrom: at, recordedAt: at + .seconds(1800), unchangedUntil: at - .hours(1), value: value)
    }
}
