import Foundation
import Guilds
import TestDatabase
import Testing

/// `guildscope week` and what the doctor tells of holdings, over a crawled world.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct WeekCommandTests {
    @Test(.timeLimit(.minutes(20)))
    func `a week of a crawled guild has a line for each member, and its pursuits are known`()
        async throws
    {
        try await withWatchedWorld { simulator, scene in
            let end = try await simulator.moment(afterHours: 24 * 18)
            let crawled = try await scene.run("crawl", "--until", "\(end)")
            try #require(crawled.status == 0, "\(crawled.errors)")
            let guild = try #require(try await simulator.guilds().first)
            for flags in [[], ["--last"]] {
                let ended = try await scene.start(["week", "--guild", guild] + flags).ended()
                #expect(ended.status == 0, "\(ended.errors)")
                let lines = try ended.output.split(separator: "\n").map { line in
                    try Node(json: Data(line.utf8))
                }
                #expect(lines.count > 5)
                #expect(lines.contains { line in line["logins"].integer ?? 0 > 0 })
                // What is unknown is null and says why; what is known says nothing.
                for line in lines where line["seen_until"].line == "-" {
                    #expect(line["logins"].integer == nil && line["unknown"].text != nil)
                }
            }
            let csv = try await scene.run("week", "--guild", guild, "--last", "--csv")
            #expect(csv.output.hasPrefix("period,region,realm_id,character_id,name,rank,runs,"))
            let unknown = try await scene.run("week", "--guild", guild, "--period", "1")
            #expect(unknown.status == 66, "\(unknown.errors)")
            for table in ["profession_skill", "reputation", "pvp_summary", "pvp_map"] {
                #expect(try await !scene.lines("SELECT 'x' FROM \(table) LIMIT 1").isEmpty, "\(table)")
            }
            // The small world's guilds may have no news; their feeds are asked for and answer.
            let feeds = try await scene.lines(
                "SELECT 'x' FROM target WHERE kind = 23 AND confirmed_at IS NOT NULL")
            #expect(feeds.count == (try await simulator.guilds().count))
            let doctor = try await scene.run("doctor")
            let holdings = doctor.output.split(separator: "\n").filter { line in line.contains("\"holdings") }
            #expect(holdings.count == (try await simulator.guilds().count) + 1, "\(doctor.output)")
        }
    }
}
