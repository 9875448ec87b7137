import Foundation
import Postgres
import SystemPackage
import TestDatabase
import Testing

@testable import Warehouse

/// The schema and every statement keep to the forms that distributed PostgreSQL takes: keys begin with the bucket,
/// each statement on a table with a bucket names it, timestamps come in as parameters.
struct DistributionTests {
    /// Tables without a bucket: few rows, kept on one machine.
    private static let control: Set<String> = [
        "realm", "period", "keystone_season", "numbered_index", "named_entry", "encounter", "item_name",
        "watched_guild",
        "budget", "newest_confirmation", "job", "run", "schema_migration", "pace", "realm_connection",
        "retention", "population",
    ]

    @Test(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
    func `every key begins with the bucket, and none is counted up`() async throws {
        try await withWarehouse { _, pool in
            try await pool.withConnection { connection in
                // Tables with the first column of their primary key, and whether they have a column bucket.
                let tables = try await connection.query(
                    """
                    SELECT c.relname::text, coalesce((
                        SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid
                            AND a.attnum = i.indkey[0]
                        WHERE i.indrelid = c.oid AND i.indisprimary), ''),
                        EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'bucket')
                    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                    """)
                #expect(tables.count > 30)
                for row in tables {
                    let (table, first, hasBucket) = (try row.text(0), try row.text(1), try row.bool(2))
                    if hasBucket {
                        #expect(first == "bucket", "\(table)")
                    } else {
                        #expect(Self.control.contains(table), "\(table) has no bucket")
                    }
                }
                let counters: [String] = try await connection.query(
                    """
                    SELECT relname::text FROM pg_class
                    WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
                    """
                ).column(0)
                #expect(counters.isEmpty, "\(counters)")
            }
        }
    }

    @Test func `every statement on a table with a bucket names it`() throws {
        let folder = migrationsFolder.removingLastComponent().appending("Sources/Load/Warehouse")
        let sources = try SwiftSources(folder: folder.string)
        #expect(sources.statements.count > 100)
        for statement in sources.statements {
            for fault in Self.faults(statement.sql, sources) {
                Issue.record("\(statement.file): \(fault)\n\(statement.sql)")
            }
        }
    }

    @Test(arguments: [
        "SELECT name FROM character_state WHERE realm_id = $1", "DELETE FROM target WHERE lease_until < $1",
        "MERGE INTO target t USING stage s ON t.bucket = s.bucket WHEN MATCHED THEN DELETE",
        "UPDATE target SET lease_until = now() + interval '1 minute' WHERE bucket = $1",
        "UPDATE quarantine SET tries = 1 WHERE bucket = $1 AND observed_at < clock_timestamp()",
        "INSERT INTO attempt SELECT nextval('attempts'), bucket FROM stage_observation",
    ])
    func `a statement of another form is found`(sql: String) {
        #expect(!Self.faults(sql, SwiftSources(text: "")).isEmpty)
    }

    @Test(arguments: [
        "SELECT name FROM realm WHERE region = $1",
        "UPDATE budget SET granted = 0 WHERE drained_at < clock_timestamp()",
        "UPDATE target SET lease_until = $2 WHERE bucket = $1", "SELECT row(c.*)::text FROM character c",
    ])
    func `a statement of the right form is let through`(sql: String) {
        #expect(Self.faults(sql, SwiftSources(text: "")).isEmpty)
    }

    /// What a statement does that a distributed table does not allow.
    private static func faults(_ sql: String, _ sources: SwiftSources) -> [String] {
        let words = sql.lowercased()
        let tables = words.matches(of: #/\b(?:from|join|into|update)\s+([a-z_]+)/#).map { match in
            String(match.1)
        }
        let distributed = tables.filter { table in Self.distributed.contains(table) }
        var faults: [String] = []
        // A dump for tests reads whole tables.
        if !distributed.isEmpty && !words.hasPrefix("select row(") && !sources.mentions("bucket", in: sql) {
            faults.append("does not name the bucket of \(distributed)")
        }
        if words.contains(#/\bmerge\s+into\b/#) { faults.append("merges") }
        if words.contains(#/\bnextval\b|\bserial\b|generated\s+(always|by default)\s+as\s+identity/#) {
            faults.append("counts up a key")
        }
        if !distributed.isEmpty, words.contains(#/\bupdate\s/#),
            words.contains(#/\b(now\(\)|clock_timestamp\(\)|current_timestamp|statement_timestamp\(\))/#)
        {
            faults.append("updates by the server's clock")
        }
        return faults
    }

    private static let distributed: Set<String> = Set(
        StateSeries.all.flatMap { series in [series.table, series.current] } + EventSeries.all.map(\.table)
            + [
                "target", "document", "document_span", "attempt", "character", "snapshot",
                "snapshot_directory", "artifact",
            ]
            + [
                "quarantine", "archive", "opt_out", "identity_seen", "identity_anchor", "identity_link",
                "identity_decision", "person_member", "analysis_ledger", "snapshot_score", "claim_score",
            ])
}

/// The statements in the text of Swift sources, as far as they are string literals.
private struct SwiftSources {
    /// Each literal that begins like a statement.
    private(set) var statements: [(file: String, sql: String)] = []
    /// What the declarations say that an interpolation may name, by name.
    private var declarations: [String: String] = [:]

    init(folder: String) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift")
        {
            read(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8), of: name)
        }
    }

    init(text: String) { read(text, of: "text") }

    private mutating func read(_ text: String, of file: String) {
        for match in text.matches(of: #/"""\n([\s\S]*?)\n\s*"""|"((?:[^"\\\n]|\\.)+)"/#) {
            let sql = String(match.1 ?? match.2 ?? "").split(separator: "\n")
                .map { line in line.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
            if sql.contains(#/^(WITH|SELECT|INSERT|UPDATE|DELETE|MERGE|\\\()[\s\S]*\s/#) {
                statements.append((file, sql))
            }
        }
        let parts = text.split(
            separator: #/(?m)^ *(?:(?:private|fileprivate|static|package) )*(?:let|var|func) /#)
        for part in parts {
            declarations[String(part.prefix { letter in letter.isLetter }), default: ""] += part
        }
    }

    /// Whether the word stands in the statement or in what its interpolations name, and these in turn.
    func mentions(_ word: String, in sql: String, depth: Int = 4) -> Bool {
        if sql.contains(word) { return true }
        guard depth > 0 else { return false }
        let names = sql.matches(of: #/\\\((?:[A-Za-z]+\.)?([A-Za-z]+)/#).map { match in String(match.1) }
        return names.contains { name in
            declarations[name].map { text in mentions(word, in: text, depth: depth - 1) } ?? false
        }
    }
}
