/// SQL of reports on the table `target`; they only read.
enum TargetReportQueries {
    /// The columns that `TargetReport.init(row:)` reads.
    private static let columns = """
        t.bucket, t.realm_id, t.subject, t.kind, t.part, t.realm_slug, t.name, t.next_due_at, t.lease_until,
        t.importance, t.last_outcome, t.consecutive_failures, t.failing_since, t.confirmed_at, t.changed_at
        """

    /// What the filter asks of a target; the parameters are numbered from `first` on: world time, whether only
    /// due ones, whether only failing ones, kinds (null for all), limit.
    private static func asked(_ first: Int) -> String {
        """
        (NOT $\(first + 1)::boolean OR t.next_due_at <= $\(first)::timestamptz)
            AND (NOT $\(first + 2)::boolean OR t.failing_since IS NOT NULL)
            AND ($\(first + 3)::smallint[] IS NULL OR t.kind = ANY ($\(first + 3)))
            AND t.next_due_at < '9999-01-01'
        ORDER BY t.next_due_at, \(TargetQueries.qualified("t")) LIMIT $\(first + 4)
        """
    }

    /// `$1` buckets, then `asked` from `$2` on.
    static let ofAll = """
        SELECT \(columns) FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT * FROM target t WHERE t.bucket = b.bucket AND \(asked(2))
        ) t
        ORDER BY t.next_due_at, \(TargetQueries.qualified("t")) LIMIT $6
        """

    /// As `ofAll` for those that are failing, found by their own index.
    static let failingOfAll = """
        SELECT \(columns) FROM unnest($1::smallint[]) AS b (bucket) CROSS JOIN LATERAL (
            SELECT * FROM target t WHERE t.bucket = b.bucket AND t.failing_since IS NOT NULL AND \(asked(2))
        ) t
        ORDER BY t.next_due_at, \(TargetQueries.qualified("t")) LIMIT $6
        """

    /// `$1` to `$4` as in `TargetQueries.claimGuild`, then `asked` from `$5` on.
    static let ofGuild = """
        WITH \(TargetQueries.guildTargets)
        SELECT \(columns) FROM scope t WHERE \(asked(5))
        """
}
