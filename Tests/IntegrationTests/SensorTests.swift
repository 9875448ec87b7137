import Foundation
import Guilds
import TestDatabase
import Testing

/// Leaderboards as sensors, on a world whose players run keystones.
@Suite(.enabled(if: TestDatabase.isAvailable, "\(TestDatabase.whyNot)"))
struct SensorTests {
    private static let dungeons = 8

    @Test(.timeLimit(.minutes(20)))
    func `a board brings a member's keystones before the summary would have been asked for`() async throws {
        try await withWatchedWorld { simulator, scene in
            try #require(try await scene.run("crawl").status == 0)
            let realms = try await scene.lines(
                "SELECT DISTINCT connected_realm_id::text FROM realm_connection"
            ).count
            try #require(realms > 0)
            var early: Set<String> = []
            for _ in 0..<24 where early.isEmpty {
                try await simulator.step(hours: 4)
                let now = try await simulator.now()
                let planned = try await scene.lines(
                    "SELECT realm_id || '/' || subject FROM target WHERE kind = 40 AND next_due_at > '\(now)'"
                )
                try #require(try await scene.run("crawl").status == 0)
                let told = try await scene.lines(
                    """
                    SELECT DISTINCT realm_id || '/' || character_id FROM keystone_run
                    WHERE source <> 12 AND recorded_at = '\(now)'
                    """)
                early = Set(planned).intersection(told)
                let requests = try await scene.lines(
                    "SELECT kind::text FROM attempt WHERE observed_at = '\(now)' AND kind IN (12, 14)")
                // A look at everything that every player of these realms ran in time, and at the lists of boards.
                #expect(requests.count <= realms * (Self.dungeons + 1))
                print("\(early.count) early, \(requests.count) requests for boards of \(realms) realms")
            }
            #expect(!early.isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(20)))
    func `a week's boards are asked for once after its end, and then no more`() async throws {
        try await withWatchedWorld { simulator, scene in
            let end = try await simulator.moment(afterHours: 24 * 10)
            let crawl = try await scene.start(["crawl", "--until", "\(end)", "--step-hours", "12"]).ended()
            try #require(crawl.status == 0, "\(crawl.errors)")
            let settled = "FROM target WHERE kind = 12 AND settles_at < '\(end - .days(1))'"
            let count = try await scene.lines("SELECT 'x' " + settled).count
            #expect(count > 0 && count % Self.dungeons == 0)
            #expect(try await scene.lines("SELECT 'x' \(settled) AND next_due_at < '9999-01-01'").isEmpty)
            let late = """
                SELECT count(*)::text FROM target t JOIN attempt a USING (bucket, realm_id, subject, kind, part)
                WHERE t.kind = 12 AND t.settles_at < '\(end - .days(1))' AND a.observed_at > t.settles_at + interval '1 hour'
                GROUP BY bucket, realm_id, subject, kind, part
                """
            #expect(Set(try await scene.lines(late)) == ["1"])
            #expect(try await scene.lines(late).count == count)
            let open = "SELECT 'x' FROM target WHERE kind = 12 AND settles_at > '\(end)'"
            #expect(try await scene.lines(open).count == count)
        }
    }
}
