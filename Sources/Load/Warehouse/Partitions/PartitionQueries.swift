/// SQL of partitions. Names of tables come from the program and the catalogue, never from the outside.
enum PartitionQueries {
    /// `$1` table, `$2` months of a partition, `$3` a moment that it must hold.
    static let ensure = "SELECT ensure_partition($1, $2, $3)"

    /// The partitions of the table `$1` that were not set aside before, with their comments.
    static let list = """
        SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = to_regclass($1) AND obj_description(c.oid, 'pg_class') IS DISTINCT FROM '\(keptComment)'
        ORDER BY 1
        """

    static let keptComment = "only states that are still current"

    /// Whoever waits for the exclusive lock keeps everybody else waiting behind it: not for long.
    static let patience = "SET LOCAL lock_timeout = '2s'"

    /// A copy of the partition that holds only the rows which are still the current state; of an event table
    /// or of attempts it holds none.
    static func makeKept(_ partition: String, of table: String, current: (table: String, keys: [String])?)
        -> String
    {
        let copied = current.map { current in
            let match = current.keys.map { key in "n.\(key) = h.\(key)" }.joined(separator: " AND ")
            return """
                INSERT INTO \(kept(partition)) SELECT h.* FROM \(partition) h JOIN \(current.table) n
                    ON \(match) AND n.recorded_at = h.recorded_at;
                """
        }
        return """
            DROP TABLE IF EXISTS \(kept(partition));
            CREATE TABLE \(kept(partition)) (LIKE \(table) INCLUDING ALL);
            COMMENT ON TABLE \(kept(partition)) IS '\(keptComment)';
            \(copied ?? "")
            """
    }

    /// Puts the copy into the place of the partition, which stays as a table by itself. The bounds are those
    /// of the partition, literals of the catalogue.
    static func swap(_ partition: String, of table: String, bounds: String) -> String {
        """
        ALTER TABLE \(table) DETACH PARTITION \(partition);
        ALTER TABLE \(partition) RENAME TO \(detached(partition));
        ALTER TABLE \(kept(partition)) RENAME TO \(partition);
        ALTER TABLE \(table) ATTACH PARTITION \(partition) \(bounds);
        """
    }

    /// The bounds of the partition `$1` as a clause.
    static let bounds = """
        SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = to_regclass($1)
        """

    static func detached(_ partition: String) -> String { "detached_\(partition)" }

    private static func kept(_ partition: String) -> String { "kept_\(partition)" }
}
