/// SQL of the tables `job` and `run`. Both are small and local: the database's own clock is read in place.
enum RunQueries {
    static let clock = "SELECT clock_timestamp()"

    /// `$1` names, `$2` world time: jobs seen for the first time are handled through now.
    static let sight = """
        INSERT INTO job (name, first_seen_at, handled_through)
        SELECT name, $2, $2 FROM unnest($1::text[]) AS j (name) ORDER BY name
        ON CONFLICT DO NOTHING
        """

    /// `$1` names.
    static let handled = "SELECT name, handled_through FROM job WHERE name = ANY($1)"

    /// `$1` name. Whoever holds the row deals with the job's slots.
    static let lockJob = "SELECT handled_through FROM job WHERE name = $1 FOR UPDATE"

    /// `$1` name.
    static let isOpen = "SELECT EXISTS (SELECT FROM run WHERE job = $1 AND state IN ('queued', 'running'))"

    /// `$1` job, `$2` importance, `$3` slots, `$4` outcomes of those that are passed over.
    static let record = """
        INSERT INTO run (job, slot, importance, state, outcome, ended_at)
        SELECT $1, s.slot, $2, CASE WHEN s.outcome IS NULL THEN 'queued' ELSE 'ended' END, s.outcome,
            CASE WHEN s.outcome IS NOT NULL THEN clock_timestamp() END
        FROM unnest($3::timestamptz[], $4::text[]) AS s (slot, outcome)
        ON CONFLICT DO NOTHING
        """

    /// `$1` job, `$2` world time. World time may run backwards when a simulator is started anew.
    static let advance = "UPDATE job SET handled_through = greatest(handled_through, $2) WHERE name = $1"

    /// `$1` job, `$2` world time.
    static let prune = "DELETE FROM run WHERE job = $1 AND slot < $2 AND state = 'ended'"

    /// `$1` job, `$2` importance, `$3` world time; a moment later where that slot is taken.
    static let ask = """
        INSERT INTO run (job, slot, importance, asked)
        SELECT $1, greatest($3::timestamptz, max(slot) + interval '1 millisecond'), $2, true
        FROM run WHERE job = $1 AND slot >= $3
        RETURNING slot
        """

    /// `$1` job: the run that is at work, unless its worker has died.
    static let underWay = """
        SELECT slot FROM run WHERE job = $1 AND state = 'running' AND lease_until >= clock_timestamp()
        """

    private static let claimable = """
        r.job = ANY($1) AND (r.state = 'queued' OR (r.state = 'running' AND r.lease_until < clock_timestamp()))
        AND NOT EXISTS (
            SELECT FROM run o WHERE o.job = r.job AND o.state = 'running' AND o.slot <> r.slot)
        """

    /// `$1` jobs.
    static let isAnyClaimable = "SELECT EXISTS (SELECT FROM run r WHERE \(claimable))"

    /// `$1` jobs. In one order for all, so that two claims never wait for each other.
    static let lockJobs = "SELECT name FROM job WHERE name = ANY($1) ORDER BY name FOR UPDATE"

    /// `$1` jobs, `$2` attempts: runs whose worker died once too often. Returns their keys.
    static let abandon = """
        UPDATE run SET state = 'ended', outcome = 'abandoned', ended_at = clock_timestamp(),
            generation = generation + 1, error = 'the worker that ran it died ' || attempt || ' times'
        WHERE job = ANY($1) AND state = 'running' AND lease_until < clock_timestamp() AND attempt >= $2
        RETURNING job, slot
        """

    /// `$1` jobs, `$2` seconds of the lease, `$3` code version.
    static let claim = """
        WITH picked AS (
            SELECT r.job, r.slot FROM run r WHERE \(claimable)
            ORDER BY r.importance DESC, r.slot, r.job LIMIT 1
        )
        UPDATE run r SET state = 'running', attempt = r.attempt + 1, generation = r.generation + 1,
            lease_until = clock_timestamp() + make_interval(secs => $2),
            started_at = coalesce(r.started_at, clock_timestamp()), code_version = $3
        FROM picked p WHERE r.job = p.job AND r.slot = p.slot
        RETURNING r.job, r.slot, r.attempt, r.generation
        """

    private static let held = "job = $1 AND slot = $2 AND generation = $3 AND state = 'running'"

    /// `$1` job, `$2` slot, `$3` generation, `$4` seconds of the lease.
    static let renew = """
        UPDATE run SET lease_until = clock_timestamp() + make_interval(secs => $4) WHERE \(held)
        """

    /// `$4` requests, `$5` counts.
    private static let addCounts = """
        requests = requests + $4, counts = (
            SELECT coalesce(jsonb_object_agg(s.name, s.count), '{}') FROM (
                SELECT e.name, sum(e.count::bigint) AS count FROM (
                    SELECT * FROM jsonb_each_text(run.counts) UNION ALL SELECT * FROM jsonb_each_text($5::jsonb)
                ) AS e (name, count) GROUP BY e.name
            ) s)
        """

    /// `$1` job, `$2` slot, `$3` generation, `$4` requests, `$5` counts, `$6` outcome, `$7` error.
    static let end = """
        UPDATE run SET state = 'ended', outcome = $6, error = $7, ended_at = clock_timestamp(),
            lease_until = '-infinity', \(addCounts)
        WHERE \(held)
        """

    /// `$1` … `$5` as `end`, `$6` the attempts that do not count.
    static let giveBack = """
        UPDATE run SET state = 'queued', attempt = attempt - $6, lease_until = '-infinity', \(addCounts)
        WHERE \(held)
        """

    /// `$1` job, `$2` slot.
    static let withdraw = """
        UPDATE run SET state = 'ended', outcome = 'stopped', ended_at = clock_timestamp()
        WHERE job = $1 AND slot = $2 AND state = 'queued'
        """

    private static let columns = """
        r.job, r.slot, r.state, r.outcome, r.asked, r.attempt, r.started_at, r.ended_at, r.requests,
        (SELECT coalesce(array_agg(key ORDER BY key), '{}') FROM jsonb_each_text(r.counts)),
        (SELECT coalesce(array_agg(value::bigint ORDER BY key), '{}') FROM jsonb_each_text(r.counts)),
        r.error, r.code_version
        """

    /// `$1` job, `$2` slot.
    static let run = "SELECT \(columns) FROM run r WHERE r.job = $1 AND r.slot = $2"

    /// `$1` jobs, `$2` how many of each, the newest slots first.
    static let newest = """
        SELECT \(columns) FROM unnest($1::text[]) AS j (name) CROSS JOIN LATERAL (
            SELECT * FROM run WHERE job = j.name ORDER BY slot DESC LIMIT $2
        ) r
        """
}
