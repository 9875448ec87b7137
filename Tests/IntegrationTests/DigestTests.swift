import Foundation
import Guilds
import TestDatabase
import Testing
import Warehouse

/// `guildscope digest` and `report` as processes: weeks, editions, languages, and nothing of the machine.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct DigestTests {
    @Test(.timeLimit(.minutes(30)))
    func `a digest comes from its snapshot alone, the same on every machine`() async throws {
        try await withWatchedWorld { simulator, scene in
            let crawled = try await scene.run(
                "crawl", "--until", "\(try await simulator.moment(afterHours: 24 * 23))")
            try #require(crawled.status == 0, "\(crawled.errors)")
            try #require(try await scene.run("analyze", "--only-missing").status == 0)
            try #require(try await scene.run("analyze").status == 0)
            let key = try #require(
                try await scene.withPool { pool in try await Warehouse(pool: pool).watchedGuilds().first })
            let guild = "\(key.address)"
            let rendered = try await digests(scene, guild)
            #expect(rendered.count == 8)
            #expect(rendered.allSatisfy { _, text in text.count > 100 })
            try await expectTheSameElsewhere(scene, guild, rendered)
            try await expectWeeks(scene, guild, key)

            // Stored or rendered, no difference; and rendered again, nothing new is stored.
            for out in ["first", "second"] {
                let report = try await scene.run("report", "--out", out)
                try #require(report.status == 0, "\(report.errors)")
            }
            #expect(try await digests(scene, guild) == rendered)
            let rows = try await scene.lines(
                "SELECT language || ' ' || name || ' ' || edition || ' ' || id || ' ' || xmin FROM artifact ORDER BY 1"
            )
            #expect(rows.contains { row in row.contains("officers-digest.md officers") })
            #expect(!rows.contains { row in row.contains("officers") && row.contains(" members ") })
            try #require(try await scene.run("report", "--out", "third").status == 0)
            #expect(
                try await scene.lines(
                    "SELECT language || ' ' || name || ' ' || edition || ' ' || id || ' ' || xmin FROM artifact ORDER BY 1"
                )
                    == rows)
            let german = try await scene.run("digest", "--guild", guild, "--language", "de")
            #expect(german.output.contains("Stand ") && !german.output.contains("As of"))
            try await expectGermanPages(scene)
            try await expectCharts(scene, guild)
        }
    }

    @Test(.timeLimit(.minutes(30)))
    func `half an hour after the reset, a week is closed and its digest knows who played`() async throws {
        try await withWatchedWorld { simulator, scene in
            let prepared = try await simulator.moment(afterHours: 24 * 28) + .seconds(30 * 60)
            let crawled = try await scene.run("crawl", "--until", "\(prepared)")
            try #require(crawled.status == 0, "\(crawled.errors)")
            try #require(try await scene.run("analyze").status == 0)
            for guild in try await simulator.guilds() {
                let digest = try await scene.run("digest", "--guild", guild, "--form", "text")
                try #require(digest.status == 0, "\(digest.errors)")
                // Too few wear known gear in the smaller guild; who played is known of everybody.
                let unknown = digest.output.split(separator: "Not known of the week:").dropFirst().joined()
                for figure in ["Logged in", "Keystone runs", "With a raid kill"] {
                    #expect(!unknown.contains(figure), "\(digest.output)")
                }
            }
        }
    }

    /// The pages follow the language that the report is asked for in.
    private func expectGermanPages(_ scene: Scene) async throws {
        try #require(try await scene.run("report", "--out", "deutsch", "--language", "de").status == 0)
        let folders = try FileManager.default.contentsOfDirectory(
            at: scene.folder.appending(path: "deutsch"), includingPropertiesForKeys: nil)
        for name in ["dashboard.html", "officers.html"] {
            let page = try String(
                contentsOf: try #require(folders.first).appending(path: name), encoding: .utf8)
            #expect(page.contains("<html lang=\"de\">") && page.contains("<p class=\"meta\">"))
            let text = page.split(separator: "<main").last?.split(separator: "</main>").first ?? ""
            let lines = text.split(separator: "<").compactMap { tag in tag.split(separator: ">").last }
            let english = lines.filter { line in
                line.utf8.count < 2_000 && line.contains(/\b(the|of|and|with|members?|weeks?)\b/)
            }
            #expect(english.isEmpty)
        }
    }

    /// Every kind is drawn or says that there is nothing for it; officers' kinds are asked for by name.
    private func expectCharts(_ scene: Scene, _ guild: String) async throws {
        func kinds(_ arguments: String...) async throws -> [String] {
            let listed = try await scene.start(["chart"] + arguments).ended()
            return listed.output.matches(of: /"chart":"([^"]+)"/).map { match in String(match.1) }
        }
        let (members, officers) = (try await kinds(), try await kinds("--officers"))
        #expect(members.count > 20 && Set(members).isStrictSubset(of: Set(officers)))
        var drawn = 0
        for kind in officers {
            let ended = try await scene.run(
                "chart", kind, "--guild", guild, "--officers", "--language", "de", "--format", "wide")
            #expect(ended.status == 0 || (ended.status == 66 && ended.errors.contains("has nothing for")))
            guard ended.status == 0 else { continue }
            let file = try Data(contentsOf: scene.folder.appending(path: "\(kind).png"))
            #expect(file.starts(with: [0x89, 0x50, 0x4e, 0x47]))
            drawn += 1
        }
        #expect(drawn > 12)
        let refused = try await scene.run("chart", "leaving", "--guild", guild)
        #expect(refused.status == 64 && refused.errors.contains("--officers"))
        let unknown = try await scene.run("chart", "pie", "--guild", guild)
        #expect(unknown.status == 64 && unknown.errors.contains("roles-itemlevel"))
        #expect(!unknown.errors.contains("leaving"))
    }

    private func digests(
        _ scene: Scene, _ guild: String, settings: [String: String] = [:]
    ) async throws -> [String: String] {
        var texts: [String: String] = [:]
        for form in ["markdown", "text", "discord", "email"] {
            for edition in [[], ["--officers"]] {
                let ended = try await scene.start(
                    ["digest", "--guild", guild, "--form", form] + edition, settings
                ).ended()
                try #require(ended.status == 0, "\(ended.errors)")
                texts[form + edition.joined()] = ended.output
            }
        }
        return texts
    }

    /// Neither zone nor language nor home of the process shows, and no API is needed.
    private func expectTheSameElsewhere(
        _ scene: Scene, _ guild: String, _ rendered: [String: String]
    ) async throws {
        let machines = [
            [
                "TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8",
                "HOME": "/nonexistent",
            ],
            ["TZ": "America/Los_Angeles", "LC_ALL": "C", "HOME": "/tmp"],
        ]
        for machine in machines {
            let settings = machine.merging(["GUILDSCOPE_BASE_URL": "http://127.0.0.1:9"]) { one, _ in one }
            #expect(try await digests(scene, guild, settings: settings) == rendered)
        }
    }

    /// A past week is told by its own snapshot; one that is unknown or not over is an error that helps.
    private func expectWeeks(_ scene: Scene, _ guild: String, _ watched: WatchedGuild) async throws {
        let (periods, newest) = try await scene.withPool { pool in
            let warehouse = Warehouse(pool: pool)
            let snapshot = try await warehouse.newestSnapshot(of: try #require(watched.key))
            return (try await warehouse.periods(of: watched.address.region), try #require(snapshot).asOf)
        }
        let over = periods.filter { period in period.end < newest }
        try #require(over.count > 2)
        func told(_ day: String) async throws -> Program.Ended {
            try await scene.run("digest", "--guild", guild, "--week", day)
        }
        let last = try await told(CalendarDate(over[over.count - 1].start).iso)
        #expect(last.output == (try await told("last")).output)
        let before = try await told(CalendarDate(over[over.count - 2].start).iso)
        #expect(before.status == 0, "\(before.errors)")
        #expect(before.output != last.output)
        #expect(try await told("2001-01-01").status == 66)
        #expect(try await told(CalendarDate(newest).iso).errors.contains("leave --week out"))
        #expect(try await told("yesterday").status == 64)
    }
}
