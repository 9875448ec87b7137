import Crawl

/// SQL that takes people out of the tables that mention them.
///
/// Characters of one bucket at a time: `$1` bucket, `$2` realm ids, `$3` character ids; where rows of other
/// buckets mention them `$4` are the buckets of the region.
enum RemovalQueries {
    private static let people = "unnest($2::integer[], $3::bigint[]) AS k (realm_id, id)"

    /// All buckets that hold anything: `$1` first and `$2` last of the region.
    static let buckets = """
        SELECT coalesce(array_agg(DISTINCT bucket), '{}') FROM (
            SELECT bucket FROM crawl_bucket WHERE bucket BETWEEN $1 AND $2
            UNION ALL SELECT b FROM unnest($3::smallint[]) AS b
        ) b
        """

    /// The guilds whose rosters ever listed them.
    static let guilds = """
        SELECT DISTINCT t.guild_realm_id, t.guild_id FROM roster_member_state t, \(people)
        WHERE t.bucket = $1 AND t.realm_id = k.realm_id AND t.character_id = k.id
        UNION
        SELECT DISTINCT t.guild_realm_id, t.guild_id FROM roster_member_state_now t, \(people)
        WHERE t.bucket = $1 AND t.realm_id = k.realm_id AND t.character_id = k.id
        """

    /// Whose documents tell of runs with them.
    static let fellows = """
        SELECT DISTINCT t.bucket, t.realm_id, t.character_id FROM keystone_run_member t, \(people)
        WHERE t.bucket = ANY ($4) AND t.member_realm_id = k.realm_id AND t.member_id = k.id AND $1 IS NOT NULL
        """

    /// Re-keys one member of one guild: `$1` … `$3` guild, `$4` realm and `$5` id of the member, `$6` stand-in.
    static func rekey(_ table: String) -> String {
        """
        UPDATE \(table) SET member_realm_id = 0, member_id = $6
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND member_realm_id = $4 AND member_id = $5
        """
    }

    /// One character in the runs of others: `$1` bucket, `$2` realm id, `$3` character id, `$4` buckets.
    static let maskInRuns = """
        UPDATE keystone_run_member m SET member_realm_id = 0, member_id = least(0, (
            SELECT min(x.member_id) FROM keystone_run_member x
            WHERE x.bucket = m.bucket AND x.realm_id = m.realm_id AND x.character_id = m.character_id
                AND x.source = m.source AND x.completed_at = m.completed_at
                AND x.dungeon_id = m.dungeon_id AND x.member_realm_id = 0)) - 1
        WHERE m.bucket = ANY ($4) AND m.member_realm_id = $2 AND m.member_id = $3
            AND NOT (m.bucket = $1 AND m.realm_id = $2 AND m.character_id = $3)
        """

    /// Groups on leaderboards with one of them.
    static let groups = """
        SELECT t.bucket, t.realm_id, t.dungeon_id, t.period_id, t.completed_at, t.duration_ms,
            t.members_digest, t.member_realm_ids, t.member_ids
        FROM leaderboard_run t
        WHERE t.bucket = ANY ($4) AND t.member_ids && $3::bigint[] AND $1 IS NOT NULL AND $2 IS NOT NULL
        """

    /// `$1` … `$7` key of a group, `$8` its realm ids, `$9` its member ids, `$10` the digest of these.
    static let maskGroup = """
        UPDATE leaderboard_run SET member_realm_ids = $8, member_ids = $9, members_digest = $10
        WHERE bucket = $1 AND realm_id = $2 AND dungeon_id = $3 AND period_id = $4 AND completed_at = $5
            AND duration_ms = $6 AND members_digest = $7
        """

    /// Makes targets forget the documents that were removed, while they go on being asked for.
    static let blankTargets = """
        UPDATE target t SET last_modified = NULL, digest = NULL, decoder_version = NULL, first_seen_at = NULL,
            confirmed_at = NULL, changed_at = NULL, span_since = NULL
        FROM \(people)
        WHERE t.bucket = $1 AND t.realm_id = k.realm_id AND t.subject = k.id AND t.kind >= 40
        """

    /// Directories of a guild's snapshots that name somebody: `$1` … `$3` guild, `$4` patterns.
    static let directories = """
        SELECT as_of, digest, max(revision), (array_agg(names ORDER BY revision DESC))[1]
        FROM snapshot_directory
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND names LIKE ANY ($4::text[])
        GROUP BY as_of, digest
        """

    /// `$1` … `$5` snapshot, `$6` the revision that stays.
    static let dropRevisions = """
        DELETE FROM snapshot_directory
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND as_of = $4 AND digest = $5 AND revision < $6
        """

    /// `$1` … `$5` snapshot.
    static let dropArtifacts = """
        DELETE FROM artifact WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND as_of = $4 AND digest = $5
        """

    /// What a table of guilds tells of one member of one guild: `$1` … `$3` guild, `$4` realm and `$5` id of the
    /// member.
    static func mentions(_ table: String) -> String {
        """
        SELECT count(*), min(recorded_at), max(recorded_at) FROM \(table)
        WHERE bucket = $1 AND realm_id = $2 AND guild_id = $3 AND member_realm_id = $4 AND member_id = $5
        """
    }

    /// Runs of others that one character took part in: `$1` bucket, `$2` realm id, `$3` id, `$4` buckets.
    static let othersRuns = """
        SELECT count(*), min(recorded_at), max(recorded_at) FROM keystone_run_member m
        WHERE m.bucket = ANY ($4) AND m.member_realm_id = $2 AND m.member_id = $3
            AND NOT (m.bucket = $1 AND m.realm_id = $2 AND m.character_id = $3)
        """

    /// Characters by the name that they bear or bore: `$1` first and `$2` last bucket of the region, `$3` realm
    /// slug, `$4` the name in the ways that it may be written. Whoever bears it now comes first.
    static let named = """
        SELECT bucket, realm_id, id, max(at) FROM (
            SELECT bucket, realm_id, subject AS id, confirmed_at AS at FROM target
            WHERE bucket BETWEEN $1 AND $2 AND kind >= 40 AND realm_slug = $3 AND name = ANY ($4::text[])
            UNION ALL
            SELECT bucket, realm_id, character_id, recorded_at FROM character_state
            WHERE bucket BETWEEN $1 AND $2 AND realm_slug = $3 AND name = ANY ($4::text[])
            UNION ALL
            SELECT bucket, realm_id, character_id, recorded_at FROM roster_member_state
            WHERE bucket BETWEEN $1 AND $2 AND realm_slug = $3 AND name = ANY ($4::text[])
        ) c GROUP BY 1, 2, 3 ORDER BY 4 DESC NULLS LAST
        """
}
