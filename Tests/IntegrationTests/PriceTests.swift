import Foundation
import Guilds
import TestDatabase
import Testing

/// Where requests go when there are not enough of them, and around the weekly reset.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct PriceTests {
    @Test func `a scarce budget is spent by importance and learnt rates, at one price for all processes`()
        async throws
    {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            try await scene.execute(Self.population + Self.lessons)
            let scarce = try await scene.run("crawl", settings: ["GUILDSCOPE_REQUESTS_PER_HOUR": "100"])
            try #require(scarce.status == 0, "\(scarce.errors)")
            let price = try await self.price(scene)
            #expect(price > 0.02)
            // Young for as long as the test takes, whatever the machine.
            try await scene.execute("UPDATE pace SET fitted_at = fitted_at + interval '1 day'")
            let doctor = try await scene.run("doctor").output
            #expect(doctor.contains("more visits are wanted than the budget holds"))
            let start = try await simulator.now()
            let end = start + .days(14)
            let crawl = try await scene.start(["crawl", "--until", "\(end)", "--step-hours", "12"]).ended()
            try #require(crawl.status == 0, "\(crawl.errors)")
            #expect(try await self.price(scene) == price)
            let visits = try await visits(scene, from: start)
            for standing in ["core", "others"] {
                let (often, seldom) = (visits["\(standing) often"], visits["\(standing) seldom"])
                #expect(try #require(often) > #require(seldom), "\(standing)")
            }
            for habit in ["often", "seldom"] {
                let (core, others) = (visits["core \(habit)"], visits["others \(habit)"])
                #expect(try #require(core) > #require(others), "\(habit)")
            }
        }
    }

    @Test func `an ample budget leaves the price at its floor`() async throws {
        try await withWatchedWorld { _, scene in
            try #require(try await scene.run("crawl").status == 0)
            try await scene.execute("DELETE FROM pace")
            try #require(try await scene.run("crawl").status == 0)
            #expect(try await price(scene) == 0.02)
            let doctor = try await scene.run("doctor").output
            #expect(doctor.contains("the budget holds every visit that is wanted"))
            #expect(doctor.contains("to keep raiders fresher than 6 h you need 0.1 API clients"))
        }
    }

    @Test func `a crawl of one guild or of nobody known shares no price`() async throws {
        try await withWatchedWorld { simulator, scene in
            let guild = try #require(try await simulator.guilds().first)
            try #require(try await scene.run("crawl", "--guild", guild).status == 0)
            try #require(try await scene.run("crawl", "--guild", guild).status == 0)
            #expect(try await scene.lines("SELECT 'x' FROM pace").isEmpty)
        }
    }

    @Test func `who played this week is looked at just before and just after the weekly reset`() async throws
    {
        try await withWatchedWorld { simulator, scene in
            let reset = try await simulator.moment(afterHours: 7 * 24)
            try await crawl(scene, until: reset - .hours(7), step: 7)
            let played = "last_modified > timestamptz '\(reset - .hours(7))' - interval '7 days 12 hours'"
            let active = try await summaries(
                scene, "SELECT * FROM target WHERE failing_since IS NULL AND \(played)")
            let resting = try await summaries(scene, "SELECT * FROM target WHERE NOT \(played)")
            #expect(active.count > 10)
            try await crawl(scene, until: reset + .hours(12), step: 1)
            let before = try await visited(scene, from: reset - .hours(6), to: reset)
            let after = try await visited(scene, from: reset, to: reset + .hours(12))
            #expect(active.subtracting(before).isEmpty)
            #expect(active.subtracting(after).isEmpty)
            // Nobody is looked at without need.
            #expect(!resting.subtracting(before).isEmpty)
            #expect(try await rosters(scene, from: reset - .hours(6), to: reset) == 2)
        }
    }

    // 20,000 ordinary characters who play every other day, due in years.
    private static let population = """
        DELETE FROM pace;
        INSERT INTO crawl_bucket SELECT 768 + b FROM generate_series(0, 63) b ON CONFLICT DO NOTHING;
        INSERT INTO target (bucket, realm_id, subject, kind, part, realm_slug, name, next_due_at, importance,
            change_events, change_days, last_modified)
        SELECT 768 + (c & 63), c & 63, 900000000 + c, 40, 0, 'nowhere', 'nobody', '2035-01-01', 1, 10, 20,
            (SELECT max(confirmed_at) FROM target)
        FROM generate_series(1, 20000) c;
        """

    // Half of the characters of the world were seen to play often, the others hardly ever.
    private static let lessons = """
        UPDATE target SET change_events = CASE subject % 2 WHEN 0 THEN 30 ELSE 1 END, change_days = 100
        WHERE kind = 40 AND subject < 900000000;
        """

    private func price(_ scene: Scene) async throws -> Double {
        let lines = try await scene.lines("SELECT price::text FROM pace")
        return try #require(lines.first.flatMap(Double.init))
    }

    /// Mean visits of summaries by standing and habit.
    private func visits(_ scene: Scene, from start: Timestamp) async throws -> [String: Double] {
        let lines = try await scene.lines(
            """
            SELECT CASE WHEN importance >= 6 THEN 'core' ELSE 'others' END
                || CASE subject % 2 WHEN 0 THEN ' often' ELSE ' seldom' END || ':'
                || avg((SELECT count(*) FROM attempt a WHERE a.observed_at > '\(start)' AND a.kind = 40
                    AND (a.bucket, a.realm_id, a.subject) = (t.bucket, t.realm_id, t.subject)))
            FROM target t WHERE kind = 40 AND subject < 900000000 GROUP BY importance >= 6, subject % 2
            """)
        return Dictionary(
            uniqueKeysWithValues: try lines.map { line in
                let parts = line.split(separator: ":")
                return (String(parts[0]), try #require(Double(parts[1])))
            })
    }

    private func crawl(_ scene: Scene, until end: Timestamp, step: Int) async throws {
        let crawl = try await scene.start(["crawl", "--until", "\(end)", "--step-hours", "\(step)"]).ended()
        try #require(crawl.status == 0, "\(crawl.errors)")
    }

    /// The characters whose summaries a query of targets finds.
    private func summaries(_ scene: Scene, _ targets: String) async throws -> Set<String> {
        let lines = try await scene.lines(
            "SELECT realm_id || '/' || subject FROM (\(targets)) t WHERE kind = 40")
        return Set(lines)
    }

    private func visited(_ scene: Scene, from start: Timestamp, to end: Timestamp) async throws -> Set<String>
    {
        try await summaries(
            scene, "SELECT * FROM attempt WHERE observed_at >= '\(start)' AND observed_at < '\(end)'")
    }

    private func rosters(_ scene: Scene, from start: Timestamp, to end: Timestamp) async throws -> Int {
        let lines = try await scene.lines(
            """
            SELECT DISTINCT subject::text FROM attempt
            WHERE kind = 21 AND observed_at >= '\(start)' AND observed_at < '\(end)'
            """)
        return lines.count
    }
}
