import Guilds
import Testing

struct ActivityTests {
    @Test func `a login counts in its own week, a later one does not hide it`() throws {
        var village = Village(weeks: 4)
        village.add(4) { Villager(id: Int64($0), logins: [1, 9, 22]) }
        #expect(try village.curve("activity.active") == [4, 4, 0, 4])
    }

    @Test func `an older login is no proof when the profile was not seen in between`() throws {
        // Seen on day 8 with a login of day 1, then only on day 22 with a login of that day: what happened
        // in the rest of the second and in the third week is unknown.
        var village = Village(weeks: 4, seen: [0...8, 22...27.9])
        village.add(4) { Villager(id: Int64($0), logins: [1, 22]) }
        #expect(try village.curve("activity.active") == [4, nil, nil, 4])
    }

    @Test func `a week half unseen is a gap, not a drop`() throws {
        var village = Village(weeks: 6, seen: [0...17, 27...42])
        village.add(5) { Villager(id: Int64($0), logins: [1, 8, 15, 26.5, 29, 36]) }
        village.add(5) { Villager(id: Int64(10 + $0), logins: [1, 8, 26.5, 29, 36]) }
        #expect(try village.curve("activity.active") == [10, 10, nil, 10, 10, 10])
    }

    @Test func `the running week is not told`() throws {
        var village = Village(weeks: 3)
        village.asOf = 16
        village.add(4) { Villager(id: Int64($0), logins: [1, 9, 15]) }
        #expect(try village.curve("activity.active") == [4, 4])
    }

    @Test func `private profiles are unknown, not absent`() throws {
        var village = Village(weeks: 3)
        village.add(10) { Villager(id: Int64($0), logins: [1, 9, 15]) }
        village.add(5) { Villager(id: Int64(50 + $0), hasProfile: false) }
        village.asOf = 21
        let share = try village.insight("activity.share")
        #expect(
            share.figure
                == .number(
                    100, unit: "%", interval: Insight.Interval(low: 1000.0 / 15, high: 100, level: 1)))
        #expect(share.n == 10)
        #expect(abs(share.coverage - 2.0 / 3) < 1e-12)
        #expect(share.missing?.contains("5 members") == true)
    }

    @Test func `a guild of private profiles says that nothing is known`() throws {
        var village = Village(weeks: 15)
        village.add(30) { Villager(id: Int64($0), hasProfile: false) }
        #expect(try village.curve("activity.active").allSatisfy { $0 == nil })
        #expect(try village.curve("gear.itemlevel").allSatisfy { $0 == nil })
        #expect(try village.curve("keystones.rating").allSatisfy { $0 == nil })
        #expect(try village.insight("activity.active").coverage == 0)
        #expect(
            try village.insight("activity.active").sentence == "Too few profiles are known to say who plays.")
        #expect(
            try village.shares("composition.roles") == ["tank": 0, "healer": 0, "damage": 0, "unknown": 30])
    }

    @Test func `absence is measured against the member's own rhythm`() throws {
        var village = Village(weeks: 12)
        let often = stride(from: 0.5, to: 60, by: 2).map(\.self)
        village.add(Villager(id: 1, logins: often))
        village.add(Villager(id: 2, logins: [1, 22, 43, 63]))
        village.add(Villager(id: 3, logins: [1, 22, 43, 50, 64]))
        village.add(Villager(id: 4, logins: often + [80]))
        let rows = try village.table("officers.absences")
        #expect(rows.map(\.first) == [member(1)])
        #expect(try village.insight("officers.absences").n == 3)
    }
}
