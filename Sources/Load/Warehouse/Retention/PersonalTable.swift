/// A table whose rows are about one character each: removing the person deletes them.
///
/// To reach another table, add a line to `all`. A table that only mentions people beside something else, as a
/// roster or a group does, keeps its row without them; `Removal` and its neighbours know how, table by table,
/// and `mentioning` lists them.
struct PersonalTable {
    /// Which document told the rows.
    enum Teller {
        /// The character's own.
        case own
        /// A guild's roster, which may list the character still when its own documents are gone.
        case roster
    }

    /// Which buckets the rows are in.
    enum Place {
        /// That of the character.
        case own
        /// Any of the region: the row is keyed by something else first.
        case region
    }

    let name: String
    let teller: Teller
    let place: Place
    /// The columns beside `bucket` that say whose row it is.
    let key: (realm: String, id: String)
    /// What else must hold of a row `t`.
    let condition: String?
    /// The time to tell in a report of what is held; nil where rows have none.
    let moment: String?
    /// The column with a name; nil where there is none.
    let names: String?

    init(
        _ name: String, _ teller: Teller = .own, place: Place = .own,
        key: (realm: String, id: String) = ("realm_id", "character_id"), where condition: String? = nil,
        at moment: String? = "recorded_at", names: String? = nil
    ) {
        self.name = name
        self.teller = teller
        self.place = place
        self.key = key
        self.condition = condition
        self.moment = moment
        self.names = names
    }

    private static let subject = ("realm_id", "subject")
    private static let ofCharacter = "t.kind >= 40"

    /// Every such table.
    static let all = [
        PersonalTable(
            "target", .roster, key: subject, where: ofCharacter, at: "first_seen_at", names: "name"),
        PersonalTable("document_span", key: subject, where: ofCharacter, at: "since_at"),
        PersonalTable("attempt", .roster, key: subject, where: ofCharacter, at: "observed_at"),
        PersonalTable("archive", key: subject, where: ofCharacter),
        PersonalTable("quarantine", key: subject, where: ofCharacter, at: "observed_at"),
        PersonalTable("character", .roster, at: "first_seen_at"),
        PersonalTable("roster_member_state", .roster, names: "name"),
        PersonalTable("roster_member_state_now", .roster, names: "name"),
        PersonalTable("character_state", names: "name"),
        PersonalTable("character_state_now", names: "name"),
        PersonalTable("keystone_rating"),
        PersonalTable("keystone_rating_now"),
        PersonalTable("keystone_season_rating"),
        PersonalTable("keystone_season_rating_now"),
        PersonalTable("equipment"),
        PersonalTable("equipment_now"),
        PersonalTable("encounter_kills"),
        PersonalTable("encounter_kills_now"),
        PersonalTable("achievement_earned"),
        PersonalTable("keystone_run"),
        PersonalTable("keystone_run_member"),
        PersonalTable("profession_skill"),
        PersonalTable("profession_skill_now"),
        PersonalTable("reputation"),
        PersonalTable("reputation_now"),
        PersonalTable("pvp_summary"),
        PersonalTable("pvp_summary_now"),
        PersonalTable("pvp_map"),
        PersonalTable("pvp_map_now"),
        PersonalTable("identity_seen", at: nil, names: "name"),
        PersonalTable("identity_anchor", at: nil),
        PersonalTable("identity_link", .roster),
        PersonalTable("identity_decision", .roster, at: "decided_at"),
        PersonalTable("person_member", .roster, at: "since"),
    ]

    /// Tables that mention people beside something else, and what becomes of the mention.
    static let mentioning = [
        "membership": "re-keyed to a stand-in", "membership_now": "re-keyed to a stand-in",
        "guild_activity": "re-keyed to a stand-in",
        "identity_link": "removed at the other end too", "identity_decision": "removed at the other end too",
        "quarantine": "what names somebody is removed",
        "keystone_run_member": "a fellow player becomes a stand-in",
        "leaderboard_run": "a player becomes nobody",
        "snapshot_directory": "a revision without the name replaces those with it",
        "artifact": "removed and drawn again from the directory without the name",
        "archive": "bodies of rosters and runs that name an opted-out character are removed",
    ]

    /// Tables with a column that looks like a person's, and why they need not be reached.
    static let exceptions = [
        "opt_out": "what must be kept to recognise who must not be stored",
        "snapshot": "numbers and keys only; names are in the directory",
        "guild_state": "a guild's name", "guild_state_now": "a guild's name",
        "realm": "a realm's name", "named_entry": "names of the game", "encounter": "names of the game",
        "item_name": "names of the game",
        "job": "a job's name", "schema_migration": "a migration's name",
        "run": "a job's run", "watched_guild": "a guild's address",
    ]
}

// SQL of the rows of one table.
extension PersonalTable {
    // Names of columns and tables come from the list above, never from outside.
    private var isTheirs: String {
        "t.bucket = \(place == .own ? "$1" : "ANY ($4)") AND t.\(key.realm) = k.realm_id AND t.\(key.id) = k.id"
            + (condition.map { condition in " AND \(condition)" } ?? "")
    }

    private static let people = "unnest($2::integer[], $3::bigint[]) AS k (realm_id, id)"

    /// `$1` bucket, `$2` realm ids, `$3` character ids; `$4` the buckets of the region where it is needed.
    var delete: String { "DELETE FROM \(name) t USING \(Self.people) WHERE \(isTheirs)" }

    /// Count, first and last moment of the rows, and the names in them; parameters as of `delete`.
    var held: String {
        let moments =
            moment.map { column in "min(t.\(column)), max(t.\(column))" }
            ?? "NULL::timestamptz, NULL::timestamptz"
        let names =
            names.map { column in "array_agg(DISTINCT t.\(column)) FILTER (WHERE t.\(column) IS NOT NULL)" }
            ?? "NULL::text[]"
        return "SELECT count(*), \(moments), \(names) FROM \(name) t, \(Self.people) WHERE \(isTheirs)"
    }
}
