package import Guilds

/// A table that can be exported: a series, a list of events, or names and weeks that the others refer to.
package struct ExportTable: Sendable, Hashable {
    /// Whose rows a table holds: how those of some guilds are found.
    enum Scope: Sendable, Hashable {
        case guild
        case character
        /// Confirmations of guilds' and characters' documents.
        case document
        /// Rows of a region.
        case region
        /// Leaderboards, which belong to no guild.
        case board
        /// The same for everybody.
        case world
    }

    /// The table's name in the database and of the file.
    package let name: String
    /// What one row is.
    package let meaning: String
    /// The documents of the API that tell it, by kind.
    package let sources: [DocumentKind]
    /// In the order in which they are written.
    package let columns: [ExportColumn]
    let scope: Scope
    /// The columns in whose order rows are written: they tell rows apart.
    let order: [String]
    /// The column that says when a row became known; nil for names and weeks, which have no history.
    let known: String?

    /// Whether rows have a history, so that a table of a past moment can be told.
    package var hasHistory: Bool { known != nil }

    /// Every table, in the order in which an export writes them.
    package static let all: [ExportTable] =
        [.character] + StateSeries.all.map(ExportTable.init) + EventSeries.all.map(ExportTable.init)
        + [.confirmation] + reference

    init(
        _ name: String, _ meaning: String, _ sources: [DocumentKind], _ columns: [ExportColumn],
        scope: Scope, order: [String], known: String?
    ) {
        self.name = name
        self.meaning = meaning
        self.sources = sources
        self.columns = columns
        self.scope = scope
        self.order = order
        self.known = known
    }

    private init(_ series: StateSeries) {
        self.init(
            series.table, keys: series.keys,
            rest: (ExportMeanings.values[series.table] ?? [])
                + StateSeries.times.compactMap { name in ExportMeanings.times[name] },
            order: series.keys + ["recorded_at"])
    }

    private init(_ series: EventSeries) {
        self.init(
            series.table, keys: series.keys,
            rest: (ExportMeanings.values[series.table] ?? [])
                + [ExportMeanings.times["recorded_at"]]
                .compactMap(\.self), order: series.keys)
    }

    private init(_ table: String, keys: [String], rest: [ExportColumn], order: [String]) {
        let (meaning, sources) = Self.told[table] ?? ("", [])
        self.init(
            table, meaning, sources, keys.compactMap { key in ExportMeanings.keys[key] } + rest,
            scope: keys[2] == "guild_id" ? .guild : keys[2] == "character_id" ? .character : .board,
            order: order, known: "recorded_at")
    }

    private static let told: [String: (String, [DocumentKind])] = [
        "guild_state": ("What a guild's document told, from each change on.", [.guild]),
        "membership": ("A member's rank in a guild's roster, from each change on.", [.roster]),
        "roster_member_state": ("What a guild's roster told of a member, from each change on.", [.roster]),
        "character_state": ("What a character's summary told, from each change on.", [.summary]),
        "keystone_rating": ("A character's keystone rating, from each change on.", [.keystoneProfile]),
        "keystone_season_rating": (
            "A character's rating of a season, from each change on.", [.keystoneSeasonProfile]
        ),
        "equipment": ("The item in a slot of a character, from each change on.", [.equipment]),
        "encounter_kills": (
            "How often a character killed a boss on a difficulty, from each change on.", [.raids, .dungeons]
        ),
        "profession_skill": (
            "A character's skill in a tier of a profession, from each change on.", [.professions]
        ),
        "reputation": ("A character's standing with a faction, from each change on.", [.reputations]),
        "pvp_summary": ("A character's honour, from each change on.", [.pvpSummary]),
        "pvp_map": ("A character's matches on a battleground, from each change on.", [.pvpSummary]),
        "achievement_earned": ("An achievement of a character.", [.achievements]),
        "guild_achievement": ("An achievement of a guild.", [.guildAchievements]),
        "guild_activity": (
            "News of a guild: an achievement of a member, or a boss that fell.", [.guildActivity]
        ),
        "keystone_run": (
            "A keystone run as one character's document told it: a run of five members may stand here five "
                + "times, told apart by who told it; completed_at, dungeon_id and duration_ms make it one.",
            [.keystoneProfile, .keystoneSeasonProfile]
        ),
        "keystone_run_member": (
            "Who took part in a run, without names.", [.keystoneProfile, .keystoneSeasonProfile]
        ),
        "leaderboard_run": ("A group on a connected realm's leaderboard.", [.leaderboard]),
    ]
}
