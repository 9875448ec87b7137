/// SQL that reads series of a guild as they were known at a moment.
///
/// A guild's members live in several buckets: the guild's own tables name the members, then each bucket is
/// asked by arrays of keys. `$4` is always the moment.
enum ReadingQueries {
    private static let times = "valid_from, recorded_at, unchanged_until"

    /// `$1` … `$3` guild.
    static let guildState = """
        SELECT name, realm_slug, faction FROM guild_state
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND recorded_at <= $4
        ORDER BY recorded_at DESC LIMIT 1
        """

    /// `$1` … `$3` guild.
    static let memberships = """
        SELECT member_realm_id, member_id, \(times), rank FROM membership
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND recorded_at <= $4
        ORDER BY member_realm_id, member_id, recorded_at
        """

    /// A page of the guild's newest changes: `$1` … `$3` guild, `$4` the moment that they come before, `$5` how many.
    static let rosterChanges = """
        SELECT member_realm_id, member_id, \(times), rank FROM membership
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND recorded_at < $4
        ORDER BY recorded_at DESC, member_realm_id, member_id LIMIT $5
        """

    /// `$1` bucket, `$2` realm ids, `$3` character ids, `$5` realm and `$6` id of the guild.
    static let rosterStates = ofEachMember(
        "\(times), t.name, t.class_id, t.level", from: "roster_member_state",
        where: "t.guild_realm_id = $5 AND t.guild_id = $6 AND t.recorded_at <= $4",
        by: "t.guild_realm_id, t.guild_id, t.recorded_at")

    /// `$1` bucket, `$2` realm ids, `$3` character ids.
    static let characterStates = ofEachMember(
        """
        \(times), t.name, t.class_id, t.level, coalesce(t.equipped_item_level, t.average_item_level),
            t.specialization_id, t.last_login_at
        """, from: "character_state", where: "t.recorded_at <= $4", by: "t.recorded_at")

    /// `$1` bucket, `$2` realm ids, `$3` character ids.
    static let ratings = ofEachMember(
        "\(times), t.rating", from: "keystone_rating", where: "t.recorded_at <= $4", by: "t.recorded_at")

    /// What was worn in each slot, with its lists as they are stored: `$1` bucket, `$2` realm ids, `$3` character
    /// ids.
    static let items = ofEachMember(
        """
        \(times), t.slot, t.item_id, t.item_level, t.enchantments, t.sockets, t.set_id,
            t.limit_category ILIKE '%embellish%'
        """, from: "equipment", where: "t.recorded_at <= $4", by: "t.slot, t.recorded_at")

    /// Raid kills: `$1` bucket, `$2` realm ids, `$3` character ids.
    static let kills = ofEachMember(
        "\(times), t.encounter_id, t.difficulty, t.kills, t.last_kill_at", from: "encounter_kills",
        where: "t.source = 45 AND t.recorded_at <= $4", by: "t.encounter_id, t.difficulty, t.recorded_at")

    /// Runs as the members' own documents tell them, completed from `$5` on: `$1` bucket, `$2` realm ids, `$3`
    /// character ids.
    static let ownRuns = """
        SELECT t.realm_id, t.character_id, t.recorded_at, t.dungeon_id, t.completed_at, t.duration_ms, t.level,
            t.timed
        FROM \(members) JOIN keystone_run t
            ON t.bucket = $1 AND t.realm_id = m.realm_id AND t.character_id = m.character_id
        WHERE t.completed_at >= $5 AND t.recorded_at <= $4
        """

    /// To which person each belonged at the moment: `$1` bucket, `$2` realm ids, `$3` character ids.
    static let persons = """
        SELECT t.realm_id, t.character_id, t.person
        FROM \(members) JOIN person_member t
            ON t.bucket = $1 AND t.realm_id = m.realm_id AND t.character_id = m.character_id
        WHERE t.since <= $4 AND (t.until IS NULL OR t.until > $4)
        """

    /// Names of bosses: `$1` their ids.
    static let bosses = """
        SELECT encounter_id, name, instance_id, instance_name FROM encounter
        WHERE encounter_id = ANY ($1::integer[]) ORDER BY encounter_id
        """

    /// Names of keystone dungeons: `$1` kind of the index, `$2` their ids.
    static let dungeons = """
        SELECT entry_id, name FROM named_entry WHERE kind = $1 AND entry_id = ANY ($2::integer[])
        """

