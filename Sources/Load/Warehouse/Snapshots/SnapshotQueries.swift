/// SQL of the tables `snapshot` and `snapshot_directory`.
///
/// `$1` … `$5` are always the snapshot's key: bucket, realm id, guild id, as-of, digest.
enum SnapshotQueries {
    private static let key = "bucket, realm_id, guild_id, as_of, digest"

    /// `$6` manifest, `$7` member part, `$8` officer part.
    static let publish = """
        INSERT INTO snapshot (\(key), manifest, member_part, officer_part)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (\(key)) DO NOTHING
        """

    /// `$6` revision, `$7` names.
    static let addDirectory = """
        INSERT INTO snapshot_directory (\(key), revision, names) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (\(key), revision) DO NOTHING
        """

    /// `$1` bucket, `$2` realm id, `$3` guild id.
    static let newest = """
        SELECT s.as_of, s.manifest, s.member_part, s.officer_part, d.names
        FROM snapshot s JOIN snapshot_directory d USING (\(key))
        WHERE s.bucket = $1 AND s.realm_id = $2 AND s.guild_id = $3
        ORDER BY s.as_of DESC, s.published_at DESC, s.digest, d.revision DESC LIMIT 1
        """

    /// The newest as of a stretch of time: `$1` … `$3` guild, `$4` its start, `$5` its end, which is not in it.
    static let newestWithin = """
        SELECT s.as_of, s.manifest, s.member_part, s.officer_part, d.names
        FROM snapshot s JOIN snapshot_directory d USING (\(key))
        WHERE s.bucket = $1 AND s.realm_id = $2 AND s.guild_id = $3 AND s.as_of >= $4 AND s.as_of < $5
        ORDER BY s.as_of DESC, s.published_at DESC, s.digest, d.revision DESC LIMIT 1
        """

    /// The watched guilds whose newest snapshot lost a name, and what was drawn with it.
    static let toRedraw = """
        SELECT DISTINCT w.region, w.realm_id, w.guild_id
        FROM watched_guild w CROSS JOIN LATERAL (
            SELECT s.* FROM snapshot s
            WHERE s.bucket = (w.region * 256 + (w.realm_id & 63))::smallint AND s.realm_id = w.realm_id
                AND s.guild_id = w.guild_id
            ORDER BY s.as_of DESC, s.published_at DESC, s.digest LIMIT 1
        ) s
        WHERE EXISTS (
                SELECT FROM snapshot_directory d
                WHERE d.bucket = s.bucket AND d.realm_id = s.realm_id AND d.guild_id = s.guild_id
                    AND d.as_of = s.as_of AND d.digest = s.digest AND d.revision > 1)
            AND NOT EXISTS (
                SELECT FROM artifact a
                WHERE a.bucket = s.bucket AND a.realm_id = s.realm_id AND a.guild_id = s.guild_id
                    AND a.as_of = s.as_of AND a.digest = s.digest)
        ORDER BY 1, 2, 3
        """
}
