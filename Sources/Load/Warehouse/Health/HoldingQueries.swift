/// SQL of what is held: sizes from the catalog, a guild's rows from indexes; no table is read as a whole.
enum HoldingQueries {
    /// `$1` names of tables: rows as the last ANALYZE estimates, and bytes on disk with indexes, of a table or of
    /// all its partitions.
    static let sizes = """
        SELECT n.name, sum(greatest(c.reltuples, 0))::bigint, sum(pg_total_relation_size(c.oid))::bigint
        FROM unnest($1::text[]) AS n (name) JOIN pg_class c ON c.relkind = 'r' AND (
            c.oid = to_regclass(n.name)
            OR c.oid IN (SELECT p.relid FROM pg_partition_tree(to_regclass(n.name)) p))
        GROUP BY n.name
        """

    static let database = "SELECT pg_database_size(current_database())"

    /// A guild's rows by table; `$1` … `$3` guild.
    static let ofGuild =
        """
        WITH m AS MATERIALIZED (
            SELECT DISTINCT (($1::integer & -256) | (member_realm_id & 63))::smallint AS bucket,
                member_realm_id AS realm_id, member_id AS character_id
            FROM membership WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3
        )
        """
        + tables.map { table, isOfGuild in isOfGuild ? countOfGuild(table) : countOfMembers(table) }
        .joined(separator: " UNION ALL ")

    private static let tables =
        (StateSeries.all.map { series in (series.table, series.keys) }
        + EventSeries.all.map { series in (series.table, series.keys) })
        .filter { _, keys in keys[2] == "guild_id" || keys[2] == "character_id" }
        .map { table, keys in (table, keys[2] == "guild_id") }

    private static func countOfGuild(_ table: String) -> String {
        """
        SELECT '\(table)', count(*) FROM \(table) WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3
        """
    }

    private static func countOfMembers(_ table: String) -> String {
        """
        SELECT '\(table)', coalesce(sum(c.rows), 0)::bigint FROM m CROSS JOIN LATERAL (
            SELECT count(*) AS rows FROM \(table) t WHERE t.bucket = m.bucket AND t.realm_id = m.realm_id
                AND t.character_id = m.character_id) c
        """
    }
}
