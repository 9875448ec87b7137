import Guilds
import Testing

struct RosterTests {
    @Test func `the first sight is a baseline, later arrivals are joins`() throws {
        var village = Village(weeks: 3)
        village.add(10) { Villager(id: Int64($0)) }
        village.add(Villager(id: 20, ranks: [(8, 9)]))
        #expect(try village.curve("roster.size") == [10, 11, 11])
        #expect(try village.curve("roster.joins") == [0, 1, 0])
        #expect(try village.curve("roster.leaves") == [0, 0, 0])
    }

    @Test func `someone who left and came back is a return`() throws {
        var village = Village(weeks: 4)
        village.add(Villager(id: 1, ranks: [(0, 5), (8, nil), (15, 5)]))
        #expect(try village.curve("roster.size") == [1, 0, 1, 1])
        #expect(try village.curve("roster.leaves") == [0, 1, 0, 0])
        #expect(try village.curve("roster.returns") == [0, 0, 1, 0])
        #expect(try village.curve("roster.joins") == [0, 0, 0, 0])
    }

    @Test func `a member who goes on as another character has neither left nor joined`() throws {
        var village = Village(weeks: 4)
        village.add(Villager(id: 1, ranks: [(0, 5), (10, nil)]))
        village.add(Villager(id: 2, ranks: [(12, 5)]))
        village.add(Villager(id: 3, ranks: [(13, 5)]))
        village.add(Villager(id: 4, ranks: [(0, 5), (11, nil)]))
        for index in 0..<2 { village.members[index].person = 9 }
        // Two of another person, but three weeks apart.
        village.add(Villager(id: 5, ranks: [(0, 5), (4, nil)]))
        village.add(Villager(id: 6, ranks: [(25, 5)]))
        for index in 4..<6 { village.members[index].person = 8 }
        #expect(try village.curve("roster.size") == [2, 2, 2, 3])
        #expect(try village.curve("roster.joins") == [0, 1, 0, 1])
        #expect(try village.curve("roster.leaves") == [1, 1, 0, 0])
        #expect(try village.table("roster.newcomers").count == 2)
        #expect(try village.table("officers.leavers").count == 2)
    }

    @Test func `an outage of two weeks hides which week its changes belong to`() throws {
        var village = Village(weeks: 6, seen: [0...10, 24...41.9])
        village.add(5) { Villager(id: Int64($0)) }
        village.add(Villager(id: 10, ranks: [(15, 7)]))
        village.add(Villager(id: 11, ranks: [(36, 7)]))
        #expect(try village.curve("roster.size") == [5, 5, nil, 6, 6, 7])
        #expect(try village.curve("roster.joins") == [0, nil, nil, nil, 0, 1])
        let missing = try #require(try village.insight("roster.joins").missing)
        #expect(missing.contains("1 more cannot be given to one week"))
    }

    @Test func `a gap of a day over a reset counts its changes in the week they were seen`() throws {
        var village = Village(weeks: 3, seen: [0...6.5, 7.5...20.9])
        village.add(Villager(id: 1, ranks: [(6.8, 4)]))
        #expect(try village.curve("roster.joins") == [0, 1, 0])
    }

    @Test func `the week in which watching began is not known in full`() throws {
        var village = Village(weeks: 3, seen: [2...20.9])
        village.add(Villager(id: 1))
        #expect(try village.curve("roster.joins") == [nil, 0, 0])
        #expect(try village.curve("roster.size") == [1, 1, 1])
    }

    @Test func `a whole membership may change at once`() throws {
        var village = Village(weeks: 2)
        village.add(30) { Villager(id: Int64($0), ranks: [(0, 5), (8, nil)]) }
        village.add(20) { Villager(id: Int64(100 + $0), ranks: [(8, 5)]) }
        #expect(try village.curve("roster.size") == [30, 20])
        #expect(try village.curve("roster.leaves") == [0, 30])
        #expect(try village.curve("roster.joins") == [0, 20])
        #expect(try village.table("officers.leavers").count == 30)
    }

    @Test func `an empty guild has zero members, which is known`() throws {
        #expect(try Village(weeks: 2).curve("roster.size") == [0, 0])
        #expect(
            try Village(weeks: 2).insight("roster.current").figure
                == .number(0, unit: "members", interval: nil))
    }

    @Test func `a guild never seen has no size`() throws {
        let village = Village(weeks: 2, seen: [])
        #expect(try village.curve("roster.size") == [])
        #expect(try village.insight("roster.current").coverage == 0)
        #expect(try village.insight("roster.current").sentence == "The roster has not been seen yet.")
    }

    @Test func `the running week is so far`() throws {
        var village = Village(weeks: 3)
        village.asOf = 16
        village.add(Villager(id: 1))
        village.add(Villager(id: 2, ranks: [(15, 5)]))
        village.add(Villager(id: 3, ranks: [(18, 5)]))
        #expect(try village.curve("roster.size") == [1, 1, 2])
    }

    @Test func `a steady guild has no trend, plainly said`() throws {
        var village = Village(weeks: 20)
        village.add(40) { Villager(id: Int64($0)) }
        let trend = try village.insight("roster.trend")
        #expect(trend.sentence.contains("no clear trend"))
        #expect(trend.n == 20)
    }

    @Test func `five weeks are too few for a trend and say how many more it needs`() throws {
        let trend = try Village(weeks: 7).insight("roster.trend")
        #expect(trend.figure == .notEnough(needs: "needs 5 more weeks"))
    }

    @Test func `promotions of the last four weeks are told, demotions are not`() throws {
        var village = Village(weeks: 8)
        village.add(Villager(id: 1, ranks: [(0, 5), (40, 3)]))
        village.add(Villager(id: 2, ranks: [(0, 5), (40, 7)]))
        village.add(Villager(id: 3, ranks: [(0, 5), (10, 3)]))
        let rows = try village.table("roster.promotions")
        #expect(rows == [[member(1), .number(5), .number(3), .date(day(40).seconds)]])
    }

    @Test func `a member's tenure is as long as it was seen`() throws {
        var village = Village(weeks: 8)
        village.add(Villager(id: 1, ranks: [(0, 5), (50, nil)]))
        village.add(Villager(id: 2, ranks: [(40, 8), (51, nil)]))
        let rows = try village.table("officers.leavers")
        #expect(rows.map(\.last) == [.number(11), .text("at least 50")])
    }
}