    /// Spans of confirmation up to the moment, ascending, for documents of kinds `$5`: `$1` bucket, `$2` realm
    /// ids, `$3` subjects.
    ///
    /// A span that goes on after the moment ends at the last confirmation up to it, which the attempts know.
    static let spans = """
        SELECT s.realm_id, s.character_id, s.kind, s.since_at,
            CASE WHEN s.until_at <= $4 THEN s.until_at ELSE coalesce((
                SELECT a.observed_at FROM attempt a
                WHERE a.bucket = $1 AND a.realm_id = s.realm_id AND a.subject = s.character_id
                    AND a.kind = s.kind AND a.part = 0 AND a.observed_at <= $4
                    AND a.outcome IN ('received', 'unchanged')
                ORDER BY a.observed_at DESC LIMIT 1), $4) END
        FROM (
            SELECT m.realm_id, m.character_id, d.kind, d.since_at, d.until_at
            FROM \(members) JOIN document_span d ON d.bucket = $1 AND d.realm_id = m.realm_id
                AND d.subject = m.character_id AND d.kind = ANY ($5::smallint[]) AND d.part = 0
            UNION ALL
            SELECT m.realm_id, m.character_id, t.kind, t.span_since, t.confirmed_at
            FROM \(members) JOIN target t ON t.bucket = $1 AND t.realm_id = m.realm_id
                AND t.subject = m.character_id AND t.kind = ANY ($5::smallint[]) AND t.part = 0
            WHERE t.span_since IS NOT NULL
        ) s
        WHERE s.since_at <= $4
        ORDER BY s.realm_id, s.character_id, s.kind, s.since_at
        """

    /// Runs that documents of characters tell, completed from `$4` up to before `$5`, with who took part:
    /// `$1` bucket, `$2` realm ids, `$3` character ids.
    static let toldRuns = """
        SELECT r.dungeon_id, r.completed_at, r.duration_ms, r.level, r.timed, p.realm_ids, p.ids
        FROM \(members) JOIN keystone_run r
            ON r.bucket = $1 AND r.realm_id = m.realm_id AND r.character_id = m.character_id
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(k.member_realm_id ORDER BY k.member_realm_id, k.member_id), '{}')
                AS realm_ids, coalesce(array_agg(k.member_id ORDER BY k.member_realm_id, k.member_id), '{}') AS ids
            FROM keystone_run_member k
            WHERE k.bucket = r.bucket AND k.realm_id = r.realm_id AND k.character_id = r.character_id
                AND k.source = r.source AND k.completed_at = r.completed_at AND k.dungeon_id = r.dungeon_id
        ) p
        WHERE r.completed_at >= $4 AND r.completed_at < $5
        """

    /// Runs on the boards of connected realms in which one of the characters took part, as `toldRuns`: `$1`
    /// region, `$2` realm ids, `$3` character ids.
    static let boardRuns = """
        WITH board AS (
            SELECT DISTINCT c.connected_realm_id AS realm_id FROM realm_connection c
            WHERE c.region = $1 AND c.realm_id = ANY ($2::integer[])
        )
        SELECT DISTINCT r.dungeon_id, r.completed_at, r.duration_ms, r.level, true, r.member_realm_ids,
            r.member_ids
        FROM board b JOIN leaderboard_run r
            ON r.bucket = ($1::integer * 256 + (b.realm_id & 63))::smallint AND r.realm_id = b.realm_id
        WHERE r.completed_at >= $4 AND r.completed_at < $5 AND r.member_ids && $3::bigint[]
        """

    private static let members = "unnest($2::integer[], $3::bigint[]) AS m (realm_id, character_id)"

    /// Rows member by member, each member's in an order that its index has: nothing is sorted as a whole, since a
    /// lateral subquery that has an order can only be asked once for each member.
    private static func ofEachMember(
        _ columns: String, from table: String, where condition: String, by order: String
    ) -> String {
        """
        SELECT m.realm_id, m.character_id, s.* FROM \(members) CROSS JOIN LATERAL (
            SELECT \(columns) FROM \(table) t
            WHERE t.bucket = $1 AND t.realm_id = m.realm_id AND t.character_id = m.character_id
                AND \(condition)
            ORDER BY \(order)
        ) s
        """
    }

    /// The newest confirmation of all documents.
    static let newestConfirmation = """
        SELECT max(confirmed_at) FROM newest_confirmation
        """

    /// The newest confirmation of a guild's documents and its members'; `$1` … `$3` guild.
    static let newestConfirmationOfGuild = """
        SELECT max(confirmed_at) FROM (
            SELECT confirmed_at FROM target
            WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind BETWEEN 20 AND 39
            UNION ALL
            SELECT t.confirmed_at FROM membership_now m JOIN target t
                ON t.bucket = (($1::integer & -256) | (m.member_realm_id & 63))::smallint
                    AND t.realm_id = m.member_realm_id AND t.subject = m.member_id AND t.kind >= 40
            WHERE m.bucket = $1 AND m.realm_id = $2 AND m.guild_id = $3 AND m.rank IS NOT NULL
        ) c
        """
}
