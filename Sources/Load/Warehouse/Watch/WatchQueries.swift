/// SQL of the table `watched_guild`.
enum WatchQueries {
    private static let columns = "region, realm_slug, name_slug, added_at, realm_id, guild_id"

    /// `$1` … `$3` address, `$4` world time. Adding a removed guild brings it back.
    static let add = """
        INSERT INTO watched_guild (region, realm_slug, name_slug, added_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (region, realm_slug, name_slug)
        DO UPDATE SET removed_at = NULL, added_at = excluded.added_at
        WHERE watched_guild.removed_at IS NOT NULL
        """

    /// `$1` … `$3` address, `$4` world time.
    static let remove = """
        UPDATE watched_guild SET removed_at = $4
        WHERE region = $1 AND realm_slug = $2 AND name_slug = $3 AND removed_at IS NULL
        """

    /// `$1` … `$3` address, `$4` realm id, `$5` guild id.
    static let resolve = """
        UPDATE watched_guild SET realm_id = $4, guild_id = $5
        WHERE region = $1 AND realm_slug = $2 AND name_slug = $3
        """

    static let list = """
        SELECT \(columns) FROM watched_guild WHERE removed_at IS NULL
        ORDER BY region, realm_slug, name_slug
        """
}
