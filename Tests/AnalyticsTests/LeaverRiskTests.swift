import Guilds
import Statistics
import Testing

@testable import Analytics

struct LeaverRiskTests {
    private func risks(_ raiders: Raiders, population: Population? = nil) -> [Int64: Double] {
        let claims = raiders.series.insight("officers.risk", population: population)?.predictions ?? []
        return claims.reduce(into: [:]) { risks, claim in
            guard case .member(_, let id) = claim.subject, case .chance(let chance) = claim.claim else {
                return
            }
            risks[id - 1000 * raiders.guild] = chance
        }
    }

    @Test func `whoever stopped logging in is likelier to leave`() throws {
        var raiders = Raiders(weeks: 12)
        raiders.lastLogins = [5: 40]
        let alone = risks(raiders)
        #expect(try #require(alone[5]) > 2 * #require(alone[6]))
        raiders.lastLogins = [5: 66]
        let taught = risks(raiders, population: Crowd.population)
        #expect(try #require(taught[5]) > 2 * #require(taught[6]))
    }

    @Test func `the reasons are told in plain words`() throws {
        var raiders = Raiders(weeks: 12)
        raiders.lastLogins = [5: 40]
        let risk = try #require(raiders.series.insight("officers.risk"))
        let row = try #require(risk.rows.first)
        #expect(row[0] == .member(realm: 60, id: 77_005))
        #expect(row[3] == .text("last login 44 days before the last look"))
    }

    @Test func `two weeks of the roster are needed`() {
        #expect(Raiders(weeks: 1).series.insight("officers.risk")?.needs == "needs two weeks of the roster")
    }

    @Test func `a roster not seen for weeks tells nobody's risk`() {
        var series = Raiders(weeks: 12).series
        series.rosterSeen = [Span(since: day(0), until: day(60))]
        #expect(series.insight("officers.risk")?.needs == "needs a look at the roster")
    }

    @Test func `a profile never seen is unknown, not inactive`() throws {
        var village = Village(weeks: 12)
        village.add(10) { Villager(id: Int64($0), logins: stride(from: 0, to: 84, by: 2).map { $0 }) }
        village.add(Villager(id: 20, hasProfile: false))
        let risk = try village.insight("officers.risk")
        #expect(risk.coverage == 10.0 / 11)
        let scene = LeaverScene(village.series, runs: [:], at: village.series.asOf)
        let hidden = try #require(scene.people.first { $0.main.character.id == 20 })
        #expect(scene.features(of: hidden).away == nil)
    }

    @Test func `features know nothing of what came after`() throws {
        let series = Crowd.guilds[7]
        let moment = day(60)
        var cut = series
        cut.asOf = moment
        let now = LeaverScene(series, runs: [:], at: moment)
        let then = LeaverScene(cut.known, runs: [:], at: moment)
        #expect(now.people.map { now.features(of: $0).row } == then.people.map { then.features(of: $0).row })
    }

    @Test func `outcomes are known only when the roster tells`() {
        var raiders = Raiders(weeks: 12)
        raiders.departures = [3: 30]
        let series = raiders.series
        func left(_ member: Int, _ start: Double) -> Bool? {
            LeavingOutcome.left(series.members[member], after: day(start), until: day(start + 28), in: series)
        }
        #expect(left(3, 10) == true)
        #expect(left(4, 10) == false)
        #expect(left(4, 70) == nil)
    }

    @Test func `a main who moves to another character of theirs has not left`() {
        var raiders = Raiders(weeks: 12)
        raiders.departures = [3: 30]
        var series = raiders.series
        var successor = series.members[4]
        series.members[3].person = 9
        successor.person = 9
        successor.rank.changes = [
            Series.Change(validFrom: day(30), recordedAt: day(30), unchangedUntil: day(29.9), value: 3)
        ]
        series.members[4] = successor
        #expect(LeavingOutcome.left(series.members[3], after: day(10), until: day(38), in: series) == false)
    }

    @Test func `linked characters are one person under the best of them`() {
        var series = Raiders(weeks: 4).series
        series.members[2].person = 5
        series.members[3].person = 5
        series.members[3].itemLevel.changes[0].value = 700
        let people = series.people(at: day(20))
        #expect(people.count == 11)
        #expect(people.first { $0.characters.count == 2 }?.main.character.id == 77_003)
    }

    @Test func `taught weights expect as many departures as there were`() {
        let rows = Crowd.lessons.flatMap(\.leaving)
        let hazard = Crowd.population.content.leaving.hazard
        let expected = rows.reduce(0) { sum, row in sum + hazard.probability(row.features) }
        #expect(hazard.events == rows.count(where: \.left))
        #expect(abs(expected - Double(hazard.events)) < 1e-6)
    }

    @Test func `the taught model ranks leavers of other guilds and is calibrated`() throws {
        var told: [Statistics.Prediction] = []
        for index in 200..<218 {
            let claims = GuildBacktest.run(
                Crowd.guild(index), population: Crowd.population, origins: [day(42), day(70)])
            for claim in claims where claim.prediction.metric == "member.leaves" {
                guard case .chance(let chance) = claim.prediction.claim, let outcome = claim.outcome else {
                    continue
                }
                told.append(Statistics.Prediction(chance, happened: outcome > 0.5))
            }
        }
        let scores = try #require(ProbabilityScores(told))
        #expect(scores.baseRate > 0.03 && told.count > 300)
        #expect(try #require(scores.auc) > 0.7, "\(String(describing: scores.auc))")
        #expect(
            try (0.5...1.6).contains(#require(told.calibrationLine?.slope)),
            "\(String(describing: told.calibrationLine))")
        let expected = told.map(\.probability).reduce(0, +) / Double(told.count)
        #expect(abs(expected - scores.baseRate) < 0.04)
    }
}
