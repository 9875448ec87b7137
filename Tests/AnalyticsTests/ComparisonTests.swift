import Analytics
import Guilds
import Testing

struct ComparisonTests {
    /// Twelve healers and twenty damage dealers who play every week.
    private func village(healerGear: (Int) -> Int16) -> Village {
        var village = Village(weeks: 10)
        let weekly = (0..<10).map { Double($0) * 7 + 1 }
        village.add(12) { index in
            Villager(
                id: Int64(index), characterClass: Int16(index % 4 + 1), itemLevels: [(1, healerGear(index))],
                logins: weekly, specialization: 65)
        }
        village.add(20) { index in
            Villager(
                id: Int64(100 + index), characterClass: Int16(index % 4 + 1),
                itemLevels: [(1, Int16(620 + index % 7))], logins: weekly, specialization: 62)
        }
        return village
    }

    @Test func `healers who wear far better gear are told with the difference and its interval`() throws {
        let village = village { index in Int16(640 + index % 5) }
        let first = try #require(try village.table("comparison.groups").first)
        #expect(first[0] == .text("Healers") && first[1] == .text("damage dealers"))
        #expect(first[2] == .text("Item level") && first[3] == .text("12 and 20"))
        guard case .number(let shift) = first[4], case .number(let low) = first[5],
            case .number(let high) = first[6]
        else {
            Issue.record("no difference with an interval")
            return
        }
        #expect(shift == 19 && low > 10 && low <= shift && shift <= high && high < 26)
        #expect(first[7] == .text("yes"))
        let sentence = try village.insight("comparison.groups").sentence
        #expect(
            sentence.contains("Healers against damage dealers, item level: higher by about 19 item levels"))
    }

    @Test func `groups that do not differ are plainly said not to`() throws {
        let village = village { index in Int16(620 + index % 7) }
        let rows = try village.table("comparison.groups")
        #expect(!rows.isEmpty && rows.allSatisfy { $0.last == .text("no") })
        #expect(
            try village.insight("comparison.groups").sentence
                == "No clear difference between roles, ranks or classes in \(rows.count) comparisons.")
    }

    @Test func `groups under five known members are not compared`() throws {
        var village = Village(weeks: 10)
        village.add(4) {
            Villager(id: Int64($0), itemLevels: [(1, 600)], logins: [1, 60], specialization: 65)
        }
        #expect(
            try village.insight("comparison.groups").figure
                == .notEnough(needs: "needs two groups of at least 5 known members"))
    }

    @Test func `of two members the busier one is told, what is equal is not called different`() throws {
        var village = Village(weeks: 26)
        let weekly = (0..<26).map { Double($0) * 7 + 1 }
        village.add(Villager(id: 1, itemLevels: [(1, 640)], ratings: [(1, 2500)], logins: weekly))
        village.add(
            Villager(
                id: 2, itemLevels: [(1, 620)], ratings: [(1, 2500)],
                logins: weekly.enumerated().filter { week, _ in week % 4 == 0 || week == 25 }.map(\.element)))
        let insight = try #require(
            Comparison.members(key(1), key(2), in: village.series).first)
        #expect(
            insight.sentence
                == "Item level: the first is 20 above the second. Keystone rating: the same. "
                + "Weeks active: clearly more for the first, 100 against 31 %. "
                + "Keystone runs a week: no clear difference.")
        #expect(Comparison.members(key(1), key(9), in: village.series).isEmpty)
    }

    @Test func `two guilds are compared by their members, and turned round the sign turns`() throws {
        let (rich, poor) = (village { _ in 660 }, village { index in Int16(600 + index) })
        let there = try #require(Comparison.guilds(rich.series, poor.series).first)
        let back = try #require(Comparison.guilds(poor.series, rich.series).first)
        #expect(try shift(there) == -(try shift(back)))
        #expect(try shift(there) > 0)
        #expect(there.sentence.contains("No clear difference in weeks active"))
        #expect(there.n == 64)
    }

    private func shift(_ insight: Insight) throws -> Double {
        guard case .table(_, let rows) = insight.figure, case .number(let shift)? = rows.first?[4] else {
            throw ShiftMissing()
        }
        return shift
    }

    private struct ShiftMissing: Error {}

    private func key(_ id: Int64) -> CharacterKey { CharacterKey(realm: Village.realm, id: id) }
}
