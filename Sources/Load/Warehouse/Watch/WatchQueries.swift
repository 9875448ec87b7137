/// SQL of the table `watched_guild`.
enum WatchQueries {
    private static let columns =
        "region, realm_slug, name_slug, added_at, realm_id, guild_id, language, time_zone"

    /// `$1` … `$3` address, `$4` language, `$5` time zone; null leaves what was set.
    static let write = """
        UPDATE watched_guild SET language = coalesce($4, language), time_zone = coalesce($5, time_zone)
        WHERE region = $1 AND realm_slug = $2 AND name_slug = $3
        """

    /// `$1` … `$3` address, `$4` world time, `$5` realm id, `$6` guild id. A removed guild comes back.
    static let add = """
        INSERT INTO watched_guild (region, realm_slug, name_slug, added_at, realm_id, guild_id)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (region, realm_slug, name_slug)
        DO UPDATE SET is_watched = true, realm_id = excluded.realm_id, guild_id = excluded.guild_id,
            added_at = CASE WHEN watched_guild.is_watched THEN watched_guild.added_at
                ELSE excluded.added_at END
        """

    /// `$1` … `$3` address.
    static let remove = """
        UPDATE watched_guild SET is_watched = false
        WHERE region = $1 AND realm_slug = $2 AND name_slug = $3 AND is_watched
        RETURNING realm_id, guild_id
        """

    /// When the guild's own documents are due: `$1` bucket, `$2` realm id, `$3` guild id, `$4` world time.
    static let schedule = """
        UPDATE target SET next_due_at = $4
        WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind BETWEEN 20 AND 39
        """

    /// When the documents that serve the guilds of a realm are due: the realm's own, the list of the
    /// leaderboards of its connected realm, and the boards that are not settled by then. `$1` region, `$2`
    /// realm id, `$3` when they are due, `$4` whether also while another guild that is watched needs them.
    static let scheduleBoards = """
        WITH served AS (
            SELECT $2::integer AS realm_id, c.connected_realm_id, EXISTS (
                SELECT FROM watched_guild w WHERE w.is_watched AND w.region = $1 AND w.realm_id = $2
            ) AS needs_realm, EXISTS (
                SELECT FROM watched_guild w JOIN realm_connection o
                    ON o.region = w.region AND o.realm_id = w.realm_id
                WHERE w.is_watched AND w.region = $1 AND o.connected_realm_id = c.connected_realm_id
            ) AS needs_boards
            FROM realm_connection c WHERE c.region = $1 AND c.realm_id = $2
        ), document AS (
            SELECT realm_id, ARRAY[13::smallint] AS kinds FROM served WHERE $4 OR NOT needs_realm
            UNION ALL
            SELECT connected_realm_id, ARRAY[12::smallint, 14::smallint] FROM served
            WHERE $4 OR NOT needs_boards
        )
        UPDATE target t SET next_due_at = $3 FROM document d
        WHERE t.bucket = ($1::integer * 256 + (d.realm_id & 63))::smallint AND t.realm_id = d.realm_id
            AND t.kind = ANY (d.kinds)
            AND (t.kind <> 12 OR NOT $4 OR t.settles_at IS NULL OR t.settles_at > $3)
        """

    static let list = """
        SELECT \(columns) FROM watched_guild WHERE is_watched
        ORDER BY region, realm_slug, name_slug
        """

    /// The guild that a guild document was last found at. `$1` first and `$2` last bucket of the region,
    /// `$3` realm slug, `$4` name slug.
    static let guildAt = """
        SELECT realm_id, subject FROM target
        WHERE bucket BETWEEN $1 AND $2 AND kind = 20 AND realm_slug = $3 AND name = $4
        ORDER BY confirmed_at DESC NULLS LAST, realm_id, subject LIMIT 1
        """

    /// The names of the guilds of a realm; parameters as `guildAt`.
    static let guildSlugs = """
        SELECT DISTINCT name FROM target
        WHERE bucket BETWEEN $1 AND $2 AND kind = 20 AND realm_slug = $3 ORDER BY name
        """
}
