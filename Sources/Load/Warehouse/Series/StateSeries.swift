import Crawl
import Guilds
import Postgres

/// A series whose states are written when they change: a table of current states, `<table>_now`, a history
/// partitioned by `recorded_at`, and a staging table of each connection, `stage_<table>`.
struct StateSeries: Sendable {
    let table: String
    /// The columns that say whose state it is, bucket first.
    let keys: [String]
    /// The columns that are compared.
    let values: [String]
    /// How the states of a document lie together; nil where a document tells one state, or tells of many
    /// subjects.
    var owned: OwnedRows?
    /// Whether a document of this kind feeds the series.
    let feeds: @Sendable (Facts) -> Bool
    /// Writes the states that a document tells.
    let write: @Sendable (Facts, Stamp, inout BinaryCopyWriter) async throws -> Void

    static let times = ["valid_from", "recorded_at", "unchanged_until", "generation"]

    var stage: String { "stage_\(table)" }
    var current: String { "\(table)_now" }

    /// Where staged rows are copied to.
    var target: CopyTarget { CopyTarget(stage, columns: ["ordinal"] + columns) }

    /// Where rows that need no comparison are copied to: the current states or the history.
    func place(in table: String) -> CopyTarget { CopyTarget(table, columns: columns) }

    /// Whether every row passes through the stage, where other statements look for it.
    var isAlwaysStaged: Bool { table == Self.rosterMemberState.table }

    var columns: [String] { keys + values + Self.times }
}

/// The rows of a series that belong to one document, all of which one look into the index finds.
struct OwnedRows: Sendable {
    let kinds: [DocumentKind]
    /// The key columns that tell the document, by the columns of `stage_whole`.
    let columns: [(column: String, whole: String)]
    /// The column that is null when a state is gone; nil where what a document does not list stays as it is.
    let marker: String?

    /// Rows whose first key columns are a document's, and `more`.
    init(
        _ kinds: [DocumentKind], subject: String, marker: String?,
        more: [(column: String, whole: String)] = []
    ) {
        self.kinds = kinds
        self.marker = marker
        columns = [("bucket", "bucket"), ("realm_id", "realm_id"), (subject, "subject")] + more
    }

    /// The documents of a load that have such rows, as a condition on `w`, their row of `stage_whole`.
    var areStaged: String {
        "w.kind IN (\(kinds.map { kind in String(kind.rawValue) }.joined(separator: ", ")))"
    }

    /// The rows of `table` that belong to document `w`, found by their key one document after the other,
    /// whatever the planner thinks of the tables.
    func held(in table: String) -> String {
        let match = columns.map { column, whole in "h.\(column) = w.\(whole)" }.joined(separator: " AND ")
        return "LATERAL (SELECT * FROM \(table) h WHERE \(match) OFFSET 0)"
    }
}

/// When and under which lease a document was recorded; every row of the document carries it.
struct Stamp: Sendable {
    /// Place of the completion in its batch.
    let ordinal: Int32
    let validFrom: Microseconds
    let recordedAt: Microseconds
    /// The document's confirmation before this one.
    let unchangedUntil: Microseconds?
    let generation: Int64
    /// Whether rows go to a staging table, which holds the completion's place too.
    private var isStaged = true

    init(
        ordinal: Int32, validFrom: Microseconds, recordedAt: Microseconds, unchangedUntil: Microseconds?,
        generation: Int64
    ) {
        self.ordinal = ordinal
        self.validFrom = validFrom
        self.recordedAt = recordedAt
        self.unchangedUntil = unchangedUntil
        self.generation = generation
    }

    /// The same for rows that go straight to their place.
    var unstaged: Stamp {
        var stamp = self
        stamp.isStaged = false
        return stamp
    }

    /// Whether the document was last confirmed at the very moment at which it is recorded now.
    var isSameMoment: Bool { recordedAt == unchangedUntil }

    /// Whether the document was not confirmed for as long as the shortest gap.
    var mayFollowGap: Bool {
        guard let unchangedUntil else { return false }
        return recordedAt - unchangedUntil > .days(8)
    }

    func open(_ row: inout CopyRow) {
        if isStaged { row.int32(ordinal) }
    }

    func close(_ row: inout CopyRow) {
        row.timestamp(validFrom)
        row.timestamp(recordedAt)
        row.timestamp(unchangedUntil)
        row.int64(generation)
    }
}

// SQL of all change-only series. It holds no values, so that one script of several statements can be sent at
// once and is planned for the tables as they are.
extension StateSeries {
    /// The staging table, emptied at the end of each transaction; migration 3 says why the storage is copied.
    var createStage: String {
        """
        CREATE TEMP TABLE \(stage) (ordinal integer NOT NULL, LIKE \(current) INCLUDING STORAGE)
            ON COMMIT DELETE ROWS;

        """
    }

