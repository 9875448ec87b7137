import Analytics
import Guilds
import Testing

struct PeopleTests {
    @Test func `alts count once, and one that played is enough`() throws {
        var village = Village(weeks: 3)
        village.add(6) { Villager(id: Int64($0), logins: $0 < 2 ? [1, 9, 16] : [1, 2]) }
        for index in [0, 4, 5] { village.members[index].person = 9 }
        #expect(try village.curve("activity.active") == [6, 2, 2])
        #expect(try village.curve("activity.persons") == [4, 2, 2])
    }

    @Test func `a kill proves that someone played whose login was hidden by a later one`() throws {
        var village = Village(weeks: 4)
        village.add(6) { Villager(id: Int64($0), logins: [1, 22]) }
        // The profiles were not looked at between the 8th and the 22nd day.
        for index in 0..<6 { village.members[index].lastLogin.changes[1].unchangedUntil = day(8) }
        #expect(try village.curve("activity.persons") == [6, nil, nil, 6])
        village.fell(to: [0, 1, 2, 3, 4, 5], on: [17])
        #expect(try village.curve("activity.persons") == [6, nil, 6, 6])
    }

    @Test func `days away are counted to the last look, not to now`() throws {
        var village = Village(weeks: 4, seen: [0...14])
        village.add(Villager(id: 1, logins: [13.5]))
        village.add(Villager(id: 2, logins: [4]))
        village.add(Villager(id: 3, hasProfile: false))
        let shares = try village.shares("activity.gaps")
        #expect(shares["days-0"] == 1 && shares["days-7"] == 1 && shares["unknown"] == 1)
        #expect(shares["days-28"] == 0)
    }

    @Test func `days without a look are unknown, days with one are counted`() throws {
        var village = Village(weeks: 4, seen: [0...12, 20...28])
        village.add(6) { Villager(id: Int64($0), logins: [3.5, 4.5, 10.5, 17.5, 21.5]) }
        let days = try village.curve("activity.daily")
        #expect(days.count == 28)
        #expect([days[3], days[5], days[14], days[17], days[21]] == [6, 0, nil, 6, 6])
    }

    @Test func `nobody looked since the reset is unknown, not nobody`() throws {
        var village = Village(weeks: 3, seen: [0...13])
        village.asOf = 16
        village.add(6) { Villager(id: Int64($0), logins: [1, 9]) }
        #expect(try village.number("activity.reset") == nil)
        village.seen = [0...16]
        village.members = []
        village.add(6) { Villager(id: Int64($0), logins: $0 < 2 ? [1, 15] : [1]) }
        #expect(try village.number("activity.reset")?.value == 2)
    }

    @Test func `a clock is even and a burst is not`() throws {
        var even = Village(weeks: 10)
        let steady: [Double] = (0..<30).map { index in Double(index) * 2 }
        even.add(6) { index in Villager(id: Int64(index), logins: steady) }
        let clock = try #require(try even.number("activity.burstiness")?.value)
        #expect(abs(clock + 1) < 1e-9)
        var bursty = Village(weeks: 10)
        let logins: [Double] = (0..<30).map { index in
            let burst = Double(index / 10) * 25
            return burst + Double(index % 10) * 0.05
        }
        bursty.add(6) { index in Villager(id: Int64(index), logins: logins) }
        #expect(try #require(try bursty.number("activity.burstiness")?.value) > 0.5)
    }

    @Test func `the raid night is the one on which bosses fell`() throws {
        var village = Village(weeks: 12)
        village.add(10) { Villager(id: Int64($0), logins: [1]) }
        // The first reset is Wednesday 07:00 UTC: day 1.5 is Thursday 19:00.
        let evenings: [Double] = (0..<6).map { week in Double(week) * 7 + 1.5 }
        village.fell(to: Set(0..<8), on: evenings)
        village.fell(2901, to: Set(0..<8), on: evenings.map { evening in evening + 0.1 })
        let insight = try village.insight("activity.nights")
        #expect(insight.n == 6)
        #expect(insight.sentence.hasPrefix("6 of 6 raid evenings fell on a Thursday"))
        #expect(insight.sentence.contains("from 19:00 UTC"))
        #expect(try village.table("activity.nights").first?.first == .text("Thursday"))
    }

    @Test func `four friends with a kill are no raid evening`() throws {
        var village = Village(weeks: 12)
        village.add(10) { Villager(id: Int64($0), logins: [1]) }
        village.fell(to: [0, 1, 2, 3], on: [1.5, 8.5, 15.5, 22.5])
        #expect(try village.insight("activity.nights").n == 0)
    }
}
