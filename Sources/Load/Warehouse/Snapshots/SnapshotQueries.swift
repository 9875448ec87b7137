/// SQL of the tables `snapshot`, `snapshot_directory` and `artifact`.
///
/// `$1` … `$5` are always the snapshot's key: bucket, realm id, guild id, as-of, digest.
enum SnapshotQueries {
    private static let key = "bucket, realm_id, guild_id, as_of, digest"
    private static let isKey = """
        bucket = $1 AND realm_id = $2 AND guild_id = $3 AND as_of = $4 AND digest = $5
        """

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

    /// `$6` name, `$7` media type, `$8` bytes, `$9` their digest.
    static let putArtifact = """
        INSERT INTO artifact (\(key), name, media_type, bytes, content_digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (\(key), name) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes,
            content_digest = excluded.content_digest
        WHERE (artifact.media_type, artifact.content_digest)
            IS DISTINCT FROM (excluded.media_type, excluded.content_digest)
        """

    /// `$6` name.
    static let artifact = "SELECT name, media_type, bytes FROM artifact WHERE \(isKey) AND name = $6"

    static let artifactNames = "SELECT name FROM artifact WHERE \(isKey) ORDER BY name"
}
