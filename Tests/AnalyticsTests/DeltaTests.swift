import Guilds
import Statistics
import Testing

@testable import Analytics

struct DeltaTests {
    /// So many members who log in each week, about as many runs each week, some more or less.
    private func guild(weeks: Int, members: Int = 20, lastRuns: (Int) -> Int = { _ in 3 }) -> Playground {
        var guild = Playground(weeks: weeks)
        let days = (0..<weeks).map { week in Double(week) * 7 + 1 }
        guild.add(members) { index in
            Villager(
                id: Int64(index), characterClass: Int16(index % 10 + 1), itemLevels: [(0, 640)],
                ratings: [(0, 1500)], logins: days)
        }
        for week in 0..<weeks {
            for member in 0..<members {
                let usual = (week + member) % 3 == 0 ? 2 : 3
                let count = week == weeks - 1 ? lastRuns(member) : usual
                for run in 0..<count {
                    guild.run(on: Double(week) * 7 + 1 + Double(run) / 10, by: [Int64(member)])
                }
            }
        }
        return guild
    }

    private func verdict(_ guild: Playground, _ figure: String) throws -> Insight.Cell? {
        try guild.rows("delta.numbers").first { row in row.first == .text(figure) }?.last
    }

    @Test func `a quiet week is called quiet`() throws {
        let guild = guild(weeks: 14) { member in member % 3 == 0 ? 2 : 3 }
        #expect(try guild.insight("delta.headline").sentence.hasPrefix("Nothing changed in the week of "))
        #expect(
            try guild.insight("delta.headline").figure
                == .number(0, unit: "figures that changed beyond noise", interval: nil))
        #expect(try verdict(guild, "Known keystone runs") == .text("no"))
        #expect(try guild.rows("delta.where").isEmpty)
    }

    @Test func `a fall beyond noise is the headline, with the class that it comes from`() throws {
        // Ten classes of two members; those of three classes stop, everyone else runs on.
        let guild = guild(weeks: 14, members: 40) { member in member % 10 == 4 ? 0 : member % 3 == 0 ? 2 : 3 }
        #expect(try verdict(guild, "Known keystone runs") == .text("yes"))
        let sentence = try guild.insight("delta.headline").sentence
        #expect(sentence.contains("known keystone runs fell from "))
        let place = try #require(try guild.rows("delta.where").first)
        #expect(place[0] == .text("Known keystone runs") && place[2] == .text("class Priest"))
        let decisions = try guild.rows("delta.decisions")
        #expect(decisions.first?.first == .text("Look into the fall of known keystone runs"))
    }

    @Test func `a change spread over the guild is said to be`() throws {
        let guild = guild(weeks: 14) { _ in 9 }
        #expect(try guild.rows("delta.where").first?[2] == .text("20 members all over the guild"))
        // More runs are nothing to decide on.
        #expect(
            try !guild.rows("delta.decisions").contains { row in row.first == .text("Look into the fall") })
    }

    @Test func `a change that few members make up is said to be theirs`() throws {
        let guild = guild(weeks: 14) { member in member < 3 ? 40 : member < 10 ? 4 : 3 }
        let place = try #require(try guild.rows("delta.where").first)
        #expect(place[2] == .text("3 members"))
        #expect(try guild.insight("delta.where").sentence.contains("comes from 3 members."))
    }

    @Test func `a short history says what is missing`() throws {
        #expect(try guild(weeks: 1).needs("delta.numbers") == "needs 1 more complete week")
        let young = guild(weeks: 4)
        #expect(try verdict(young, "Known keystone runs") == .text("needs 4 more weeks"))
        #expect(
            try young.insight("delta.headline").sentence
                == "What is usual for this guild is not known yet: that needs 4 more known weeks.")
    }

    @Test func `a week that was not seen is not a drop`() throws {
        var guild = guild(weeks: 14)
        guild.village.seen = [0...80, 97.9...98]
        for index in guild.village.members.indices {
            guild.village.members[index].rating.seen = [Span(since: day(0), until: day(80))]
            guild.village.members[index].lastLogin.seen = [Span(since: day(0), until: day(80))]
            guild.village.members[index].lastLogin.changes.removeAll { $0.recordedAt > day(80) }
        }
        guild.runs.removeAll { run in run.completedAt > day(80) }
        #expect(try verdict(guild, "Known keystone runs") == .text("not known"))
        #expect(try verdict(guild, "Active members") == .text("not known"))
    }

    @Test func `a new season's ratings are no fall`() throws {
        var guild = Playground(weeks: 12)
        guild.village.seasons = [Village.season(1, from: -70), Village.season(2, from: 77)]
        let ratings = weekly(12) { week in week < 11 ? 2000 + 20 * week : 200 }
        guild.add(9) { index in Villager(id: Int64(index), ratings: ratings) }
        #expect(try verdict(guild, "Median keystone rating") == .text("not known"))
    }

    @Test func `a change is the difference of the values that are told`() throws {
        var guild = Playground(weeks: 8)
        // Half of the members gain a point, so that the median of all is 1500.5.
        guild.add(20) { index in
            Villager(
                id: Int64(index), ratings: index < 10 ? [(0, 1500)] : [(0, 1500), (52, 1501)], logins: [0])
        }
        let row = try guild.rows("delta.numbers").first { row in
            row.first == .text("Median keystone rating")
        }
        #expect(row?[1...3] == [.number(1500), .number(1501), .number(1)])
    }

    @Test func `on quiet noise few changes are called unusual`() {
        // Independent normal levels: each change is the difference of two of them.
        var dice = SplitMix64(seed: 11)
        for (count, most) in [(8, 0.025), (18, 0.012)] {
            var alarms = 0
            let trials = 4000
            for _ in 0..<trials {
                let levels = (0..<count).map { _ in StandardNormal.quantile(dice.uniform()) }
                let changes = zip(levels, levels.dropFirst()).map { before, now in now - before }
                let earlier = Array(changes.dropLast())
                guard let last = changes.last,
                    let surprise = Surprise(last, among: earlier, least: 0)
                else { continue }
                if surprise.isBeyondNoise { alarms += 1 }
            }
            #expect(Double(alarms) / Double(trials) < most, "\(count) levels: \(alarms) alarms")
        }
    }

    @Test func `a single healer and raiders without a vault slot are told, names to officers only`() throws {
        var guild = Playground(weeks: 8)
        let days = (0..<8).map { week in Double(week) * 7 + 1 }
        for index in 0..<10 {
            let spec: Int32 = index < 2 ? 66 : index == 2 ? 65 : 253
            guild.add(
                Villager(
                    id: Int64(index), itemLevels: [(0, 640)], ratings: [(0, 1500)], logins: days,
                    specialization: spec))
            guild.kill(on: days)
        }
        for index in 0..<6 { guild.run(on: 50, by: [Int64(index)]) }
        let told = try guild.rows("delta.decisions")
        #expect(
            told.map(\.first) == [
                .text("Find a second healer"), .text("Get raiders into keystones"),
                .text("Ask raiders to share their profiles"),
            ])
        #expect(
            told[1][1] == .text("4 of 10 raiders with known runs opened no vault slot in the week of 15 Jul"))
        let officers = try guild.rows("officers.decisions")
        #expect(officers.first?[2] == member(2))
        #expect(officers.map { row in row[2] }.contains(member(9)))
        #expect(!told.joined().contains { cell in if case .member = cell { true } else { false } })
    }

    @Test func `where nothing is to decide nobody is concerned`() throws {
        var guild = Playground(weeks: 8)
        let often = stride(from: 0.5, to: 56, by: 2).map(\.self)
        for index in 0..<6 { guild.add(Villager(id: Int64(index), logins: often)) }
        let sentence = try guild.insight("officers.decisions").sentence
        #expect(sentence == "Nothing that is known of the guild needs a decision now.")
    }

    @Test func `who stopped logging in is told to officers only`() throws {
        var guild = Playground(weeks: 12)
        let often = stride(from: 0.5, to: 60, by: 2).map(\.self)
        for index in 0..<6 {
            guild.add(Villager(id: Int64(index), logins: index == 0 ? often : often + [70, 80]))
            guild.kill(on: [78])
        }
        let title = Insight.Cell.text("Ask after raiders who stopped logging in")
        #expect(try guild.rows("officers.decisions").contains { row in row.first == title })
        #expect(try !guild.rows("delta.decisions").contains { row in row.first == title })
        #expect(try !guild.insight("delta.decisions").sentence.contains("logging in"))
    }
}
