import Foundation
import Guilds
import Replay
import TestDatabase
import Testing

/// Captured responses of the real API, crawled by the program and found again in the database.
@Suite(
    .enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"),
    .enabled(if: Captures.areThere, "\(Captures.whyNot)"))
struct CapturedTests {
    private func withReplay<Value: Sendable>(
        _ body: @Sendable (Scene) async throws -> Value
    ) async throws -> Value {
        try await ReplayServer(folder: Captures.folder.path(percentEncoded: false)).serving { port in
            try await withScene("http://127.0.0.1:\(port)") { scene in try await body(scene) }
        }
    }

    @Test func `each captured roster is the guild's membership, line by line`() async throws {
        try await withReplay { scene in
            let rosters = try Captures.byAddress("guild-roster")
            try #require(rosters.count > 1)
            for (address, roster) in rosters {
                let crawled = try await scene.run("crawl", "--guild", address)
                #expect(crawled.status == 0, "\(crawled.errors)")
                let guild = try #require(roster["guild"]["id"].integer)
                let members = Set(roster["members"].items.map(RosterLines.membership))
                let states = Set(roster["members"].items.map(RosterLines.state))
                try #require(members.count > 100)
                #expect(try await Set(scene.lines(RosterLines.memberships(of: guild))) == members)
                #expect(try await Set(scene.lines(RosterLines.states(of: guild))) == states)
            }
        }
    }

    @Test func `a machine whose clock is an hour ahead writes down the database's time`() async throws {
        try await withReplay { scene in
            let address = try #require(Captures.byAddress("guild-roster").keys.min())
            let clock = try WrongClock(in: scene.folder)
            try clock.set(to: .seconds(3600))
            let crawled = try await scene.run(
                "crawl", "--guild", address, "--limit", "20", settings: clock.environment)
            #expect([0, 3].contains(crawled.status), "\(crawled.errors)")
            let attempts = try await scene.lines("SELECT 'x' FROM attempt")
            let ahead = try await scene.lines("SELECT 'x' FROM attempt WHERE observed_at > now()")
            #expect(!attempts.isEmpty)
            #expect(ahead.isEmpty)
        }
    }

    @Test func `each captured character lands as captured`() async throws {
        try await withReplay { scene in
            let summaries = try Captures.byAddress("character")
            #expect(summaries.keys.contains { address in !address.utf8.allSatisfy { byte in byte < 128 } })
            for (address, summary) in summaries {
                try await crawlCompletely(address, scene)
                let id = try #require(summary["id"].integer)
                #expect(
                    try await scene.lines(CharacterLines.summaries(of: id)) == [
                        CharacterLines.summary(summary)
                    ])
                let equipment = try #require(try Captures.byAddress("character-equipment")[address])
                #expect(
                    try await Set(scene.lines(CharacterLines.items(of: id)))
                        == Set(equipment["equipped_items"].items.map(CharacterLines.item)))
                let raids = try #require(try Captures.byAddress("character-encounters-raids")[address])
                let kills = CharacterLines.kills(raids)
                #expect(!kills.isEmpty)
                #expect(try await Set(scene.lines(CharacterLines.kills(of: id))) == kills)
                let achievements = try #require(try Captures.byAddress("character-achievements")[address])
                let earned = CharacterLines.earned(achievements)
                #expect(earned.count > 100)
                #expect(try await Set(scene.lines(CharacterLines.earned(of: id))) == earned)
            }
        }
    }

    @Test func `each captured season's best runs are there with the players of each`() async throws {
        try await withReplay { scene in
            for (address, season) in try Captures.byAddress("character-mythic-keystone-season") {
                try await crawlCompletely(address, scene)
                let id = try #require(season["character"]["id"].integer)
                let runs = season["best_runs"].items
                try #require(!runs.isEmpty)
                #expect(
                    try await Set(scene.lines(RunLines.runs(of: id))) == Set(runs.map(RunLines.run)))
                #expect(
                    try await Set(scene.lines(RunLines.members(of: id)))
                        == Set(runs.flatMap(RunLines.members)))
            }
        }
    }

    @Test func `a second crawl of the same responses writes no row`() async throws {
        try await withReplay { scene in
            for address in try Captures.byAddress("character").keys {
                try await crawlCompletely(address, scene)
                let before = try await scene.dump()
                // Forgetting what is held makes every document come whole and be compared row by row.
                try await scene.execute(
                    "UPDATE target SET next_due_at = now(), last_modified = NULL, digest = NULL")
                let again = try await scene.run("crawl", "--character", address)
                let summary = try #require(try again.events("summary").first)
                #expect(try #require(summary["unchanged"].integer) >= 5)
                #expect(summary["changed"].integer == 0)
                #expect(summary["rows"].integer == 0)
                let after = try await scene.dump()
                for table in before.keys where table != "document" {
                    #expect(after[table] == before[table], "\(table)")
                }
            }
        }
    }

    /// Crawls a character twice: what is put off for some days is brought forward for the second time.
    private func crawlCompletely(_ address: String, _ scene: Scene) async throws {
        for _ in 0..<2 {
            let crawled = try await scene.run("crawl", "--character", address)
            try #require(crawled.status == 0, "\(crawled.errors)")
            try await scene.execute("UPDATE target SET next_due_at = now()")
        }
    }
}
