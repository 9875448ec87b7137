import Analytics
import Guilds
import Testing

struct KeystoneTests {
    /// Five members whose keystone profiles are seen, of whom some run so often each week.
    private func guild(weeks: Int, seen: [ClosedRange<Double>]? = nil, runs: [Int]) -> Playground {
        var guild = Playground(weeks: weeks, seen: seen)
        for (index, count) in runs.enumerated() {
            guild.add(Villager(id: Int64(index + 1), ratings: [(0, 1000)], logins: [0]))
            for week in 0..<weeks {
                for run in 0..<count {
                    guild.run(on: Double(week * 7) + 1 + Double(run) / 10, by: [Int64(index + 1)])
                }
            }
        }
        return guild
    }

    @Test func `runs and slots are counted by reset, none apart from unknown`() throws {
        var guild = guild(weeks: 2, runs: [0, 1, 4, 8, 9])
        guild.add(Villager(id: 50, hasProfile: false))
        #expect(try guild.curve("keystones.runs") == [22, 22])
        #expect(
            try guild.shares("keystones.vault") == [
                "slots-0": 1, "slots-1": 1, "slots-2": 1, "slots-3": 2, "unknown": 1,
            ])
        let row = try #require(try guild.rows("keystones.weeks").first)
        #expect(row.first == .date(day(7).seconds))
        #expect(Array(row.dropFirst()) == numbers([22, 1, 1, 1, 2, 1]))
    }

    @Test func `each member's runs are told by week, whoever ran most first, the idle left out`() throws {
        var guild = guild(weeks: 3, seen: [0...8, 13.9...21], runs: [0, 2, 5])
        // Told by a fellow: how many there were is not known.
        guild.add(Villager(id: 50, hasProfile: false))
        guild.run(on: 2.5, by: [3, 50])
        let insight = try guild.insight("keystones.members")
        // Of the fourth member, whose profile is hidden, no week is known.
        #expect(insight.n == 9 && insight.coverage == 0.75)
        #expect(insight.missing?.hasPrefix("25% of the members' weeks") == true)
        #expect(
            insight.sentence.hasPrefix(
                "2 members ran keystones in weeks of the last 3 complete weeks whose runs are known"))
        let rows = try guild.rows("keystones.members")
        #expect(
            rows.map(\.first) == Array(repeating: member(3), count: 3) + Array(repeating: member(2), count: 3)
        )
        let days = [0.0, 7, 14].map { start in Insight.Cell.date(day(start).seconds) }
        #expect(rows.prefix(3).map { row in row[1] } == days)
        #expect(rows.map { row in row[2] } == numbers([6, 5, 5, 2, 2, 2]))
    }

    @Test func `a week whose profiles were not seen up to the reset is unknown in each member's runs`() throws
    {
        let guild = guild(weeks: 4, seen: [0...10, 20.9...28], runs: [2])
        let insight = try guild.insight("keystones.members")
        #expect(
            try guild.rows("keystones.members").map { row in row[2] } == [
                .number(2), .unknown, .number(2), .number(2),
            ])
        #expect(insight.coverage == 0.75 && insight.missing?.hasPrefix("25% of the members' weeks") == true)
    }

    @Test func `that nobody ran is known, and another answer than not to know`() throws {
        let idle = guild(weeks: 2, runs: [0, 0])
        #expect(try idle.rows("keystones.members").isEmpty)
        let sentence = try idle.insight("keystones.members").sentence
        #expect(sentence == "Nobody whose keystone runs are known ran any in the last 2 complete weeks.")
        var hidden = Playground(weeks: 2)
        hidden.add(Villager(id: 1, hasProfile: false))
        hidden.run(on: 3, by: [1])
        #expect(
            try hidden.needs("keystones.members")
                == "needs one complete week in which a member's runs are known")
        #expect(try hidden.insight("keystones.members").coverage == 0)
    }

    @Test func `a run told by a fellow proves runs, but not how many`() throws {
        var guild = guild(weeks: 1, runs: [1, 1, 1])
        guild.add(Villager(id: 50, hasProfile: false))
        guild.run(on: 2, by: [1, 50])
        #expect(try guild.shares("keystones.vault")["unknown"] == 1)
        // Eight told runs open every slot, whatever else there was.
        for index in 0..<8 { guild.run(on: 3 + Double(index) / 10, by: [50]) }
        #expect(try guild.shares("keystones.vault")["slots-3"] == 1)
    }

    @Test func `two weeks without a crawl are unknown, not idle`() throws {
        let guild = guild(weeks: 6, seen: [0...10, 27...42], runs: [2, 2, 2, 2])
        #expect(try guild.curve("keystones.runs") == [8, nil, nil, 8, 8, 8])
    }

    @Test func `who needs what for the next slot, the nearest first`() throws {
        var guild = guild(weeks: 2, runs: [0, 1, 3, 7, 8])
        guild.village.asOf = 12
        guild.village.seen = [0...12]
        let rows = try guild.rows("keystones.next")
        #expect(rows.map(\.first) == [member(4), member(3), member(2)])
        #expect(rows.map { row in row[5] } == numbers([1, 1, 3]))
        #expect(rows.map { row in row[3] } == numbers([2, 1, 1]))
        #expect(
            try guild.insight("keystones.next").sentence.contains(
                "1 have all three vault slots, 2 are one run"))
    }

    @Test func `members not seen since the reset are unknown for the next slot`() throws {
        var guild = guild(weeks: 2, seen: [0...6.5], runs: [3, 3])
        guild.village.asOf = 9
        guild.runs.removeAll { run in run.completedAt > day(6.5) }
        let next = try guild.insight("keystones.next")
        #expect(next.n == 0 && next.coverage == 0)
        #expect(next.missing?.contains("2 members not seen since the weekly reset") == true)
        #expect(next.sentence == "Nobody who runs keystones has been seen since the weekly reset.")
    }

    @Test func `the share in time comes with an interval, and few runs give none`() throws {
        var guild = Playground(weeks: 3)
        guild.add(Villager(id: 1, ratings: [(0, 1000)]))
        for index in 0..<9 { guild.run(on: Double(index), isTimed: index % 3 != 0, by: [1]) }
        #expect(try guild.needs("keystones.timed") == "needs 1 more run")
        for index in 9..<30 { guild.run(on: Double(index) / 2, isTimed: index % 3 != 0, by: [1]) }
        guard case .number(let share, "%", let interval?) = try guild.insight("keystones.timed").figure else {
            Issue.record("no share")
            return
        }
        #expect(abs(share - 200.0 / 3) < 1e-9)
        #expect(interval.low < share && share < interval.high && interval.high - interval.low < 25)
    }

    @Test func `candidates for a push are those whose tries above their best succeed`() throws {
        var guild = Playground(weeks: 8)
        for id in 1...4 { guild.add(Villager(id: Int64(id), ratings: [(0, 1000)])) }
        guild.add(Villager(id: 5, ratings: [(0, 1000)]))
        for step in 0..<8 {
            let at = Double(step) * 6 + 1
            // One and two go up level by level, three fails every try, four idles since its first weeks.
            guild.run(on: at, level: Int16(5 + step), by: [1, 2])
            guild.run(on: at + 1, level: step == 0 ? 8 : 9, isTimed: step == 0, by: [3])
            if step < 3 { guild.run(on: at + 2, level: Int16(5 + step), by: [4]) }
        }
        let rows = try guild.rows("keystones.push")
        #expect(rows.map(\.first) == [member(1), member(2), member(3)])
        #expect(rows[0][2] == .number(12) && rows[0][3] == .number(13))
        guard case .number(let best) = rows[0][4], case .number(let worst) = rows[2][4] else {
            Issue.record("no chances")
            return
        }
        #expect(best > 80 && worst < 40)
        let claims = try #require(try guild.insight("keystones.push").predictions)
        #expect(claims.count == 3 && claims[0].detail == "13")
    }

    @Test func `a steady climber has a date, an erratic one has not`() throws {
        var guild = Playground(weeks: 12)
        guild.village.asOf = 84
        guild.add(Villager(id: 1, ratings: weekly(12) { week in 1000 + 80 * week }))
        guild.add(Villager(id: 2, ratings: weekly(12) { week in week < 11 ? 400 : 410 }))
        let rows = try guild.rows("keystones.dates")
        #expect(rows.map(\.first) == [member(1), member(2)])
        #expect(rows[0][3] == .number(2000))
        guard case .date(let expected) = rows[0][4], case .date(let early) = rows[0][5],
            case .date(let late) = rows[0][6]
        else {
            Issue.record("no dates")
            return
        }
        // 120 points at 80 a week.
        #expect(expected == day(84 + 14).seconds && early <= expected && expected <= late)
        #expect(rows[1][4] == .text("no clear date"))
    }

    @Test func `three weeks of a season give no date, and a new season no forecast of the old`() throws {
        var guild = Playground(weeks: 12)
        guild.village.seasons = [Village.season(1, from: -70), Village.season(2, from: 63)]
        let ratings = weekly(12) { week in week < 9 ? 2000 + 50 * week : 300 * (week - 8) }
        guild.add(5) { index in Villager(id: Int64(index), ratings: ratings) }
        #expect(try guild.rows("keystones.dates").allSatisfy { row in row[4] == .text("no clear date") })
        #expect(try guild.needs("keystones.forecast") == "needs 3 more weeks")
        #expect(try guild.insight("keystones.dates").predictions == [])
    }

    @Test func `leaders keep the places they had at each reset, and gaps stay gaps`() throws {
        var guild = Playground(weeks: 4, seen: [0...6.9, 15...28])
        guild.add(Villager(id: 1, ratings: weekly(4) { week in 1000 + 100 * week }))
        guild.add(Villager(id: 2, ratings: weekly(4) { week in 1400 - (week == 0 ? 1 : 0) }))
        guild.add(Villager(id: 3, ranks: [(16, 5)], ratings: [(16, 2000)]))
        guild.add(Villager(id: 4, ranks: [(0, 5), (20, nil)], ratings: [(0, 3000)]))
        guild.add(Villager(id: 5))
        let rows = try guild.rows("keystones.ladder")
        #expect(rows.map(\.first) == [3, 2, 1].flatMap { id in Array(repeating: member(id), count: 4) })
        let places = rows.map { row in row[2] }
        #expect(places[0..<4] == [.unknown, .unknown, .number(1), .number(1)])
        // Third once the leader of the first weeks is gone and another has come.
        #expect(places[4..<8] == [.number(2), .unknown, .number(2), .number(2)])
        #expect(places[8..<12] == [.number(3), .unknown, .number(3), .number(3)])
        #expect(rows[7][3] == .number(1400))
        let ladder = try guild.insight("keystones.ladder")
        #expect(ladder.n == 3 && ladder.coverage == 0.75)
        #expect(
            ladder.sentence
                == "1 of the first 3 places of the season's keystone ratings is held by members who were not "
                + "among them 3 weeks before.")
    }

    @Test func `a ladder needs somebody with a rating`() throws {
        var guild = Playground(weeks: 2)
        guild.add(Villager(id: 1))
        #expect(try guild.needs("keystones.ladder") == "needs one complete week with a rated member")
        guild.add(Villager(id: 2, ratings: [(8, 500)]))
        #expect(
            try guild.insight("keystones.ladder").sentence
                == "One member alone has a keystone rating this season.")
    }

    @Test func `claims are scored by what came`() throws {
        var guild = Playground(weeks: 12)
        guild.add(5) { index in
            Villager(id: Int64(index), ratings: weekly(12) { week in 1000 + 80 * week })
        }
        let claims = try #require(try guild.insight("keystones.forecast").predictions)
        var later = Playground(weeks: 16)
        later.add(5) { index in
            Villager(id: Int64(index), ratings: weekly(16) { week in 1000 + 80 * week })
        }
        let curve = try later.curve("keystones.rating")
        #expect(claims.map(\.due) == resets(13..<17))
        for (index, claim) in claims.enumerated() {
            guard case .value(let middle, let intervals) = claim.claim else { continue }
            let came = try #require(curve[12 + index])
            #expect(abs(middle - came) < 60)
            #expect(intervals.count == 2)
        }
    }
}
