import Guilds
import Statistics
import Testing

@testable import Analytics

struct ClaimTests {
    /// Six raiders who log in, gain rating and gear every week, and run keystones that go up level by level.
    private func guild(weeks: Int, asOf: Double? = nil) -> Playground {
        var guild = Playground(weeks: weeks)
        if let asOf {
            guild.village.asOf = asOf
            guild.village.seen = [0...asOf]
        }
        let days = (0..<weeks).map { week in Double(week) * 7 + 1 }
        for index in 0..<6 {
            let levels = (0..<weeks).map { week in (day: days[week], value: Int16(600 + 2 * week + index)) }
            guild.add(
                Villager(
                    id: Int64(index), itemLevels: levels,
                    ratings: weekly(weeks) { week in 1500 + 40 * week + 3 * Double(index) }, logins: days))
            guild.kill(on: days)
            for week in 0..<weeks {
                guild.run(
                    on: days[week] + 1, level: Int16(3 + week), by: [Int64(index)], dungeon: Int32(index))
            }
        }
        return guild
    }

    /// The claims about gear, keystones and goals.
    private func claims(_ guild: Playground) -> [Guilds.Prediction] {
        let snapshot = guild.snapshot
        return (snapshot.memberPart + snapshot.officerPart).flatMap { insight in insight.predictions ?? [] }
            .filter { claim in
                ["gear.", "keystones.", "goals."].contains { start in claim.metric.hasPrefix(start) }
            }
    }

    private static let realisations = Realisation.gear + Realisation.keystones + Realisation.goals

    @Test func `every claim can be scored once its time has come, and not before`() throws {
        let claims = claims(guild(weeks: 12))
        let now = Study(guild(weeks: 12).series)
        let later = Study(guild(weeks: 24).series)
        let names = Set(claims.map(\.metric))
        #expect(
            names == [
                "gear.itemlevel", "keystones.rating", "keystones.push", "keystones.reach", "goals.vault",
                "goals.rating", "goals.itemlevel",
            ])
        for claim in claims {
            let realisation = try #require(Self.realisations.first { one in one.metric == claim.metric })
            let came = realisation.value(claim, later)
            #expect(came != nil, "\(claim.metric) due \(claim.due)")
            #expect(realisation.value(claim, now) == nil, "\(claim.metric) is not known at once")
        }
    }

    @Test func `what grows steadily comes as it was foretold`() throws {
        let later = Study(guild(weeks: 24).series)
        for claim in claims(guild(weeks: 12)) {
            let came = try #require(
                Self.realisations.first { $0.metric == claim.metric }?.value(claim, later))
            switch claim.claim {
            case .value(let middle, let intervals):
                #expect(abs(middle - came) <= max(3, 0.05 * came), "\(claim.metric)")
                #expect(
                    intervals.allSatisfy { interval in interval.low <= middle && middle <= interval.high })
            case .chance(let chance):
                #expect((0...1).contains(chance) && (came == 0 || came == 1), "\(claim.metric)")
            }
        }
    }

    @Test func `claims are the same all week`() {
        let early = claims(guild(weeks: 13, asOf: 84.5))
        let late = claims(guild(weeks: 13, asOf: 90.5))
        #expect(
            early.filter { $0.metric == "keystones.push" } == late.filter { $0.metric == "keystones.push" })
        #expect(early.map(\.due) == late.map(\.due))
    }

    @Test func `a new season takes the claims of the old one`() {
        var after = guild(weeks: 24)
        after.village.seasons = [Village.season(1, from: 0), Village.season(2, from: 84)]
        let study = Study(after.series)
        for claim in claims(guild(weeks: 12)) where claim.metric == "keystones.rating" {
            #expect(Realisation.keystones.first?.value(claim, study) == nil)
        }
    }

    @Test func `weeks to an aim hold eight times in ten`() {
        var dice = SplitMix64(seed: 3)
        var (held, all) = (0, 0)
        for _ in 0..<400 {
            // Gains between 20 and 100 a week that flatten out, seen for eight weeks.
            var gains = (0..<34).map { week in (20 + 80 * dice.uniform()) * (1 - Double(week) / 50) }
            let future = Array(gains.suffix(26))
            gains.removeLast(26)
            guard let pace = RatingPace(gains: gains), let low = pace.weeks(to: 250, with: 0.1),
                let high = pace.weeks(to: 250, with: 0.9)
            else { continue }
            var (sum, week) = (0.0, 0)
            while sum < 250, week < 26 {
                sum += future[week]
                week += 1
            }
            all += 1
            if (low...high).contains(week) { held += 1 }
        }
        let share = Double(held) / Double(all)
        #expect(all > 300 && share > 0.75 && share <= 0.98, "\(held) of \(all)")
    }

    @Test func `the order of members, slots and runs does not matter`() {
        let guild = guild(weeks: 8)
        var shuffled = guild.series
        shuffled.runs.reverse()
        shuffled.members.reverse()
        let same = GuildAnalysis.run(shuffled, renderer: "test") == guild.snapshot
        #expect(same)
    }

    @Test func `runs recorded after asOf do not matter`() {
        var cut = guild(weeks: 8, asOf: 40)
        let full = cut.snapshot
        cut.runs.removeAll { run in run.recordedAt > day(40) }
        let same = cut.snapshot == full
        #expect(same)
    }

    @Test(arguments: [0, 1, 2, 6])
    func `every length of history tells the same metrics`(weeks: Int) {
        let long = guild(weeks: 14).snapshot.memberPart.map(\.metric)
        let short = weeks == 0 ? Playground(weeks: 0, seen: []) : guild(weeks: weeks)
        #expect(short.snapshot.memberPart.map(\.metric) == long)
        for insight in short.snapshot.memberPart {
            #expect(
                (0...1).contains(insight.coverage) && insight.sentence.hasSuffix("."), "\(insight.metric)")
            #expect(insight.coverage == 1 || insight.missing != nil, "\(insight.metric)")
        }
    }
}
