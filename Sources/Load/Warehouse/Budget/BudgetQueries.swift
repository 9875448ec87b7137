/// SQL of the table `budget`: two leaky buckets per API client, with a credit for each class.
///
/// Everything is one row, changed by one statement that locks the row before it reads the clock, so that no
/// grant counts for a moment before it was made. Time that seems to run
/// backwards, when the clock was set back, counts as none.
enum BudgetQueries {
    private static let row = """
        INSERT INTO budget (client, per_second, per_hour, second_rate, second_burst, hour_rate, hour_burst,
            valid_for, asked_share)
        VALUES ($1, $2, $3, $4, $5, $6, $7, make_interval(secs => $8), $9)
        """

    /// `$1` client, `$2` per second, `$3` per hour, `$4` … `$7` rates and bursts, `$8` validity in seconds, `$9`
    /// share of the class `asked`. What was granted before goes on counting.
    static let configure =
        row + """

            ON CONFLICT (client) DO UPDATE SET per_second = excluded.per_second, per_hour = excluded.per_hour,
                second_rate = excluded.second_rate, second_burst = excluded.second_burst,
                hour_rate = excluded.hour_rate, hour_burst = excluded.hour_burst,
                valid_for = excluded.valid_for, asked_share = excluded.asked_share
            """

    /// The same, but a row that exists stays as it is.
    static let addDefault = row + " ON CONFLICT (client) DO NOTHING"

    /// `$1` client, `$2` wanted, `$3` whether the class is `asked`. No row when the client has no budget yet.
    ///
    /// Room is what both buckets still hold. A class may take the room that the other's credit does not claim;
    /// a class that has not asked for two seconds claims nothing, its share is lent out. Credits grow by their
    /// share of what drains from the scarcer bucket, up to two fifths of its burst each, so that both together
    /// never keep the buckets from being used. The pace comes back by a tenth of the full one a minute.
    ///
    /// Answers the grant, the seconds after which to ask again when it fell short (until the rest has drained,
    /// but so soon that no bucket runs empty meanwhile), and the seconds that the permits are good for.
    static let take = """
        WITH locked AS MATERIALIZED (
            SELECT * FROM budget WHERE client = $1 FOR UPDATE
        ), clock AS MATERIALIZED (
            SELECT locked.*, clock_timestamp() AS now FROM locked
        ), past AS (
            SELECT clock.*, greatest(0, extract(epoch FROM now - greatest(drained_at,
                    now - interval '1 day')))::double precision AS seconds,
                least(1, pace + 0.1 / 60 * greatest(0, extract(epoch FROM now - greatest(pace_at,
                    now - interval '1 day')))::double precision) AS pace_now
            FROM clock
        ), drained AS (
            SELECT past.*, second_rate * pace_now AS second_pace, hour_rate * pace_now AS hour_pace,
                greatest(0, second_used - seconds * second_rate * pace_now) AS second_level,
                greatest(0, hour_used - seconds * hour_rate * pace_now) AS hour_level
            FROM past
        ), room AS (
            SELECT drained.*,
                CASE WHEN now < blocked_until THEN 0
                    ELSE least(second_burst - second_level, hour_burst - hour_level) END AS free,
                CASE WHEN second_burst - second_level < hour_burst - hour_level
                    THEN second_pace ELSE hour_pace END * seconds AS earned,
                least(second_burst, hour_burst) * 0.4 AS most_credit,
                CASE WHEN $3 THEN routine_at ELSE asked_at END > now - interval '2 seconds' AS is_shared
            FROM drained
        ), credit AS (
            SELECT room.*, least(most_credit, routine_credit + earned * (1 - asked_share)) AS routine_own,
                least(most_credit, asked_credit + earned * asked_share) AS asked_own
            FROM room
        ), grant_of AS (
            SELECT credit.*, greatest(0, least($2::integer, floor(free - CASE WHEN NOT is_shared THEN 0
                WHEN $3 THEN routine_own ELSE asked_own END)))::integer AS n
            FROM credit
        )
        UPDATE budget b SET granted = b.granted + g.n, drained_at = g.now,
            second_used = g.second_level + g.n, hour_used = g.hour_level + g.n,
            routine_credit = CASE WHEN $3 THEN g.routine_own ELSE greatest(0, g.routine_own - g.n) END,
            asked_credit = CASE WHEN $3 THEN greatest(0, g.asked_own - g.n) ELSE g.asked_own END,
            routine_at = CASE WHEN $3 THEN b.routine_at ELSE g.now END,
            asked_at = CASE WHEN $3 THEN g.now ELSE b.asked_at END,
            pace = g.pace_now, pace_at = g.now
        FROM grant_of g WHERE b.client = g.client
        RETURNING g.n,
            greatest(least(($2::integer - g.n) / least(g.second_pace, g.hour_pace), 0.5,
                    0.25 * g.second_burst / g.second_rate, 0.25 * g.hour_burst / g.hour_rate),
                least(5, extract(epoch FROM greatest(g.blocked_until, g.now) - g.now)::double precision)),
            extract(epoch FROM g.valid_for)::double precision
        """

    /// `$1` client, `$2` seconds that the server asked to wait.
    ///
    /// Takes three tenths of the pace away, once a second at most, since requests that were sent together are
    /// refused together; never below a tenth of the full one.
    static let report = """
        WITH locked AS MATERIALIZED (
            SELECT * FROM budget WHERE client = $1 FOR UPDATE
        ), clock AS MATERIALIZED (
            SELECT locked.*, clock_timestamp() AS now FROM locked
        )
        UPDATE budget b SET blocked_until = greatest(b.blocked_until, c.now + make_interval(secs => $2)),
            pace = CASE WHEN c.slowed_at > c.now - interval '1 second' THEN b.pace
                ELSE greatest(0.1, 0.7 * b.pace) END,
            slowed_at = CASE WHEN c.slowed_at > c.now - interval '1 second' THEN c.slowed_at ELSE c.now END
        FROM clock c WHERE b.client = c.client
        """
}