    /// Writes staged states that differ from the current ones, and counts them in `stage_rows`.
    func merge(_ trust: Load.Trust) -> String {
        switch trust {
        case .inLocks: mergeKnown
        case .inNothing: mergeAny
        }
    }

    /// Plain statements: looking for a conflict on every row costs as much as writing it.
    private var mergeKnown: String {
        """
        WITH changed AS MATERIALIZED (
            \(compared)
        ), counted AS (
            INSERT INTO stage_rows SELECT ordinal, count(*) FROM changed GROUP BY ordinal
        ), added AS (
            INSERT INTO \(current) (\(list(columns))) SELECT \(list(columns)) FROM changed WHERE is_new
        ), renewed AS (
            UPDATE \(current) n SET \(assignments(from: "c")) FROM changed c
            WHERE NOT c.is_new AND \(match("n", "c"))
        )
        INSERT INTO \(table) (\(list(columns))) SELECT \(list(columns)) FROM changed;

        """
    }

    /// Two changes recorded at the same moment are one: the later generation stands.
    private var mergeAny: String {
        """
        WITH changed AS MATERIALIZED (
            \(compared)
        ), counted AS (
            INSERT INTO stage_rows SELECT ordinal, count(*) FROM changed GROUP BY ordinal
        ), present AS (
            INSERT INTO \(current) (\(list(columns))) SELECT \(list(columns)) FROM changed
            ON CONFLICT (\(list(keys))) DO UPDATE SET \(assignments(from: "excluded"))
        )
        INSERT INTO \(table) (\(list(columns))) SELECT \(list(columns)) FROM changed
        ON CONFLICT (\(list(keys)), recorded_at) DO UPDATE SET \(assignments(from: "excluded"));

        """
    }

    /// The states that differ from the current ones, and whether their keys are new.
    private var compared: String { owned.map(compared) ?? comparedOneByOne }

    private var comparedOneByOne: String {
        """
        SELECT s.*, n.bucket IS NULL AS is_new FROM \(stage) s LEFT JOIN \(current) n ON \(match("n", "s"))
            WHERE n.bucket IS NULL OR \(differs)
        """
    }

    /// Document by document; a state that the document no longer lists becomes one without values.
    private func compared(_ owned: OwnedRows) -> String {
        let isGone = owned.marker.map { marker in " OR s.bucket IS NULL AND n.\(marker) IS NOT NULL" } ?? ""
        let shownKeys = keys.map { key in "coalesce(s.\(key), n.\(key)) AS \(key)" }
        let shownTimes = Self.times.map { time in
            "CASE WHEN s.bucket IS NULL THEN n.whole_\(time) ELSE s.\(time) END AS \(time)"
        }
        let wholeTimes = Self.times.map { time in "w.\(time) AS whole_\(time)" }
        return """
            SELECT coalesce(s.ordinal, n.ordinal) AS ordinal, \(shownKeys.joined(separator: ", ")),
                \(list(values, of: "s")), \(shownTimes.joined(separator: ", ")), n.bucket IS NULL AS is_new
            FROM \(stage) s \(owned.marker == nil ? "LEFT" : "FULL") JOIN (
                SELECT w.ordinal, \(wholeTimes.joined(separator: ", ")),
                    \(list(keys + values, of: "h"))
                FROM stage_whole w CROSS JOIN \(owned.held(in: current)) h WHERE \(owned.areStaged)
            ) n ON \(match("n", "s"))
            WHERE n.bucket IS NULL OR s.bucket IS NOT NULL AND \(differs)\(isGone)
            """
    }

    private var differs: String {
        "(\(list(values, of: "n"))) IS DISTINCT FROM (\(list(values, of: "s")))"
    }

    /// One line of text for each row of the history or of the current states, without generations.
    func dump(of table: String) -> String {
        let shown = (keys + values + Self.times.dropLast()).joined(separator: ", ")
        return "SELECT row(\(shown))::text FROM \(table)"
    }

    private func list(_ columns: [String], of alias: String? = nil) -> String {
        columns.map { column in (alias.map { alias in "\(alias)." } ?? "") + column }.joined(separator: ", ")
    }

    private func match(_ left: String, _ right: String) -> String {
        keys.map { key in "\(left).\(key) = \(right).\(key)" }.joined(separator: " AND ")
    }

    private func assignments(from alias: String) -> String {
        (values + Self.times).map { column in "\(column) = \(alias).\(column)" }.joined(separator: ", ")
    }
}
