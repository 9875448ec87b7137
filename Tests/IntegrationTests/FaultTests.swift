import BattleNetSimulator
import Foundation
import Guilds
import TestDatabase
import Testing

/// Answers that are not what they should be: recorded as failed, and nothing of them is written.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct FaultTests {
    /// A fault of one kind of document, and how it is recorded.
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: Fault.Kind
        let outcome: String
        var testDescription: String { kind.rawValue }
    }

    private static let rosterCases = [
        Case(kind: .html, outcome: "malformed"), Case(kind: .huge, outcome: "malformed"),
        Case(kind: .truncated, outcome: "unavailable"), Case(kind: .wrongTypes, outcome: "malformed"),
        Case(kind: .missingArray, outcome: "malformed"), Case(kind: .emptyRoster, outcome: "malformed"),
        Case(kind: .status, outcome: "unavailable"), Case(kind: .rateLimited, outcome: "rateLimited"),
    ]

    @Test(arguments: rosterCases)
    func `a bad roster is recorded as failed and nobody departs`(_ bad: Case) async throws {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            let before = try await Self.rosters(scene)
            try #require(before.count > 40)
            try await simulator.step(hours: 24)
            try await simulator.commit([Fault(bad.kind, path: "/roster")])
            let failed = try await scene.run("crawl")
            #expect(failed.status == 3)
            #expect(try failed.events("failed").count == 2)
            #expect(try await Self.rosters(scene) == before)
            #expect(
                try await scene.lines(
                    "SELECT DISTINCT outcome FROM attempt WHERE kind = 21 AND verdict = 'failed'")
                    == [bad.outcome])
            #expect(try await Self.departed(scene).isEmpty)
        }
    }

    @Test func `a roster that shrank is asked for again soon, and whole again it is as if nothing had been`()
        async throws
    {
        let quiet = try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            try await simulator.step(hours: 28)
            try #require(try await scene.run("crawl").status == 0)
            return try await Self.rosters(scene)
        }
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            let before = try await Self.rosters(scene)
            try await simulator.step(hours: 24)
            try await suspect(simulator, scene)
            #expect(try await Self.rosters(scene) == before)
            #expect(try await Self.departed(scene).isEmpty)
            let soon = try await simulator.now() + .hours(4)
            #expect(
                try await scene.lines("SELECT 'x' FROM target WHERE kind = 21 AND next_due_at <= '\(soon)'")
                    .count
                    == 2)
            try await simulator.commit([])
            try await simulator.step(hours: 4)
            #expect(try await scene.run("crawl").status == 0)
            #expect(try await Self.rosters(scene) == quiet)
        }
    }

    @Test func `a roster that stays shrunken is believed, and who comes back is asked for at once`()
        async throws
    {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            try await simulator.step(hours: 24)
            try await suspect(simulator, scene)
            try await simulator.step(hours: 4)
            #expect(try await scene.run("crawl").status == 0)
            let gone = Set(try await Self.departed(scene))
            #expect(gone.count > 10)
            let leavers = "SELECT subject::text FROM target WHERE kind = 40 AND importance < 0.2"
            let unimportant = Set(try await scene.lines(leavers))
            #expect(!unimportant.isEmpty && unimportant.isSubset(of: gone))
            try await simulator.commit([])
            try await simulator.step(hours: 24)
            #expect(try await scene.run("crawl").status == 0)
            let back = unimportant.subtracting(try await Self.departed(scene))
            #expect(back.count > 10)
            let now = try await simulator.now()
            let asked = try await scene.lines(
                "SELECT subject::text FROM attempt WHERE kind = 40 AND observed_at = '\(now)'")
            #expect(back.isSubset(of: asked))
            #expect(Set(try await scene.lines(leavers)).isDisjoint(with: back))
        }
    }

    /// A crawl that is answered with a third of each roster.
    private func suspect(_ simulator: Simulator, _ scene: Scene) async throws {
        try await simulator.commit([Fault(.shrunkenRoster, path: "/roster")])
        let failed = try await scene.run("crawl")
        #expect(failed.status == 3)
        #expect(
            try failed.events("failed").map { event in event["reason"].text } == ["suspect", "suspect"])
    }

    @Test(arguments: [Fault.Kind.html, .status, .wrongTypes, .missingArray])
    func `bad equipment leaves what is known of it and stops nothing else`(kind: Fault.Kind) async throws {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            let before = try await scene.dump()
            try await simulator.step(hours: 48)
            try await simulator.commit([Fault(kind, path: "/equipment")])
            let failed = try await scene.run("crawl")
            #expect(failed.status == 3)
            let after = try await scene.dump()
            #expect(after["equipment"] == before["equipment"])
            #expect(after["equipment_now"] == before["equipment_now"])
            #expect(after["character_state"] != before["character_state"])
            let outcomes = "SELECT DISTINCT kind || ' ' || http_status FROM attempt WHERE verdict = 'failed'"
            #expect(try await scene.lines(outcomes) == [kind == .status ? "42 503" : "42 200"])
        }
    }

    @Test func `a failed document is fetched again when its time has come`() async throws {
        try await withWatchedWorld { simulator, scene in
            try await simulator.commit([Fault(.html, path: "/roster")])
            #expect(try await scene.run("crawl").status == 3)
            #expect(try await scene.lines("SELECT 'x' FROM membership").isEmpty)
            try await simulator.commit([])
            try await simulator.step(hours: 24)
            #expect(try await scene.run("crawl").status == 0)
            #expect(try await !scene.lines("SELECT 'x' FROM membership").isEmpty)
        }
    }

    @Test func `with one answer in twenty a server error everything is fetched all the same`() async throws {
        let whole = try await withWatchedWorld { _, scene in
            try #require(try await scene.run("crawl").status == 0)
            return try await scene.dump()
        }
        let disturbed = try await withWatchedWorld { simulator, scene in
            try await simulator.commit([Fault(.status, probability: 0.05, status: 500)])
            #expect(try await scene.run("crawl").status == 0)
            return try await scene.dump()
        }
        #expect(whole == disturbed)
    }

    @Test(.timeLimit(.minutes(20)))
    func `a roster of a thousand is taken whole`() async throws {
        try await withWatchedWorld("large") { _, scene in
            let crawl = try await scene.start(["crawl"]).ended(within: .seconds(900))
            #expect(crawl.status == 0, "\(crawl.errors)")
            let members = try await scene.lines("SELECT 'x' FROM membership_now WHERE rank IS NOT NULL").count
            #expect(members > 900)
            let told = try await scene.lines("SELECT member_count::text FROM guild_state_now")
            #expect(told == [String(members)])
            let missed = "SELECT 'x' FROM target WHERE next_due_at = '-infinity' OR last_outcome IS NULL"
            #expect(try await scene.lines(missed + " AND kind = 40").isEmpty)
        }
    }

    /// Membership and what the rosters tell, with the rosters' confirmations.
    private static func rosters(_ scene: Scene) async throws -> [String] {
        let dump = try await scene.dump()
        let series = ["membership", "membership_now", "roster_member_state", "roster_member_state_now"]
        return series.flatMap { table in dump[table] ?? [] }
            + (try await scene.lines("SELECT row(d.*)::text FROM document d WHERE kind = 21 ORDER BY 1"))
            .map { line in line.split(separator: ",").dropLast().joined(separator: ",") }
    }

    private static func departed(_ scene: Scene) async throws -> [String] {
        try await scene.lines("SELECT member_id::text FROM membership_now WHERE rank IS NULL")
    }
}
