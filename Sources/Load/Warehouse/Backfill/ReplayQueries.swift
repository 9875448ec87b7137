import Guilds
import Postgres

/// SQL that takes back what a subject's documents of one kind told since a moment.
///
/// `$1` bucket, `$2` realm id, `$3` subject, `$4` the moment; `$5` kind where rows of several kinds share a table.
enum ReplayQueries {
    /// Locks the targets of one subject and kind, in the order of every load: `$1` … `$3` subject, `$4` kind.
    static let lock = """
        SELECT part, digest, changed_at FROM target
        WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind = $4
        ORDER BY part FOR UPDATE
        """

    /// The newest document since `$5` that told something and is not in the archive: `$1` … `$3` subject, `$4`
    /// kind. Before it nothing can be told anew.
    static let newestGap = """
        SELECT max(a.observed_at) FROM attempt a
        WHERE a.bucket = $1 AND a.realm_id = $2 AND a.subject = $3 AND a.kind = $4 AND a.observed_at >= $5
            AND a.outcome = 'received'
            AND NOT EXISTS (
                SELECT FROM archive k
                WHERE k.bucket = a.bucket AND k.realm_id = a.realm_id AND k.subject = a.subject
                    AND k.kind = a.kind AND k.part = a.part AND k.generation = a.generation
                    AND k.recorded_at >= $5)
        """

    /// What an observation told is counted anew: `$1` … `$3` subject, `$4` kind, `$5` part, `$6` generation,
    /// `$7` earliest and `$8` latest moment at which it can have been made, `$9` rows, `$10` verdict.
    static let correctAttempt = """
        UPDATE attempt SET rows = $9, verdict = $10
        WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind = $4 AND part = $5 AND generation = $6
            AND observed_at >= $7 AND observed_at <= $8 AND (rows, verdict) IS DISTINCT FROM ($9, $10)
        """

    /// When a document was last found changed before `$6`: `$1` … `$3` subject, `$4` kind, `$5` part.
    static let changedBefore = """
        SELECT max(observed_at) FROM attempt
        WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind = $4 AND part = $5 AND observed_at < $6
            AND verdict = 'changed'
        """

    /// `$1` … `$3` subject, `$4` kind, `$5` part, `$6` when it last changed, `$7` digest of the newest body that
    /// was read, `$8` version of the decoder that read it.
    static let correctTarget = """
        UPDATE target SET changed_at = $6,
            decoder_version = CASE WHEN digest = $7 THEN $8::smallint ELSE decoder_version END
        WHERE bucket = $1 AND realm_id = $2 AND subject = $3 AND kind = $4 AND part = $5
        """

    static let clearRows = "DELETE FROM stage_rows; DELETE FROM stage_whole;"
}

/// Where the rows of a table are that documents of a kind told about a subject.
struct ToldRows {
    let table: String
    /// The key columns of the table, bucket first.
    let keys: [String]
    let kind: DocumentKind

    /// The tables that documents of each kind feed.
    static let tables: [DocumentKind: [String]] = [
        .guild: ["guild_state"], .roster: ["membership", "roster_member_state"],
        .guildAchievements: ["guild_achievement"], .summary: ["character_state"],
        .equipment: ["equipment"], .raids: ["encounter_kills"], .dungeons: ["encounter_kills"],
        .achievements: ["achievement_earned"], .guildActivity: ["guild_activity"],
        .professions: ["profession_skill"], .reputations: ["reputation"],
        .pvpSummary: ["pvp_summary", "pvp_map"],
        .keystoneProfile: ["keystone_rating", "keystone_run", "keystone_run_member"],
        .keystoneSeasonProfile: ["keystone_season_rating", "keystone_run", "keystone_run_member"],
        .leaderboard: ["leaderboard_run"],
    ]

    /// Whether the table is keyed by the members that a guild's document lists, not by the guild.
    private var isByMember: Bool {
        kind.scope == .guild && keys.contains("guild_realm_id") && keys[2] != "guild_id"
    }

    private var hasSource: Bool { keys.contains("source") }

    /// Rows `t` of the subject. Members' rows are found by the members that the guild ever had.
    private var areTheirs: String {
        isByMember
            ? """
            t.guild_realm_id = $2 AND t.guild_id = $3
                AND (t.bucket, t.realm_id, t.character_id) IN (
                    SELECT (($1::integer & -256) | (m.member_realm_id & 63))::smallint, m.member_realm_id, m.member_id
                    FROM (
                        SELECT member_realm_id, member_id FROM membership
                        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3
                        UNION SELECT member_realm_id, member_id FROM membership_now
                        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3
                    ) m)
            """
            : "t.bucket = $1 AND t.realm_id = $2 AND t.\(keys[2]) = $3"
                + (hasSource ? " AND t.source = \(kind.rawValue)" : "")
    }

    /// Takes back what was told since the moment.
    func takeBack(_ table: String) -> String {
        "DELETE FROM \(table) t WHERE \(areTheirs) AND t.recorded_at >= $4"
    }

    /// Puts the states before the moment back in the place of those that were taken back.
    func restore(_ columns: [String], to current: String) -> String {
        let list = columns.joined(separator: ", ")
        let key = keys.map { key in "t.\(key)" }.joined(separator: ", ")
        let same = keys.map { key in "n.\(key) = t.\(key)" }.joined(separator: " AND ")
        return """
            INSERT INTO \(current) (\(list))
            SELECT DISTINCT ON (\(key)) \(columns.map { column in "t.\(column)" }.joined(separator: ", "))
            FROM \(table) t
            WHERE \(areTheirs) AND t.recorded_at < $4
                AND NOT EXISTS (SELECT FROM \(current) n WHERE \(same))
            ORDER BY \(key), t.recorded_at DESC
            """
    }
}
