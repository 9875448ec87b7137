import Guilds
import Postgres

/// Events of one table: each is inserted once, under the document that told it first.
struct EventSeries: Sendable {
    let table: String
    /// The columns that tell events apart, bucket first.
    let keys: [String]
    let values: [String]
    /// How the events of a document lie together, where a document lists about all that are known.
    var owned: OwnedRows?
    /// A condition on a staged row `s` under which it is not written although it is not known; nil for none.
    var sealed: String?
    let feeds: @Sendable (Facts) -> Bool
    /// Writes the events that a document tells, each once.
    let write: @Sendable (Facts, Stamp, inout BinaryCopyWriter) async throws -> Void

    var stage: String { "stage_\(table)" }

    var target: CopyTarget { CopyTarget(stage, columns: ["ordinal"] + columns) }

    private var columns: [String] { keys + values + ["recorded_at", "generation"] }
}

// SQL of all event tables.
extension EventSeries {
    var createStage: String {
        """
        CREATE TEMP TABLE \(stage) (ordinal integer NOT NULL, LIKE \(table) INCLUDING STORAGE)
            ON COMMIT DELETE ROWS;

        """
    }

    /// Inserts the staged events that are not known, and counts them in `stage_rows`.
    var merge: String {
        let list = columns.joined(separator: ", ")
        let match = keys.map { key in "k.\(key) = s.\(key)" }.joined(separator: " AND ")
        let known = owned.map { owned in
            "stage_whole w CROSS JOIN \(owned.held(in: table)) k WHERE \(owned.areStaged) AND \(match)"
        }
        return """
            WITH fresh AS MATERIALIZED (
                SELECT s.* FROM \(stage) s WHERE NOT EXISTS (
                    SELECT FROM \(known ?? "\(table) k WHERE \(match)"))\(unlessSealed)
            ), counted AS (
                INSERT INTO stage_rows SELECT ordinal, count(*) FROM fresh GROUP BY ordinal
            )
            INSERT INTO \(table) (\(list)) SELECT \(list) FROM fresh
            ON CONFLICT (\(keys.joined(separator: ", "))) DO NOTHING;

            """
    }

    private var unlessSealed: String { sealed.map { condition in " AND NOT \(condition)" } ?? "" }

    /// One line of text for each event, without generations.
    var dump: String {
        "SELECT row(\((keys + values).joined(separator: ", ")), recorded_at)::text FROM \(table)"
    }
}

extension Stamp {
    func closeEvent(_ row: inout CopyRow) {
        row.timestamp(recordedAt)
        row.int64(generation)
    }
}
