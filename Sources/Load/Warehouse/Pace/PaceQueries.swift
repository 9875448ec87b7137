/// SQL of the table `pace`, and of what its price is fitted from.
///
/// A census reads a bounded number of the table's blocks, chosen by number, and counts what is in them for so many
/// more: the same table gives the same census, a small one is read whole, and ten million targets cost no more than
/// a hundred thousand.
enum PaceQueries {
    /// Whose visits are priced.
    private static let scope = "'all'"

    /// The shared price and its age in seconds.
    static let price = """
        SELECT price, extract(epoch FROM clock_timestamp() - fitted_at)::double precision FROM pace
        WHERE scope = \(scope)
        """

    /// `$1` price.
    static let share = """
        INSERT INTO pace (scope, price, fitted_at) VALUES (\(scope), $1, clock_timestamp())
        ON CONFLICT (scope) DO UPDATE SET price = excluded.price, fitted_at = excluded.fitted_at
        """

    /// Requests an hour of the clients `$1` and of all others that were used within a day: the scarcer of what the
    /// hour allows and what the second does.
    static let requestsPerHour = """
        SELECT coalesce(sum(least(per_hour, second_rate * 3600)), 0)::bigint FROM budget
        WHERE client = ANY ($1) OR drained_at > (SELECT clock_timestamp() - interval '1 day')
        """

    /// The percentage of the table that `$1` blocks are.
    static let percentage = """
        SELECT least(100, 100.0 * $1::bigint * current_setting('block_size')::bigint
            / greatest(pg_relation_size('target'), 1))::double precision
        """

    /// What a percentage `$2` of the blocks holds of the buckets `$1`; nobody asks for the targets of guilds that
    /// are not watched any more.
    private static let sampled = """
        FROM target TABLESAMPLE SYSTEM ($2) REPEATABLE (0)
        WHERE bucket = ANY ($1) AND next_due_at < '9999-01-01'
        """

    /// Targets by kind.
    static let counts = "SELECT kind, count(*) \(sampled) GROUP BY kind"

    /// `$3` summaries at most, chosen by their keys.
    static let summaries = """
        SELECT importance, change_events, change_days, last_modified \(sampled) AND kind = 40
        ORDER BY hashint8extended(subject, realm_id), bucket, realm_id, subject LIMIT $3
        """

    /// The weeks of region `$1` by bucket `$2`, the newest first, whose documents were first seen before `$3`.
    static let newestWeek = """
        SELECT p.period_id, p.start_at, p.end_at FROM period p
        JOIN target t ON t.bucket = $2 AND t.realm_id = 0 AND t.subject = 0 AND t.kind = 6 AND t.part = p.period_id
        WHERE p.region = $1 AND t.first_seen_at < $3
        ORDER BY p.start_at DESC, p.period_id DESC LIMIT 1
        """
}
