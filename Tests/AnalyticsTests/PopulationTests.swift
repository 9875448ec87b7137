import Foundation
import Guilds
import Statistics
import Testing

@testable import Analytics

/// Many invented guilds whose kills and departures follow a known law.
enum Crowd {
    /// A guild that kills its next boss with a chance each week, and whose members are the likelier to leave the
    /// longer they have been away.
    static func guild(_ index: Int, weeks: Int = 16, bosses: Int = 6) -> GuildSeries {
        var random = SplitMix64(seed: UInt64(index) &* 977 &+ 5)
        var raiders = Raiders(weeks: weeks)
        raiders.guild = Int64(1000 + index)
        raiders.bosses = bosses
        raiders.every = 1
        let talent = 0.6 + 0.8 * random.uniform()
        var next = 0
        for week in 0..<weeks {
            let known = raiders.kills.first?.boss
            while next < bosses, random.uniform() < talent * (0.75 - 0.1 * Double(next)) {
                raiders.kills.append((Double(week) * 7 + 3.8 + 0.02 * Double(next), Raiders.boss(next)))
                next += 1
            }
            // What has fallen falls again, so that the guild is seen to raid.
            if let known {
                raiders.kills.append((Double(week) * 7 + 3.79, known))
            }
        }
        for member in 1..<raiders.team where random.uniform() < 0.4 {
            let last = 20 + random.uniform() * Double(weeks * 7 - 30)
            raiders.lastLogins[member] = last
            if random.uniform() < 0.9 { raiders.departures[member] = last + 8 - 30 * log(random.uniform()) }
        }
        raiders.departures = raiders.departures.filter { $0.value < raiders.asOf }
        return raiders.series
    }

    static let guilds = (0..<36).map { guild($0) }
    static let lessons = guilds.map { GuildLesson($0) }
    static let population = Population.learn(lessons, asOf: day(112))
}

struct PopulationTests {
    @Test func `the order of the guilds does not matter`() throws {
        let reversed = Population.learn(Crowd.lessons.reversed(), asOf: day(112))
        #expect(reversed == Crowd.population)
        #expect(try SnapshotCoding.encode(reversed) == SnapshotCoding.encode(Crowd.population))
    }

    @Test func `a population survives the way through bytes`() throws {
        let bytes = try SnapshotCoding.encode(Crowd.population)
        let read = try SnapshotCoding.decode(Population.self, from: bytes)
        #expect(read == Crowd.population)
        #expect(read.fingerprint == Crowd.population.fingerprint)
        #expect(try SnapshotCoding.encode(read) == bytes)
    }

    /// What was stored before a model knew how guilds differ, of which snapshots of old moments still are made.
    @Test func `a population of an older form is read, and forecasts without what it lacks`() throws {
        let text = String(decoding: try SnapshotCoding.encode(Crowd.population), as: UTF8.self)
        let older = text.replacing(/"frailty":\{[^}]*\},?/, with: "")
        #expect(older.utf8.count < text.utf8.count)
        let read = try SnapshotCoding.decode(Population.self, from: Array(older.utf8))
        let forecasts = try (100..<106).map { number in
            let guild = Crowd.guild(number, weeks: 4)
            return try [read, Crowd.population].map { population in
                try #require(guild.insight("progress.forecast", population: population))
            }
        }
        for both in forecasts {
            #expect(both[0].needs == nil)
            #expect(both[0].rows.map(\.first) == both[1].rows.map(\.first))
        }
        #expect(forecasts.contains { both in both[0].rows != both[1].rows })
    }

    @Test func `nobody at all is a population too`() throws {
        let empty = Population.learn([], asOf: day(0))
        #expect(empty.content.raids.bosses.isEmpty)
        #expect(empty.content.leaving == .builtIn)
        let snapshot = GuildAnalysis.run(Crowd.guilds[0], population: empty, renderer: "test")
        #expect(snapshot.manifest.population == empty.fingerprint)
    }

    @Test func `bosses come in the order in which guilds kill them`() {
        let bosses = Crowd.population.content.raids.bosses.sorted { $0.order < $1.order }
        #expect(bosses.map(\.encounter) == [100, 101, 102, 103, 104, 105])
        #expect(bosses.dropFirst().allSatisfy { boss in boss.guilds <= 36 && !boss.weeks.isEmpty })
        #expect((bosses.first?.guilds ?? 0) > 30)
    }

    @Test func `weeks at a boss count each guild once a week until it falls`() throws {
        for boss in Crowd.population.content.raids.bosses {
            for (week, next) in zip(boss.weeks, boss.weeks.dropFirst()) {
                #expect(next.atRisk <= week.atRisk - week.killed)
            }
        }
    }

    @Test func `lessons are bounded`() {
        #expect(GuildLesson(Crowd.guilds[3], mostRows: 7).leaving.count == 7)
        #expect(Crowd.lessons.allSatisfy { $0.leaving.count <= GuildLesson.mostRows })
    }

    @Test func `a guild that taught later does not change what was known earlier`() {
        var early = Crowd.guilds[4]
        early.asOf = day(60)
        #expect(GuildLesson(early) == GuildLesson(early.known))
    }

    @Test func `kill chances of guilds not learnt from are calibrated`() throws {
        var told: [Statistics.Prediction] = []
        for index in 100..<118 {
            let series = Crowd.guild(index)
            for claim in GuildBacktest.run(
                series, population: Crowd.population, origins: [day(28), day(42), day(56)])
            where claim.prediction.metric == "progress.kill" {
                guard case .chance(let chance) = claim.prediction.claim, let outcome = claim.outcome else {
                    continue
                }
                told.append(Statistics.Prediction(chance, happened: outcome > 0.5))
            }
        }
        let scores = try #require(ProbabilityScores(told))
        let expected = told.map(\.probability).reduce(0, +) / Double(told.count)
        #expect(told.count > 150)
        #expect(abs(expected - scores.baseRate) < 0.12, "\(expected) \(scores.baseRate)")
        #expect(scores.brierSkill > 0)
    }

    @Test func `what is corrected on guilds not seen spreads the times apart`() throws {
        let model = try #require(Crowd.population.content.raids.model)
        #expect(model.guilds == 36)
        #expect(model.correction.slope > 0.3 && model.correction.slope < 1.5)
        #expect(Set(model.eases.map(\.encounter)) == Set(100...105))
    }

    @Test func `weeks ahead teach only what was known when they were counted from`() throws {
        let history = GuildLesson(Crowd.guilds[2]).raids
        let path = try #require(history.paths(nil).first { path in !path.weeks.isEmpty })
        for week in path.weeks where week.standing.weeksABoss != nil { #expect(week.standing.hasBegun) }
        let first = try #require(path.weeks.first)
        #expect(first.standing.weeksABoss == nil)
        #expect(path.weeks.filter(\.fell).count <= history.firstKills.count)
    }

    @Test func `a boss that enough guilds killed is judged from them`() throws {
        let guild = try #require(
            (100..<160).map { Crowd.guild($0, weeks: 6) }.first { series in
                RaidRecord(series).firstKills.count == 2
            })
        let forecast = try #require(guild.insight("progress.forecast", population: Crowd.population))
        guard case .text(let basis)? = forecast.rows.first?.last else {
            Issue.record("no basis")
            return
        }
        #expect(basis.hasSuffix("guilds that killed it"))
        let tier = try #require(guild.insight("progress.tier", population: Crowd.population))
        #expect(tier.n == 36)
        #expect(tier.sentence.contains("of 36 guilds"))
    }
}
