import Postgres

// Staging tables and what is copied.
extension LoadQueries {
    /// Staging tables live as long as the connection and are empty between transactions.
    ///
    /// Their texts are bounded or stored in the row, so that none has a side table: see migration 3.
    static let createStages =
        """
        CREATE TEMP TABLE stage_observation (
            ordinal integer NOT NULL, bucket smallint NOT NULL, realm_id integer NOT NULL,
            subject bigint NOT NULL, kind smallint NOT NULL, part integer NOT NULL,
            generation bigint NOT NULL, observed_at timestamptz NOT NULL, next_due_at timestamptz NOT NULL,
            outcome varchar(20) NOT NULL, last_modified timestamptz, digest bigint,
            decoder_version smallint NOT NULL, change_events real NOT NULL, change_days real NOT NULL,
            size integer, settles_at timestamptz
        ) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE stage_discovery (
            bucket smallint NOT NULL, realm_id integer NOT NULL, subject bigint NOT NULL,
            kind smallint NOT NULL, part integer NOT NULL, realm_slug varchar(200), name varchar(200),
            due_at timestamptz NOT NULL, wakes boolean NOT NULL, importance real,
            is_made boolean NOT NULL, marker integer, happened_at timestamptz,
            news_due_at timestamptz
        ) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE stage_whole (
            ordinal integer NOT NULL, bucket smallint NOT NULL, realm_id integer NOT NULL,
            subject bigint NOT NULL, kind smallint NOT NULL, valid_from timestamptz NOT NULL,
            recorded_at timestamptz NOT NULL, unchanged_until timestamptz, generation bigint NOT NULL
        ) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE stage_rows (ordinal integer NOT NULL, n bigint NOT NULL) ON COMMIT DELETE ROWS;

        """ + StateSeries.all.map(\.createStage).joined() + EventSeries.all.map(\.createStage).joined()

    static let observationStage = CopyTarget(
        "stage_observation",
        columns: ["ordinal"] + TargetQueries.keyColumns
            + [
                "generation", "observed_at", "next_due_at", "outcome", "last_modified", "digest",
                "decoder_version", "change_events", "change_days", "size", "settles_at",
            ])

    static let discoveryStage = CopyTarget(
        "stage_discovery",
        columns: TargetQueries.keyColumns
            + [
                "realm_slug", "name", "due_at", "wakes", "importance", "is_made", "marker", "happened_at",
                "news_due_at",
            ])

    static let wholeStage = CopyTarget(
        "stage_whole",
        columns: ["ordinal", "bucket", "realm_id", "subject", "kind"] + StateSeries.times)

    static let attempts = CopyTarget(
        "attempt",
        columns: TargetQueries.keyColumns
            + ["generation", "observed_at", "outcome", "verdict", "http_status", "bytes", "rows"])

    /// How many rows the completion `ordinal` wrote; a completion with none is not there.
    static let rowCounts = CopyTarget("stage_rows", columns: ["ordinal", "n"])

    static let countRows = "SELECT ordinal, sum(n)::bigint FROM stage_rows GROUP BY ordinal"

    static let addCount = "INSERT INTO stage_rows VALUES ($1, $2)"

    static let dropObservations = "DELETE FROM stage_observation WHERE ordinal = ANY ($1)"

    static let dropDiscoveries = "DELETE FROM stage_discovery"
}
