import Crawl
import Guilds
import Postgres

/// SQL of a load: staging, locking, discoveries, confirmations.
///
/// Locks are taken in one order by every load, so that loads side by side never wait in a circle: the targets
/// that it observes or changes, by key; new targets, by key; characters, by key; then series, each of which
/// belongs to one target. Statements without parameters are sent as scripts, which are planned for the tables
/// as they are at that moment.
enum LoadQueries {
    /// Whether this connection has its staging tables.
    ///
    /// Every join of a load goes from a stage to keys of a table. The planner is held to that, since it may
    /// plan when a table is still small and keep the plan when it has grown.
    static let prepare = """
        SELECT to_regclass('pg_temp.stage_rows') IS NOT NULL, set_config('random_page_cost', '0.1', true),
            set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
            set_config('jit', 'off', true)
        """

    /// Rows of whole documents are found by document and then matched in memory.
    static let allowHashing = "SET LOCAL enable_hashjoin = on;\n"
    static let forbidHashing = "SET LOCAL enable_hashjoin = off;\n"

    /// Locks, in key order, the targets that are observed and the known ones that a discovery changes, and
    /// returns for each observation what fencing must know; the ordinal is null for discoveries.
    ///
    /// UNION, not UNION ALL: with the latter the concurrency tests lost rows whose lock had been waited for, it
    /// seems when the flattened join is checked again after the wait.
    static let lockTargets = """
        SELECT k.ordinal, t.lease_gen, t.completed_gen, t.confirmed_at, t.woken_due_at
        FROM target t JOIN (
            SELECT \(TargetQueries.key), ordinal FROM stage_observation
            UNION
            SELECT \(TargetQueries.qualified("d")), NULL FROM stage_discovery d
            JOIN target t ON \(TargetQueries.match("t", "d")) WHERE \(isNews)
        ) k ON \(TargetQueries.match("t", "k"))
        ORDER BY \(TargetQueries.qualified("t")) FOR UPDATE OF t
        """

    /// Whether a discovery tells its target `t` something: an address, another importance, or a wish to be woken
    /// that is earlier than what is planned or comes while the target is being fetched.
    private static let isNews = """
        (\(hasMoved)
            OR abs(d.importance - t.importance) > 0.1 * t.importance
            OR d.marker IS DISTINCT FROM t.marker AND d.marker IS NOT NULL
            OR t.next_due_at > \(wished)
            OR d.wakes AND (\(isInFlight) OR \(isOvertaken))
                AND (t.woken_due_at IS NULL OR t.woken_due_at > d.due_at))
        """

    /// When the discovery wishes the target to be due; null when it does not. Other documents' news of it are
    /// older than any visit under way, which answers them, and than a visit that failed since, whose back-off
    /// then decides: so it makes no difference whether the target or the teller goes first.
    private static let wished = """
        least(CASE WHEN d.wakes THEN d.due_at END, CASE WHEN \(isRemarked) OR \(isOutdated) THEN \(newsDue) END)
        """

    private static let newsDue = "coalesce(d.news_due_at, d.due_at)"

    // The first marker that a target is told is no news.
    private static let isRemarked = """
        coalesce(d.marker <> t.marker AND (t.failing_since IS NULL OR t.failing_since < \(newsDue)), false)
        """

    /// Whether something happened since the document that is held, by the source's time of both, and nobody
    /// has looked since. Who does not answer, or matters little, is left to the schedule.
    private static let isOutdated = """
        coalesce(d.happened_at > coalesce(t.last_modified, t.confirmed_at) AND t.confirmed_at < \(newsDue)
            AND t.failing_since IS NULL AND t.importance >= \(Importance.followed), false)
        """

    // By generations, not by lease_until: a lease that ran out may still be completed.
    private static let isInFlight = "t.lease_gen > t.completed_gen"

    /// Whether the target's next visit comes before the wish: it is due now, the wish is for later. The wish then
    /// outlives the visit, so that it makes no difference which of two targets due at one moment goes first.
    private static let isOvertaken = """
        (d.due_at > \(toldAt) AND t.next_due_at <= \(toldAt))
        """

    private static let toldAt = "coalesce((SELECT max(observed_at) FROM stage_observation), d.due_at)"

    /// Adds the discovered targets that are not known, and says how many were missing and how many were
    /// added: fewer when another load added some at the same moment.
    static let addTargets = """
        WITH missing AS MATERIALIZED (
            SELECT d.* FROM stage_discovery d LEFT JOIN LATERAL (
                SELECT bucket FROM target WHERE \(TargetQueries.match("target", "d")) LIMIT 1
            ) t ON true
            WHERE t.bucket IS NULL AND d.is_made ORDER BY \(TargetQueries.qualified("d"))
        ), added AS (
            INSERT INTO target (\(TargetQueries.key), realm_slug, name, next_due_at, importance, marker)
            SELECT \(TargetQueries.key), realm_slug, name, least(due_at, news_due_at), coalesce(importance, 1),
                marker
            FROM missing
            ON CONFLICT (\(TargetQueries.key)) DO NOTHING
            RETURNING bucket
        ), buckets AS (
            INSERT INTO crawl_bucket
            SELECT DISTINCT a.bucket FROM added a
            WHERE NOT EXISTS (SELECT FROM crawl_bucket c WHERE c.bucket = a.bucket) ORDER BY 1
            ON CONFLICT DO NOTHING
        )
        SELECT (SELECT count(*) FROM missing), (SELECT count(*) FROM added)
        """

    /// Whoever was not found, or is being asked for, under an old address is asked for again under the new one.
    private static let hasMoved = """
        (d.realm_slug IS NOT NULL AND (t.realm_slug, t.name) IS DISTINCT FROM (d.realm_slug, d.name))
        """

