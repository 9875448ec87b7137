import Guilds
import Statistics
import Testing

struct ChangeTests {
    @Test func `a lasting drop of activity is dated and told with what came at the same time`() throws {
        var village = Village(weeks: 30)
        village.seasons = [Village.season(1, from: -70), Village.season(2, from: 126)]
        village.add(20) { index in
            // Two of three stop playing when the season begins, in week 18.
            Villager(id: Int64(index), logins: logins(weeks: 30) { week in index % 3 == 0 || week < 18 })
        }
        let rows = try village.table("change.points")
        let row = try #require(rows.first { $0[0] == .text("The share of members who log in") })
        #expect(row[1] == .date(day(126).seconds))
        #expect(row[2] == .number(100) && row[3] == .number(35))
        #expect(row[5] == .text("a season began"))
        let sentence = try village.insight("change.points").sentence
        #expect(sentence.contains("from about 100 to about 35 % in the week of"))
        #expect(sentence.contains("In that week: a season began."))
    }

    @Test func `a week of many departures stands out of quiet ones`() throws {
        var village = Village(weeks: 20)
        village.add(40) { index in
            Villager(id: Int64(index), ranks: index < 12 ? [(0, 5), (121, nil)] : [(0, 5)])
        }
        let rows = try village.table("change.anomalies")
        #expect(
            rows == [
                [
                    .text("The roster's balance of joins and departures"), .date(day(119).seconds),
                    .number(-12), .number(0), .number(0), .text("members a week"), .text("12 left"),
                ]
            ])
    }

    @Test func `a single departure after quiet weeks is no news`() throws {
        var village = Village(weeks: 20)
        village.add(40) { Villager(id: Int64($0), ranks: $0 == 1 ? [(0, 5), (121, nil)] : [(0, 5)]) }
        #expect(try village.table("change.anomalies").isEmpty)
        #expect(
            try village.insight("change.anomalies").sentence
                == "No week of the last 12 was out of the ordinary.")
    }

    @Test func `the week after an outage says that it holds what could not be seen`() throws {
        var village = Village(weeks: 30, seen: [0...160, 163...210])
        village.add(40) { index in
            Villager(id: Int64(index), ranks: index < 10 ? [(0, 5), (162, nil)] : [(0, 5)])
        }
        // Ten left while nobody looked for three days: the week is told with them.
        #expect(try village.table("change.anomalies").first?.last == .text("10 left"))
        village.seen = [0...150, 172...210]
        let points = try village.insight("change.points")
        #expect(points.coverage < 0.5 && points.missing?.contains("not known") == true)
    }

    @Test func `eleven known weeks give no verdict and say what they need`() throws {
        var village = Village(weeks: 11)
        village.add(20) { Villager(id: Int64($0), logins: logins(weeks: 11) { $0 < 6 }) }
        #expect(try village.insight("change.points").figure == .notEnough(needs: "needs 1 more week"))
        #expect(try village.insight("change.anomalies").figure == .notEnough(needs: "needs 2 more weeks"))
        #expect(try village.insight("change.points").coverage == 0)
    }

    @Test func `the first kill of a boss by a group is told, one by a few is not`() throws {
        var village = Village(weeks: 20)
        village.add(20) { index in
            Villager(id: Int64(index), ranks: index < 8 ? [(0, 5), (121, nil)] : [(0, 5)])
        }
        village.killsSeen([(7, 120.5, members: 9...14), (8, 120.5, members: 9...11)])
        #expect(
            try village.table("change.anomalies").first?.last
                == .text("8 left; first kill of a boss (heroic)"))
    }

    /// Members play on their own rhythm and come and go at random: nothing happens to the guild.
    @Test func `quiet guilds raise at most one alarm a month, all figures together`() throws {
        var (alarms, months) = (0, 0.0)
        for seed in 0..<6 {
            var random = SplitMix64(seed: UInt64(seed))
            var village = Village(weeks: 32)
            village.add(16) { index in
                let left = 7 * 32 * (0.1 + 2 * random.uniform())
                return Villager(
                    id: Int64(index), ranks: left < 224 ? [(0, 5), (left, nil)] : [(0, 5)],
                    itemLevels: (0..<32).map { week in
                        (Double(week) * 7 + 1, Int16(600 + Double(week) + 4 * random.uniform()))
                    }, logins: logins(weeks: 32) { _ in random.uniform() < 0.7 })
            }
            guard case .table(_, let points) = try village.insight("change.points").figure else { continue }
            alarms += try village.table("change.anomalies").count
            // Anomalies are told of twelve weeks, changes of level of all.
            alarms += points.count
            months += 12 * 7 / (365.25 / 12)
        }
        #expect(months > 15)
        #expect(Double(alarms) / months <= 1)
    }

    private func logins(weeks: Int, plays: (Int) -> Bool) -> [Double] {
        (0..<weeks).filter(plays).map { week in Double(week) * 7 + 1 }
    }
}

extension Village {
    /// Everybody's raid document was seen; first kills of a boss by members with these numbers.
    fileprivate mutating func killsSeen(_ first: [(boss: Int32, day: Double, members: ClosedRange<Int64>)]) {
        for index in members.indices {
            members[index].killsSeen = spans
            members[index].kills = first.filter { $0.members.contains(members[index].character.id) }.map {
                kill in
                let at = AnalyticsTests.day(kill.day)
                return KillSeries(
                    boss: BossKey(encounterID: kill.boss, difficulty: .heroic),
                    tally: Series(
                        changes: [
                            Series.Change(
                                validFrom: at, recordedAt: at, unchangedUntil: nil,
                                value: KillTally(count: 1, lastKill: at))
                        ], seen: spans))
            }
        }
    }
}
