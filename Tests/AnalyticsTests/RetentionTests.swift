import Guilds
import Testing

struct RetentionTests {
    /// Forty newcomers of whom every fourth left after twenty days, and ten who were there before.
    private var village: Village {
        var village = Village(weeks: 30)
        village.add(10) { Villager(id: Int64($0)) }
        village.add(40) { index in
            let came = 10 + Double(index) / 10
            let left: [(day: Double, rank: Int16?)] = index % 4 == 0 ? [(came + 20, nil)] : []
            return Villager(id: Int64(100 + index), ranks: [(came, 8)] + left)
        }
        return village
    }

    @Test func `the share that stays is told with an interval that holds it`() throws {
        let insight = try village.insight("roster.retention.4weeks")
        let told = try #require(try village.number("roster.retention.4weeks"))
        #expect(abs(told.value - 75) < 1e-9)
        let interval = try #require(told.interval)
        #expect(interval.low > 55 && interval.low < 70 && interval.high > 80 && interval.high < 90)
        #expect(insight.n == 40)
        #expect(abs(insight.coverage - 0.8) < 1e-12)
        #expect(insight.missing?.contains("10 members came before") == true)
    }

    @Test func `those who were there before watching began are no newcomers`() throws {
        var village = Village(weeks: 30)
        village.add(60) { Villager(id: Int64($0), ranks: [(0, 5), (15, nil)]) }
        #expect(try village.number("roster.retention.4weeks") == nil)
        #expect(try village.insight("roster.retention.4weeks").n == 0)
    }

    @Test func `fewer than ten newcomers tell nothing, a short history says how long it takes`() throws {
        var few = Village(weeks: 30)
        few.add(9) { Villager(id: Int64($0), ranks: [(8, 5)]) }
        #expect(
            try few.insight("roster.retention.4weeks").figure
                == .notEnough(needs: "needs 10 newcomers followed for 4 weeks"))
        #expect(
            try Village(weeks: 3).insight("roster.retention.12weeks").figure
                == .notEnough(needs: "needs 9 more weeks"))
    }

    @Test func `a share that nobody left is not certain`() throws {
        var village = Village(weeks: 30)
        village.add(20) { Villager(id: Int64($0), ranks: [(8, 5)]) }
        let told = try #require(try village.number("roster.retention.12weeks"))
        #expect(told.value == 100)
        let interval = try #require(told.interval)
        #expect(interval.low > 80 && interval.low < 95 && interval.high == 100)
    }

    @Test func `an outage in which people left widens the interval`() throws {
        func width(_ seen: [ClosedRange<Double>]) throws -> Double {
            var village = Village(weeks: 20, seen: seen)
            village.add(40) { index in
                Villager(
                    id: Int64(index), ranks: [(2, 5)] + (index % 2 == 0 ? [(day: 35, rank: nil)] : []))
            }
            let interval = try #require(try village.number("roster.retention.4weeks")?.interval)
            return interval.high - interval.low
        }
        #expect(try width([0...24, 38...140]) > width([0...140]) + 10)
    }

    @Test func `tenure is told of those who were seen to come, the others are counted apart`() throws {
        var village = Village(weeks: 20)
        village.add(3) { Villager(id: Int64($0)) }
        village.add(Villager(id: 10, ranks: [(130, 5)]))
        village.add(Villager(id: 11, ranks: [(20, 5)]))
        let shares = try village.shares("roster.tenure")
        #expect(shares["before"] == 3 && shares["weeks-0"] == 1 && shares["weeks-12"] == 1)
    }

    @Test func `departures that ended in a return are counted`() throws {
        var village = Village(weeks: 20)
        village.add(Villager(id: 1, ranks: [(0, 5), (10, nil), (30, 5)]))
        village.add(3) { Villager(id: Int64(2 + $0), ranks: [(0, 5), (10, nil)]) }
        #expect(try village.number("roster.returns.share")?.value == 25)
        #expect(try village.insight("roster.returns.share").sentence.contains("after 20 days"))
    }

    @Test func `trials are told from the rank where newcomers begin`() throws {
        var village = Village(weeks: 20)
        village.add(8) { Villager(id: Int64($0), ranks: [(10, 8), (30, 5)]) }
        village.add(4) { Villager(id: Int64(20 + $0), ranks: [(10, 8), (20, nil)]) }
        village.add(4) { Villager(id: Int64(40 + $0), ranks: [(10, 8), (100, 5)]) }
        // Came too late to be judged.
        village.add(3) { Villager(id: Int64(60 + $0), ranks: [(120, 8), (125, 5)]) }
        #expect(try village.number("roster.trials")?.value == 50)
        let sentence = try village.insight("roster.trials").sentence
        #expect(sentence.contains("8 of 16") && sentence.contains("4 left") && sentence.contains("Rank 8"))
        #expect(sentence.contains("only the numbers of ranks are known"))
        #expect(
            try village.table("roster.ranks").first == [.number(8), .number(5), .number(15), .number(20)])
    }

    @Test func `newcomers at many ranks give no trial rank`() throws {
        var village = Village(weeks: 20)
        village.add(12) { Villager(id: Int64($0), ranks: [(10, Int16(3 + $0 % 4))]) }
        #expect(
            try village.insight("roster.trials").figure
                == .notEnough(needs: "needs one rank at which most newcomers begin"))
    }

    @Test func `the roster's size is claimed for the four resets to come`() throws {
        var village = Village(weeks: 20)
        village.add(60) { Villager(id: Int64($0), ranks: [(Double($0) * 2, 5)]) }
        let insight = try village.insight("roster.forecast")
        let predictions = try #require(insight.predictions)
        #expect(predictions.map(\.due) == (1...4).map { day(140 + 7 * Double($0)).seconds })
        #expect(predictions.allSatisfy { claim in claim.metric == "roster.size" })
        guard case .value(let value, let intervals) = predictions[3].claim else {
            Issue.record("a size is a value")
            return
        }
        #expect(value > 55 && intervals.map(\.level) == [0.5, 0.8])
        #expect(intervals[0].low >= intervals[1].low && intervals[0].high <= intervals[1].high)
        guard case .fan(let points, _) = insight.figure else {
            Issue.record("a forecast is a fan")
            return
        }
        #expect(points.count == 24)
    }

    @Test func `a young guild has no forecast yet`() throws {
        let insight = try Village(weeks: 2).insight("roster.forecast")
        #expect(insight.figure == .notEnough(needs: "needs 4 more weeks"))
        #expect(insight.predictions == nil)
    }
}
