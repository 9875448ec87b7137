import Crawl
import Guilds
import TestDatabase
import Testing

@testable import Warehouse

/// What the analysis stage keeps beside the snapshots.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct AnalysisTests {
    private let week = Period(
        region: .eu, id: 1000, start: .start, end: .start + .days(7) - .seconds(1))

    private func snapshot(_ asOf: Timestamp, officer: Double, member: Double) -> GuildSnapshot {
        GuildSnapshot(
            guild: guild, asOf: asOf,
            manifest: SnapshotManifest(
                guild: guild, asOf: asOf, methods: [:], series: "s", population: nil, seed: 1, renderer: "r"),
            memberPart: [insight("roster.size", .value(member, intervals: []), of: .guild)],
            officerPart: [
                insight("member.leaves", .chance(officer), of: .member(realm: 1403, id: 7))
            ], directory: SnapshotDirectory(guildName: "Testing Grounds", realmName: "Vale", names: [:]))
    }

    private func insight(
        _ metric: String, _ claim: Prediction.Claim, of subject: Insight.Subject
    ) -> Insight {
        var insight = Insight(
            metric: metric, subject: subject, from: .start, until: .start, n: 1, basis: "weeks", coverage: 1,
            missing: nil, figure: .notEnough(needs: "a week"), sentence: "", method: "test", version: 1)
        insight.predictions = [
            Prediction(metric: metric, subject: subject, due: .start + .days(14), claim: claim)
        ]
        return insight
    }

    @Test func `a guild is known to be computed until something is loaded or a method changes`() async throws
    {
        try await withWarehouse { warehouse, _ in
            #expect(try await warehouse.analysisInputs(of: guild) == nil)
            try await warehouse.load(roster([member(hero(1))]), as: DocumentID(.roster, of: guild))
            let inputs = try #require(try await warehouse.analysisInputs(of: guild))
            #expect(inputs.newest == .start)
            func computed(_ inputs: String, _ methods: String) async throws -> String? {
                try await warehouse.computedSnapshot(
                    of: guild, asOf: .start, inputs: inputs, methods: methods)
            }
            #expect(try await computed(inputs.loaded, "m") == nil)
            try await warehouse.noteComputed(
                "digest", of: guild, asOf: .start, inputs: inputs.loaded, methods: "m")
            #expect(try await computed(inputs.loaded, "m") == "digest")
            #expect(try await computed(inputs.loaded, "m2") == nil)
            let whole = Span(since: .start - .days(1), until: .start + .days(1))
            #expect(try await warehouse.computedMoments(of: guild, in: whole) == [.start])
            // At the same moment of the world, as when its clock stands still.
            try await warehouse.load(summary(hero(1)), as: DocumentID(.summary, of: hero(1)))
            let later = try #require(try await warehouse.analysisInputs(of: guild))
            #expect(later.newest == inputs.newest)
            #expect(try await computed(later.loaded, "m") == nil)
        }
    }

    @Test func `a population is kept once and read back as it was written`() async throws {
        try await withWarehouse { warehouse, _ in
            #expect(try await warehouse.population(asOf: .start) == nil)
            for _ in 0..<2 {
                try await warehouse.storePopulation("{\"a\":1}", digest: "d", guilds: 3, asOf: .start)
            }
            #expect(try await warehouse.population(asOf: .start) == "{\"a\":1}")
            #expect(try await warehouse.population(asOf: .start + .days(7)) == nil)
        }
    }

    @Test func `the first snapshot of a week stands, and is scored once`() async throws {
        try await withWarehouse { warehouse, _ in
            let first = snapshot(.start + .hours(1), officer: 0.3, member: 30)
            _ = try await warehouse.publish(first)
            _ = try await warehouse.publish(snapshot(.start + .hours(9), officer: 0.4, member: 31))
            let now = Timestamp.start + .days(15)
            func standing() async throws -> [StandingPredictions] {
                try await warehouse.standingPredictions(of: guild, weeks: [week], now: now)
            }
            let made = try #require(try await standing().first)
            #expect(try await standing().count == 1)
            #expect(made.asOf == first.asOf)
            #expect(made.scoredUntil == nil)
            #expect(made.entries.map(\.isOfficer) == [false, true])
            let scores = made.entries.map { entry in
                StoredScore(
                    number: entry.number, metric: entry.prediction.metric, isOfficer: entry.isOfficer,
                    claim: "{}")
            }
            for _ in 0..<2 {
                try await warehouse.storeScores(scores, of: made, guild: guild, until: now)
            }
            #expect(try await standing().first?.scoredUntil == now)
            let members = try await warehouse.scores(of: guild, forOfficers: false)
            #expect(members.map(\.metric) == ["roster.size"])
            #expect(try await warehouse.scores(of: guild, forOfficers: true).count == 2)
        }
    }
}
