import Guilds
import Testing

@testable import Analytics

struct ScorecardTests {
    private func number(_ told: Double, _ low: Double, _ high: Double, came: Double?, before: Double? = nil)
        -> ScoredClaim
    {
        ScoredClaim(
            made: 0,
            prediction: Prediction(
                metric: "roster.size", subject: .guild, due: day(7),
                claim: .value(told, intervals: [Insight.Interval(low: low, high: high, level: 0.8)])),
            outcome: came, before: before)
    }

    private func chance(_ told: Double, came: Bool) -> ScoredClaim {
        ScoredClaim(
            made: 0,
            prediction: Prediction(
                metric: "member.leaves", subject: .member(realm: 1, id: 1), due: day(7), claim: .chance(told)),
            outcome: came ? 1 : 0, before: nil)
    }

    @Test func `intervals are counted by what they held`() throws {
        let card = Scorecard(
            (0..<132).map { number(50, 40, 60, came: $0 < 107 ? 55 : 70, before: 45) })
        let score = try #require(card.score("roster.size"))
        #expect(score.coverage == [MetricScore.Coverage(level: 0.8, held: 107, count: 132)])
        #expect(score.sentence == "Our 80% intervals held 81% of the time, n = 132.")
        let error = try #require(score.error)
        let own: Double = 107 * 5 + 25 * 20
        let staying: Double = 107 * 10 + 25 * 25
        #expect(abs(error.mean - own / 132) < 1e-9)
        #expect(error.median == 5)
        #expect(abs(try #require(error.relativeToStaying) - own / staying) < 1e-9)
    }

    @Test func `what never came lies outside every interval`() throws {
        let score = try #require(Scorecard([number(5, 4, 6, came: nil)]).score("roster.size"))
        #expect(score.coverage.map(\.held) == [0])
        #expect(score.error == nil)
        #expect(score.sentence.hasSuffix("Too few for a verdict."))
    }

    @Test func `chances are scored as in the textbook`() throws {
        let claims = [chance(0.9, came: true), chance(0.2, came: false), chance(0.4, came: true)]
        let chances = try #require(Scorecard(claims).score("member.leaves")?.chances)
        #expect(abs(chances.brier - (0.01 + 0.04 + 0.36) / 3) < 1e-12)
        #expect(chances.auc == 1)
        #expect(chances.table.map(\.count).reduce(0, +) == 3)
    }

    @Test func `a card survives the way through bytes`() throws {
        let card = Scorecard([chance(0.9, came: true), chance(0.2, came: false), number(5, 4, 6, came: 5)])
        #expect(try SnapshotCoding.decode(Scorecard.self, from: SnapshotCoding.encode(card)) == card)
    }

    @Test func `the order of claims does not matter`() {
        let claims = (0..<200).map { chance(Double($0 % 17) / 17, came: $0 % 3 == 0) }
        #expect(Scorecard(claims.reversed()) == Scorecard(claims))
    }

    @Test func `an earlier moment sees nothing of what came after`() {
        let series = Crowd.guilds[2]
        var cut = series
        cut.asOf = day(63)
        #expect(
            GuildBacktest.predictions(series, at: day(63))
                == GuildBacktest.predictions(cut.known, at: day(63)))
    }

    @Test func `predictions that are not due are not scored`() {
        let series = Crowd.guilds[2]
        let claims = GuildBacktest.run(series, origins: [series.asOf - .days(7)])
        #expect(claims.allSatisfy { claim in claim.prediction.due <= series.asOf.seconds })
        #expect(!claims.contains { claim in claim.prediction.metric == "member.leaves" })
    }

    @Test func `origins are resets with enough before and after`() {
        let origins = GuildBacktest.origins(of: Crowd.guilds[0], every: 2)
        #expect(origins.first == day(56))
        #expect(origins.last == day(98))
        #expect(origins.count == 4)
    }
}
