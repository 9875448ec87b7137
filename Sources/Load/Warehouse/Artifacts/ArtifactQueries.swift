/// SQL of the table `artifact`.
///
/// `$1` … `$5` are always the snapshot's key: bucket, realm id, guild id, as-of, digest; those of a guild have `$1` …
/// `$3`.
enum ArtifactQueries {
    private static let key = "bucket, realm_id, guild_id, as_of, digest"
    private static let isKey = """
        bucket = $1 AND realm_id = $2 AND guild_id = $3 AND as_of = $4 AND digest = $5
        """
    private static let columns = "name, media_type, edition, alt_text, bytes"

    /// The names as the newest revision has them, held as they are until the end of the transaction: somebody who is
    /// forgotten meanwhile takes the artifacts along.
    static let directory = """
        SELECT names FROM snapshot_directory WHERE \(isKey)
        AND revision = (SELECT max(revision) FROM snapshot_directory WHERE \(isKey)) FOR SHARE
        """

    /// `$6` language, `$7` name, `$8` edition, `$9` media type, `$10` alternative text, `$11` bytes.
    static let put = """
        INSERT INTO artifact (\(key), language, name, edition, media_type, alt_text, bytes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (\(key), language, name) DO UPDATE SET edition = excluded.edition,
            media_type = excluded.media_type, alt_text = excluded.alt_text, bytes = excluded.bytes
        WHERE (artifact.edition, artifact.media_type, artifact.alt_text, artifact.bytes)
            IS DISTINCT FROM (excluded.edition, excluded.media_type, excluded.alt_text, excluded.bytes)
        """

    /// What a report no longer holds: `$6` language, `$7` the names it holds.
    static let dropOthers = """
        DELETE FROM artifact WHERE \(isKey) AND language = $6 AND NOT name = ANY ($7::text[])
        """

    /// Artifacts of older snapshots of the guild: of each past week the newest snapshot's stay until `$5`, all stay
    /// until `$4`. `$6` is a reset, from which weeks are counted.
    static let dropSuperseded = """
        DELETE FROM artifact a
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND as_of < $4
            AND (as_of < $5 OR EXISTS (
                SELECT FROM artifact n
                WHERE n.bucket = $1 AND n.realm_id = $2 AND n.guild_id = $3 AND n.as_of > a.as_of
                    AND n.as_of < date_bin('7 days', a.as_of, $6) + interval '7 days'))
        """

    /// `$6` language, `$7` name.
    static let named = "SELECT \(columns) FROM artifact WHERE \(isKey) AND language = $6 AND name = $7"

    /// `$6` language.
    static let list = """
        SELECT name, id, edition FROM artifact WHERE \(isKey) AND language = $6 ORDER BY name
        """

    /// `$4` id, `$5` the editions that may be read. Equal bytes may be kept under several names.
    static let byID = """
        SELECT \(columns) FROM artifact
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND id = $4 AND edition = ANY ($5::text[])
        ORDER BY as_of DESC, digest, language, name LIMIT 1
        """
}
