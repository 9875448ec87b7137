import Analytics
import Guilds
import Testing

struct GoalTests {
    /// Ten raiders whose ratings grow by so much a week.
    private func guild(weeks: Int, growth: Double, goals: [Goal] = Goal.standard) -> Playground {
        var guild = Playground(weeks: weeks)
        guild.goals = goals
        let days = (0..<weeks).map { week in Double(week) * 7 + 2 }
        for index in 0..<10 {
            guild.add(
                Villager(
                    id: Int64(index), itemLevels: [(0, 640)],
                    ratings: weekly(weeks) { week in 1000 + growth * week + Double(index) }, logins: days))
            guild.kill(on: days)
        }
        return guild
    }

    private func rating(_ aim: Double, due: Goal.Due) -> [Goal] {
        [Goal(key: "rating", measure: .averageRating, aim: .atLeast(aim), due: due)]
    }

    private func verdict(_ guild: Playground) throws -> Insight.Cell? {
        try guild.rows("goals.overview").first?[1]
    }

    @Test func `a goal that the pace reaches is on track, one far above it out of reach`() throws {
        let near = guild(weeks: 16, growth: 50, goals: rating(1850, due: .weeksAhead(4)))
        #expect(try verdict(near) == .text("on track"))
        let far = guild(weeks: 16, growth: 50, goals: rating(3000, due: .weeksAhead(4)))
        #expect(try verdict(far) == .text("out of reach at this pace"))
        let told = try far.insight("goals.rating")
        #expect(told.sentence.hasPrefix("An average keystone rating of 3,000 among the raiders by "))
        guard case .number(let projected, "rating", let interval?) = told.figure else {
            Issue.record("no projection")
            return
        }
        #expect(interval.level == 0.8 && interval.low <= projected && projected <= interval.high)
        let claims = try #require(told.predictions)
        #expect(claims.map(\.due) == resets(20..<21))
        #expect(claims.map(\.detail) == ["season 1"])
    }

    @Test func `what is reached is said, and a date may be given as one`() throws {
        let date = day(150).seconds
        let done = guild(weeks: 16, growth: 50, goals: rating(1500, due: .date(date)))
        #expect(try verdict(done) == .text("reached"))
        // The last reset before day 150 ends the 21st week.
        #expect(try done.rows("goals.overview").first?[4] == .date(day(147).seconds))
    }

    @Test func `a date that has passed projects nothing`() throws {
        let past = guild(weeks: 16, growth: 50, goals: rating(3000, due: .seasonWeek(3)))
        #expect(try past.needs("goals.rating") == "needs a date to come: its own has passed")
    }

    @Test func `a rating is not projected beyond its season`() throws {
        var guild = guild(weeks: 16, growth: 50, goals: rating(3000, due: .weeksAhead(8)))
        let first = Village.season(1, from: 0)
        guild.village.seasons = [
            KeystoneSeason(region: .eu, id: 1, start: first.start, end: day(126), periods: [])
        ]
        #expect(try guild.needs("goals.rating") == "needs a date before the season ends")
    }

    @Test func `few weeks say how many more are needed`() throws {
        let young = guild(weeks: 3, growth: 50)
        #expect(try young.needs("goals.rating") == "needs 3 more weeks")
        #expect(try verdict(young) == .text("not enough yet"))
    }

    @Test func `the share with vault slots counts only raiders whose runs are known`() throws {
        var guild = guild(weeks: 12, growth: 50)
        for week in 0..<12 {
            for member in 0..<5 {
                for run in 0..<8 {
                    guild.run(on: Double(week) * 7 + 1 + Double(run) / 10, by: [Int64(member)])
                }
            }
        }
        // Two raiders' profiles are not seen: half of ten become five of eight.
        for index in 8..<10 { guild.village.members[index].rating = Series(changes: [], seen: []) }
        let row = try #require(try guild.rows("goals.overview").first)
        #expect(row[2] == .number(62.5) && row[3] == .number(80))
        #expect(row[1] == .text("out of reach at this pace"))
        #expect(
            try guild.insight("goals.vault").sentence.contains("80% of the raiders with 3 vault slots a week")
        )
    }

    @Test func `own goals change the fingerprint, the standard ones do not`() {
        let standard = guild(weeks: 4, growth: 50)
        var own = standard
        own.goals = rating(2000, due: .weeksAhead(4))
        #expect(own.snapshot.manifest.series != standard.snapshot.manifest.series)
        #expect(
            standard.snapshot.manifest.series
                == GuildAnalysis.run(standard.series, renderer: "test").manifest.series)
    }

    @Test func `a guild without goals is told so`() throws {
        let guild = guild(weeks: 4, growth: 50, goals: [])
        #expect(try guild.insight("goals.overview").sentence == "No goals are set.")
    }
}