    /// Corrects addresses and importance, and wakes targets.
    static let tellTargets = """
        UPDATE target t SET realm_slug = coalesce(d.realm_slug, t.realm_slug),
            name = coalesce(d.name, t.name),
            importance = coalesce(d.importance, t.importance), marker = coalesce(d.marker, t.marker),
            next_due_at = least(t.next_due_at, \(wished),
                CASE WHEN \(hasMoved) AND t.last_outcome IN ('missing', 'hidden') THEN d.due_at END),
            woken_due_at = CASE WHEN (d.wakes OR \(hasMoved)) AND (\(isInFlight) OR \(isOvertaken))
                THEN least(t.woken_due_at, d.due_at)
                ELSE t.woken_due_at END
        FROM stage_discovery d WHERE \(TargetQueries.match("t", "d")) AND \(isNews);

        """

    /// Remembers everyone who was seen, from the first time on, whatever the order of loading.
    static let addCharacters = """
        INSERT INTO character (bucket, realm_id, character_id, first_seen_at)
        SELECT s.bucket, s.realm_id, s.character_id, min(s.seen_at) FROM (
            SELECT bucket, realm_id, subject AS character_id, observed_at AS seen_at FROM stage_observation
            WHERE kind >= 40 AND outcome = 'received'
            UNION ALL
            SELECT bucket, realm_id, character_id, recorded_at FROM stage_roster_member_state
        ) s
        LEFT JOIN character c ON c.bucket = s.bucket AND c.realm_id = s.realm_id
            AND c.character_id = s.character_id
        WHERE c.bucket IS NULL OR c.first_seen_at > s.seen_at
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (bucket, realm_id, character_id)
        DO UPDATE SET first_seen_at = least(character.first_seen_at, excluded.first_seen_at);

        """

    private static let isConfirmed = "o.outcome IN ('received', 'unchanged')"
    private static let recordedAt = "greatest(o.observed_at, t.confirmed_at)"
    private static let isGap = "\(recordedAt) - t.confirmed_at > \(tolerance)"

    // A week and a day for guilds. A character's summary is looked at every week at least; its other documents
    // only when the summary changed, or every four weeks.
    private static let tolerance = """
        CASE WHEN o.kind < 40 THEN interval '8 days' WHEN o.kind <= 41 THEN interval '15 days'
            ELSE interval '35 days' END
        """

    /// Closes the span of confirmation of documents that come back after a gap.
    static let closeSpans = """
        INSERT INTO document_span (\(TargetQueries.key), since_at, until_at)
        SELECT \(TargetQueries.qualified("t")), t.span_since, t.confirmed_at
        FROM stage_observation o JOIN target t ON \(TargetQueries.match("t", "o"))
        WHERE \(isConfirmed) AND \(isGap)
        ON CONFLICT (\(TargetQueries.key), since_at) DO UPDATE SET until_at = excluded.until_at;

        """

    /// Ends the leases: next due time, what is remembered of the document, its confirmation.
    ///
    /// A wish to be woken that came during the fetch keeps the target due.
    static let settleTargets = """
        UPDATE target t SET
            next_due_at = least(o.next_due_at, t.woken_due_at), woken_due_at = NULL,
            lease_until = '-infinity', completed_gen = o.generation, last_outcome = o.outcome,
            consecutive_failures =
                CASE WHEN \(isConfirmed) THEN 0 ELSE least(t.consecutive_failures + 1, 10000) END,
            failing_since = CASE WHEN NOT \(isConfirmed) THEN coalesce(t.failing_since, o.observed_at) END,
            size = coalesce(o.size, t.size), settles_at = coalesce(o.settles_at, t.settles_at),
            change_events = o.change_events, change_days = o.change_days,
            last_modified = CASE o.outcome WHEN 'received' THEN o.last_modified
                WHEN 'unchanged' THEN coalesce(o.last_modified, t.last_modified) ELSE t.last_modified END,
            digest = CASE o.outcome WHEN 'received' THEN o.digest ELSE t.digest END,
            decoder_version =
                CASE o.outcome WHEN 'received' THEN o.decoder_version ELSE t.decoder_version END,
            first_seen_at = CASE WHEN \(isConfirmed) THEN coalesce(t.first_seen_at, o.observed_at)
                ELSE t.first_seen_at END,
            confirmed_at = CASE WHEN \(isConfirmed) THEN \(recordedAt) ELSE t.confirmed_at END,
            changed_at = CASE WHEN o.ordinal IN (SELECT ordinal FROM stage_rows) THEN \(recordedAt) ELSE t.changed_at END,
            span_since = CASE WHEN NOT \(isConfirmed) THEN t.span_since
                WHEN t.span_since IS NULL OR \(isGap) THEN \(recordedAt) ELSE t.span_since END
        FROM stage_observation o WHERE \(TargetQueries.match("t", "o"));

        """

    /// Remembers the newest confirmation; the last row that a load locks.
    static let rememberNewest = """
        INSERT INTO newest_confirmation AS n (slot, confirmed_at)
        SELECT pg_backend_pid() & 63, max(o.observed_at) FROM stage_observation o
        WHERE \(isConfirmed) HAVING count(*) > 0
        ON CONFLICT (slot) DO UPDATE SET confirmed_at = excluded.confirmed_at
        WHERE n.confirmed_at < excluded.confirmed_at;

        """

    /// `$1` … `$5` the target's key, `$6` when it was observed, `$7` the generation.
    static let pastAttempt = """
        SELECT verdict, rows FROM attempt
        WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind = $4 AND part = $5
            AND observed_at = $6 AND generation = $7
        """
}
