/// SQL of claims and of the looks that keep `DueHeads` true.
///
/// Each claim names one bucket, so that it runs where that lies, and the due time from which on it reads; leased rows
/// and index entries of rows that moved on lie before it.
enum ClaimQueries {
    /// The condition of the queue; that of promises has an index of its own.
    static func condition(_ lane: DueHeads.Lane) -> String {
        switch lane {
        case .promises: "kind = 41"
        case .everything: "true"
        }
    }

    /// The transaction does not wait until it is safe on disk, and reads by index in its order alone, whatever the
    /// planner thinks of a table whose statistics are old: that leaves one plan, which is made once per connection
    /// and not for each bucket. Other statements of the connection are planned for their parameters and for the
    /// tables as they are.
    ///
    /// A server that crashes may forget the newest leases: their targets are free again, under a generation that is
    /// given twice. The first completion under it counts, and is never written before the lease; the second is taken
    /// for a repetition.
    static let prepare = """
        SELECT set_config('plan_cache_mode', 'force_custom_plan', false),
            set_config('plan_cache_mode', 'force_generic_plan', true),
            set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true),
            set_config('enable_bitmapscan', 'off', true), set_config('enable_hashjoin', 'off', true),
            set_config('enable_mergejoin', 'off', true), set_config('enable_sort', 'off', true),
            set_config('enable_material', 'off', true), set_config('enable_memoize', 'off', true),
            set_config('jit', 'off', true)
        """

    /// `$1` bucket, `$2` due from, `$3` world time, `$4` limit, `$5` database clock, `$6` end of the lease.
    ///
    /// Rows that another claim has in hand are passed over. What was locked is found again by its place in the
    /// table, which the lock keeps where it is; a row that moved between the snapshot and the lock is missed, and
    /// left for the next claim. A wish to be woken is granted by the lease itself.
    static func claim(_ lane: DueHeads.Lane) -> String {
        """
        WITH picked AS MATERIALIZED (
            SELECT ctid AS place FROM target
            WHERE bucket = $1 AND next_due_at >= $2 AND next_due_at <= $3 AND lease_until < $5
                AND \(condition(lane))
            ORDER BY next_due_at LIMIT $4 FOR UPDATE SKIP LOCKED
        )
        \(TargetQueries.take(until: "$6", at: "$3", by: "t.ctid = p.place AND t.bucket = $1"))
        \(TargetQueries.returned)
        """
    }

    /// When the first free target of each bucket `$1` is due that is due at `$2` or later; `$3` database clock.
    static func look(_ lane: DueHeads.Lane) -> String {
        """
        SELECT b.bucket, (
            SELECT next_due_at FROM target
            WHERE bucket = b.bucket AND next_due_at >= b.due_from AND lease_until < $3 AND \(condition(lane))
            ORDER BY next_due_at LIMIT 1
        ) FROM unnest($1::smallint[], $2::timestamptz[]) AS b (bucket, due_from)
        """
    }
}
