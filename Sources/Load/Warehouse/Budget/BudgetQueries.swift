/// SQL of the table `budget`: two theoretical arrival times (GCRA) per API client.
enum BudgetQueries {
    /// `$1` client, `$2` per second, `$3` per hour, `$4` … `$7` rates and bursts, `$8` validity in seconds.
    static let configure = """
        INSERT INTO budget (client, per_second, per_hour, second_rate, second_burst, hour_rate, hour_burst,
            valid_for)
        VALUES ($1, $2, $3, $4, $5, $6, $7, make_interval(secs => $8))
        ON CONFLICT (client) DO UPDATE SET per_second = excluded.per_second, per_hour = excluded.per_hour,
            second_rate = excluded.second_rate, second_burst = excluded.second_burst,
            hour_rate = excluded.hour_rate, hour_burst = excluded.hour_burst, valid_for = excluded.valid_for
        """

    static let addDefault = configure.replacingUpdate

    /// `$1` client, `$2` wanted. No row when the client has no budget yet.
    ///
    /// The clock is read after the row is locked: a grant never counts for a moment before it was made. A
    /// window's arrival time stands for the requests granted and not yet earned back; as many are granted as
    /// keep it within the burst.
    static let take = """
        WITH locked AS MATERIALIZED (
            SELECT * FROM budget WHERE client = $1 FOR UPDATE
        ), clock AS MATERIALIZED (
            SELECT locked.*, clock_timestamp() AS now FROM locked
        ), start AS (
            SELECT clock.*, greatest(second_arrival, now) AS second_start, greatest(hour_arrival, now) AS hour_start
            FROM clock
        ), used AS (
            SELECT start.*, extract(epoch FROM second_start - now)::double precision * second_rate AS second_used,
                extract(epoch FROM hour_start - now)::double precision * hour_rate AS hour_used
            FROM start
        ), grant_of AS (
            SELECT used.*, greatest(0, least($2::integer, floor(second_burst - second_used),
                floor(hour_burst - hour_used)))::integer AS n
            FROM used
        )
        UPDATE budget b SET granted = g.n,
            second_arrival = g.second_start + make_interval(secs => g.n / g.second_rate),
            hour_arrival = g.hour_start + make_interval(secs => g.n / g.hour_rate)
        FROM grant_of g WHERE b.client = g.client
        RETURNING b.granted,
            greatest(0, (g.second_used + g.n + 1 - g.second_burst) / g.second_rate,
                (g.hour_used + g.n + 1 - g.hour_burst) / g.hour_rate),
            extract(epoch FROM g.valid_for)::double precision
        """
}

extension String {
    /// The same insertion, but a row that exists stays as it is.
    fileprivate var replacingUpdate: String {
        let parts = split(separator: "DO UPDATE", maxSplits: 1)
        return parts[0] + "DO NOTHING"
    }
}
