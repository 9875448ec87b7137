/// SQL of the table `schema_migration`.
enum MigrationQueries {
    static let exists = "SELECT to_regclass('schema_migration') IS NOT NULL"

    static let create = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            version integer PRIMARY KEY,
            name text NOT NULL,
            checksum text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """

    static let applied = "SELECT version, name, checksum FROM schema_migration ORDER BY version"

    static let record = "INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)"

    /// A migration that waits for an exclusive lock keeps everybody else waiting behind it: not for long.
    static let patience = "SET LOCAL lock_timeout = '2s'"

    /// Any number that nobody else uses: one migrator at a time.
    static let lock: Int64 = 0x6775_696c_6473_636f
}
