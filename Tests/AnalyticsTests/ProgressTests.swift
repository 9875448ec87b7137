import Guilds
import Testing

struct ProgressTests {
    @Test func `gear is the median of those who played at the highest level`() throws {
        var village = Village(weeks: 2)
        village.asOf = 14
        for (id, level) in [(1, 600), (2, 610), (3, 650), (4, 640), (5, 630)] {
            village.add(Villager(id: Int64(id), itemLevels: [(0, Int16(level))], logins: [1]))
        }
        village.add(Villager(id: 8, level: 20, itemLevels: [(0, 50)], logins: [1]))
        village.add(Villager(id: 9, itemLevels: [(0, 100)], logins: [0]))
        #expect(try village.curve("gear.itemlevel") == [620, nil])
    }

    @Test func `a climb is called a climb`() throws {
        var village = Village(weeks: 20)
        village.asOf = 140
        village.add(9) { index in
            Villager(
                id: Int64(index),
                itemLevels: (0..<20).map { week in
                    (Double(week) * 7 + 1, Int16(600 + 2 * week + (index + week) % 4))
                },
                logins: (0..<20).map { week in Double(week) * 7 + 1 })
        }
        let trend = try village.insight("gear.trend")
        guard case .number(let slope, "points a week", let interval?) = trend.figure else {
            Issue.record("no slope")
            return
        }
        #expect(abs(slope - 2) < 0.2)
        #expect(interval.low <= slope && slope <= interval.high)
        #expect(trend.sentence.contains("in 19 weeks; it climbs by about 2.0 points a week (between "))
    }

    @Test func `a new season takes ratings away without a drop`() throws {
        var village = Village(weeks: 6)
        village.seasons = [Village.season(1, from: -70), Village.season(2, from: 28)]
        village.add(6) { Villager(id: Int64($0), ratings: [(0, 2000), (36, 300)]) }
        village.add(Villager(id: 9, ratings: [(0, 3100)]))
        #expect(try village.curve("keystones.rating") == [nil, 300])
        #expect(try village.shares("keystones.distribution")["0"] == 6)
        #expect(try village.shares("keystones.distribution")["unrated"] == 1)
        #expect(try village.shares("keystones.distribution")["3000"] == 0)
    }

    @Test func `gains are compared from the start of the last four weeks`() throws {
        var village = Village(weeks: 8)
        village.add(Villager(id: 1, itemLevels: [(0, 600), (20, 610), (40, 630)]))
        village.add(Villager(id: 2, itemLevels: [(0, 600), (30, 650)]))
        village.add(Villager(id: 3, itemLevels: [(35, 700)]))
        village.add(Villager(id: 4, itemLevels: [(0, 640)]))
        #expect(try village.table("movers.itemlevel").map(\.first) == [member(2), member(1)])
        let movers = try village.insight("movers.itemlevel")
        #expect(movers.n == 3)
        #expect(movers.coverage == 0.75)
        #expect(movers.sentence == "2 members of 3 compared gained item levels since 24 Jun 2026.")
    }

    @Test func `a rating gain starts from nothing where the season began within the window`() throws {
        var village = Village(weeks: 8)
        village.seasons = [Village.season(1, from: -70), Village.season(2, from: 42)]
        village.add(Villager(id: 1, ratings: [(0, 2500), (44, 800)]))
        #expect(
            try village.table("movers.rating") == [
                [member(1), .text("Warrior"), .number(0), .number(800), .number(800)]
            ])
    }

    @Test func `classes and roles are counted, the unknown apart`() throws {
        var village = Village(weeks: 1)
        village.add(Villager(id: 1, characterClass: 2, specialization: 65))
        village.add(Villager(id: 2, characterClass: 2, specialization: 66))
        village.add(Villager(id: 3, characterClass: 8, specialization: 9999))
        village.add(Villager(id: 4, characterClass: nil))
        #expect(try village.shares("composition.classes") == ["class-2": 2, "class-8": 1, "unknown": 1])
        #expect(
            try village.shares("composition.roles") == ["tank": 1, "healer": 1, "damage": 0, "unknown": 2])
    }
}
