/// SQL of the table `opt_out`.
enum OptOutQueries {
    /// Held by every load while it writes, and taken alone by whoever removes people: nobody writes somebody back
    /// whom another transaction is forgetting.
    static let shareLock = "SELECT pg_advisory_xact_lock_shared(\(lockKey))"
    static let takeLock = "SELECT pg_advisory_xact_lock(\(lockKey))"

    /// Any number that nobody else uses.
    private static let lockKey: Int64 = 0x666f_7267_6574

    /// `$1` first and `$2` last buckets of regions.
    static let inRegions = """
        SELECT o.bucket, o.realm_id, o.character_id
        FROM unnest($1::smallint[], $2::smallint[]) AS r (first, last)
        JOIN opt_out o ON o.bucket BETWEEN r.first AND r.last
        """

    /// `$1` bucket, `$2` realm id, `$3` character id, `$4` world time, `$5` reason.
    static let add = """
        INSERT INTO opt_out (bucket, realm_id, character_id, since, reason) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (bucket, realm_id, character_id) DO NOTHING
        """

    /// `$1` bucket, `$2` realm id, `$3` character id.
    static let since = "SELECT since FROM opt_out WHERE bucket = $1 AND realm_id = $2 AND character_id = $3"

    /// How many there are, in all buckets.
    static let count = "SELECT count(*) FROM opt_out WHERE bucket >= 0"

    /// The nameless members of a guild that its newest roster lists: `$1` … `$3` guild.
    static let standIns = """
        SELECT member_id, rank FROM membership_now
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND member_realm_id = 0 AND rank IS NOT NULL
        ORDER BY member_id
        """
}
