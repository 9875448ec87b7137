import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// Questions about one guild are answered from indexes, however much else there is.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ReadingPlanTests {
    /// 400 guilds of one realm with 50 members each, over two years.
    private static let fill = """
        SELECT ensure_partition(t, 12, m) FROM unnest(ARRAY['guild_state', 'membership', 'roster_member_state',
            'character_state', 'keystone_rating']) t,
            unnest(ARRAY[timestamptz '2026-03-02 00:00Z', '2027-03-02 00:00Z']) m;
        SELECT ensure_partition('attempt', 3, timestamptz '2026-03-02 00:00Z');
        INSERT INTO guild_state SELECT 768, 64, g, 'Guild', 'vale-of-tests', 'HORDE', 1, 50, NULL, t, t, NULL, 1
        FROM generate_series(1, 4000) g, unnest(ARRAY[timestamptz '2026-03-02 00:00Z', '2027-03-02 00:00Z']) t;
        INSERT INTO membership SELECT 768, 64, g, 64, g * 100 + n, 5, t, t, NULL, 1
        FROM generate_series(1, 400) g, generate_series(1, 50) n,
            unnest(ARRAY[timestamptz '2026-03-02 00:00Z', '2027-03-02 00:00Z']) t;
        INSERT INTO membership_now SELECT * FROM membership WHERE recorded_at > '2027-01-01';
        INSERT INTO roster_member_state SELECT 768, 64, member_id, 64, guild_id, 'Hero', 'vale-of-tests', 90, 8, 4,
            recorded_at, recorded_at, NULL, 1 FROM membership;
        INSERT INTO character_state SELECT 768, 64, member_id, 'Hero', 'vale-of-tests', 90, 8, 4, 'HORDE', 64, 64,
            guild_id, 1, 600, 600, NULL, recorded_at, recorded_at, NULL, 1 FROM membership;
        INSERT INTO keystone_rating SELECT 768, 64, member_id, 2000, 1, recorded_at, recorded_at, NULL, 1 FROM membership;
        INSERT INTO target (bucket, realm_id, subject, kind, part, next_due_at, confirmed_at, span_since)
        SELECT 768, 64, member_id, k, 0, '2027-04-01', '2027-03-02', '2026-03-02'
        FROM membership_now, unnest(ARRAY[40, 47]) k;
        INSERT INTO target (bucket, realm_id, subject, kind, part, next_due_at, confirmed_at, span_since)
        SELECT 768, 64, g, 21, 0, '2027-04-01', '2027-03-02', '2026-03-02' FROM generate_series(1, 400) g;
        INSERT INTO document_span SELECT 768, 64, member_id, 40, 0, '2025-03-02', '2025-03-02' FROM membership_now;
        INSERT INTO attempt SELECT bucket, realm_id, subject, kind, part, 1, '2026-03-02', 'received', 'changed', 200,
            9000, 1 FROM target;
        """

    private let moment = Parameter.timestamp(Microseconds(.start + .days(500)))
    private let guild: [Parameter] = [.int16(768), .int32(64), .int64(7)]

    /// Every reading statement with its parameters.
    private var questions: [(name: String, sql: String, parameters: [Parameter])] {
        let ids = (1...50).map { member in Optional(Int64(700 + member)) }
        let members: [Parameter] = [
            .int16(768), .int32Array(ids.map { _ in 64 }), .int64Array(ids), moment,
        ]
        return [
            ("guild", ReadingQueries.guildState, guild + [moment]),
            ("memberships", ReadingQueries.memberships, guild + [moment]),
            ("timeline", ReadingQueries.rosterChanges, guild + [moment, .int(50)]),
            ("roster states", ReadingQueries.rosterStates, members + [.int32(64), .int64(7)]),
            ("character states", ReadingQueries.characterStates, members),
            ("ratings", ReadingQueries.ratings, members),
            ("spans", ReadingQueries.spans, members + [.int16Array([40, 47])]),
            ("newest", ReadingQueries.newestConfirmationOfGuild, guild),
        ]
    }

    @Test func `no question about a guild scans a table`() async throws {
        try await withWarehouse { _, pool in
            try await pool.withConnection { connection in
                try await connection.executeScript(Self.fill)
                try await connection.executeScript("VACUUM ANALYZE")
                for (name, sql, parameters) in questions {
                    let lines = try await connection.query("EXPLAIN (COSTS OFF) \(sql)", parameters)
                    let plan = try lines.map { row in try row.text(0) }.joined(separator: "\n")
                    #expect(!plan.contains("Seq Scan"), "\(name): \(plan)")
                    #expect(plan.contains("Index"), "\(name): \(plan)")
                }
            }
        }
    }
}
