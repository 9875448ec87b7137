import Postgres

/// SQL of the comparison of two databases.
private enum DumpQueries {
    static let characters = """
        SELECT row(bucket, realm_id, character_id, first_seen_at)::text FROM character
        """

    static let documents = """
        SELECT row(bucket, realm_id, subject, kind, part, first_seen_at, confirmed_at, changed_at,
            span_since)::text FROM document
        """

    static let spans = """
        SELECT row(bucket, realm_id, subject, kind, part, since_at, until_at)::text FROM document_span
        """

    static let reference = [
        ("encounter", "SELECT row(e.*)::text FROM encounter e"),
        ("keystone_season", "SELECT row(s.*)::text FROM keystone_season s"),
        ("named_entry", "SELECT row(n.*)::text FROM named_entry n"),
        ("numbered_index", "SELECT row(n.*)::text FROM numbered_index n"),
        ("period", "SELECT row(p.*)::text FROM period p"),
        ("realm", "SELECT row(r.*)::text FROM realm r"),
        ("realm_connection", "SELECT row(c.*)::text FROM realm_connection c"),
    ]

    static var all: [(table: String, sql: String)] {
        [("character", characters), ("document", documents), ("document_span", spans)]
            + reference.map { table, sql in (table, sql) }
            + StateSeries.all.flatMap { series in
                [
                    (series.table, series.dump(of: series.table)),
                    (series.current, series.dump(of: series.current)),
                ]
            }
            + EventSeries.all.map { series in (series.table, series.dump) }
    }
}

extension Warehouse {
    /// All series, events, confirmations and names as sorted lines of text by table, without lease
    /// generations: two databases that were told the same are equal here.
    package func dumpSeries() async throws -> [String: [String]] {
        try await withConnection { connection in
            var dump: [String: [String]] = [:]
            for (table, sql) in DumpQueries.all {
                let lines: [String] = try await connection.query(sql).column(0)
                dump[table] = lines.sorted()
            }
            return dump
        }
    }
}
