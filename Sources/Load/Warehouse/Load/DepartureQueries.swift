/// SQL of departures: what the rosters that we hold say of their members.
enum DepartureQueries {
    /// Held until the end of the transaction.
    static let takeTurns = "SELECT pg_advisory_xact_lock(hashtextextended('guildscope rosters', 0))"

    /// `$1` … `$3` guild.
    static let members = """
        SELECT member_realm_id, member_id FROM membership_now
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND rank IS NOT NULL
        """

    /// Which of the characters are in the roster of another guild than `$4`, `$5`: `$1` buckets, `$2` realm
    /// ids, `$3` character ids. What rosters told of a character names its guilds.
    static let elsewhere = """
        SELECT DISTINCT c.realm_id, c.character_id
        FROM unnest($1::smallint[], $2::integer[], $3::bigint[]) AS c (bucket, realm_id, character_id)
        JOIN roster_member_state_now s
            ON s.bucket = c.bucket AND s.realm_id = c.realm_id AND s.character_id = c.character_id
        JOIN membership_now m
            ON m.bucket = ((c.bucket::integer & -256) | (s.guild_realm_id & 63))::smallint
                AND m.realm_id = s.guild_realm_id AND m.guild_id = s.guild_id
                AND m.member_realm_id = c.realm_id AND m.member_id = c.character_id
        WHERE m.rank IS NOT NULL AND (s.guild_realm_id, s.guild_id) <> ($4, $5)
        """
}
