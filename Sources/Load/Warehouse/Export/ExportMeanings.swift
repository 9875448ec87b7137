/// What the columns of the series mean; a column that means the same everywhere stands here once.
enum ExportMeanings {
    /// The columns of keys.
    static let keys: [String: ExportColumn] = Dictionary(
        uniqueKeysWithValues: [
            ExportColumn(
                "region", .word, "", "Region of the API: us, eu, kr or tw.", stored: .bucket, column: "bucket"
            ),
            ExportColumn(
                "realm_id", .integer, "", "The API's id of the realm; unique within the region."),
            ExportColumn(
                "character_id", .integer, "",
                "The API's id of the character; unique within region and realm, kept through a rename."),
            ExportColumn(
                "guild_id", .integer, "", "The API's id of the guild; unique within region and realm."),
            ExportColumn("guild_realm_id", .integer, "", "The realm of the guild; empty without a guild."),
            ExportColumn("member_realm_id", .integer, "", "The member's realm; 0 where nobody is named."),
            ExportColumn("member_id", .integer, "", "The member's character id; 0 where nobody is named."),
            ExportColumn(
                "slot", .word, "", "The API's type of the slot, as HEAD or FINGER_1.", stored: .short(.slot)),
            ExportColumn("encounter_id", .integer, "", "The boss, see table encounter; 0 for none."),
            ExportColumn(
                "difficulty", .word, "", "The API's type of the difficulty, as HEROIC; 0 for none.",
                stored: .difficulty),
            ExportColumn("season_id", .integer, "", "The API's id of the keystone season."),
            ExportColumn("period_id", .integer, "", "The API's id of the week, see table period."),
            ExportColumn(
                "source", .word, "", "The kind of document that told it, where several may.",
                stored: .document),
            ExportColumn("profession_id", .integer, "", "The profession, named in table named_entry."),
            ExportColumn(
                "tier_id", .integer, "", "The profession's tier, named in table named_entry; 0 for none."),
            ExportColumn("faction_id", .integer, "", "The faction, named in table named_entry."),
            ExportColumn("map_id", .integer, "", "The battleground, named in table named_entry."),
            ExportColumn("achievement_id", .integer, "", "The API's id of the achievement; 0 for none."),
            ExportColumn("dungeon_id", .integer, "", "The keystone dungeon, named in table named_entry."),
            ExportColumn(
                "members_digest", .integer, "", "A fingerprint of the players, which tells groups apart."),
            moment("completed_at", "When it was completed, as the API tells."),
            moment("happened_at", "When it happened, as the API tells."),
            ExportColumn("duration_ms", .integer, "milliseconds", "How long the run took."),
        ].map { column in (column.column, column) })

    /// When a row was told.
    static let times: [String: ExportColumn] = Dictionary(
        uniqueKeysWithValues: [
            moment(
                "valid_from", "Since when it holds: the source's time of the document, else recorded_at."),
            moment("recorded_at", "When it was observed."),
            moment(
                "unchanged_until",
                "The document's confirmation before: the change came after it. Empty at the first sight."),
        ].map { column in (column.column, column) })

    static func moment(_ name: String, _ meaning: String) -> ExportColumn {
        ExportColumn(name, .moment, "UTC", meaning)
    }
}

extension ExportMeanings {
    /// The columns that are compared, by table.
    static let values: [String: [ExportColumn]] = [
        "guild_state": [
            name, realmSlug, faction,
            ExportColumn("achievement_points", .integer, "points", "Achievement points of the guild."),
            ExportColumn("member_count", .integer, "characters", "Members, as the source counts them."),
            moment("created_at", "When the guild was founded; empty where it is not told."),
        ],
        "membership": [
            ExportColumn(
                "rank", .integer, "", "0 guild master to 9; empty: not in the roster any more.")
        ],
        "roster_member_state": [name, realmSlug, level, classID, raceID],
        "character_state": [
            name, realmSlug, level, classID, raceID, faction,
            ExportColumn(
                "specialization_id", .integer, "", "Active specialization, named in table named_entry."),
            ExportMeanings.keys["guild_realm_id"],
            ExportColumn("guild_id", .integer, "", "The guild that the character names; empty without one."),
            ExportColumn("achievement_points", .integer, "points", "Achievement points of the character."),
            ExportColumn("average_item_level", .integer, "item levels", "Of all items owned."),
            ExportColumn("equipped_item_level", .integer, "item levels", "Of the items worn."),
            moment("last_login_at", "When the character last logged in; empty where it is not told."),
        ].compactMap(\.self),
        "keystone_rating": [
            ExportColumn(
                "rating", .number, "rating points", "Current keystone rating; empty is unknown, not 0."),
            ExportColumn("period_id", .integer, "", "The week of the document, see table period."),
        ],
        "keystone_season_rating": [
            ExportColumn("rating", .number, "rating points", "Rating of the season; empty is unknown, not 0.")
        ],
        "equipment": [
            ExportColumn("item_id", .integer, "", "The API's id of the item; empty: the slot was emptied."),
            ExportColumn(
                "name", .text, "", "The name as players see it.", stored: .itemName, column: "name_id"),
            ExportColumn(
                "quality", .word, "", "The API's type of the quality, as EPIC.", stored: .short(.quality)),
            ExportColumn("item_level", .integer, "item levels", "The item's level."),
            ExportColumn("bonuses", .list, "", "Bonus ids in the order of the document.", stored: .idList),
            ExportColumn(
                "enchantments", .list, "", "Enchantment ids; empty without any.", stored: .idList),
            ExportColumn(
                "sockets", .list, "", "The gem's item id in each socket, 0 for an empty socket.",
                stored: .idList),
            ExportColumn("set_id", .integer, "", "The tier set's id; empty for an item of no set."),
            ExportColumn(
                "limit_category", .text, "",
                "The API's limit in English, which tells embellished items; empty without a limit."),
        ],
        "encounter_kills": [
            ExportColumn("kills", .integer, "kills", "Kills so far."),
            moment("last_kill_at", "The newest kill; empty where it is not told."),
        ],
        "profession_skill": [
            ExportColumn(
                "is_primary", .flag, "",
                "Whether it is one of the two chosen professions; empty: given up."),
            ExportColumn("points", .integer, "skill points", "Skill; empty where it is not told."),
            ExportColumn("maximum", .integer, "skill points", "Highest skill; empty where it is not told."),
            ExportColumn("recipes", .integer, "recipes", "Recipes known."),
        ],
        "reputation": [
            ExportColumn(
                "points", .integer, "reputation points",
                "Above or below neutral; empty: the faction is no longer listed."),
            ExportColumn("tier", .integer, "", "0 hated to 7 exalted; empty for factions without."),
            ExportColumn("renown", .integer, "levels", "Level of renown; empty for factions without."),
            ExportColumn(
                "paragon", .integer, "reputation points", "Beyond the highest standing; empty before."),
        ],
        "pvp_summary": [
            ExportColumn("honor_level", .integer, "levels", "Honour level."),
            ExportColumn("honorable_kills", .integer, "kills", "Honourable kills so far."),
            ExportColumn(
                "brackets", .list, "", "Rated brackets that a rating stands in, as 2v2.", stored: .texts),
        ],
        "pvp_map": [
            ExportColumn("played", .integer, "matches", "Matches so far."),
            ExportColumn("won", .integer, "matches", "Matches won."),
            ExportColumn("lost", .integer, "matches", "Matches lost."),
        ],
        "achievement_earned": [moment("completed_at", "When it was earned, as the API tells.")],
        "guild_achievement": [moment("completed_at", "When it was earned, as the API tells.")],
        "keystone_run": [
            keystoneLevel, ExportMeanings.keys["duration_ms"],
            ExportColumn("timed", .flag, "", "Whether it ended within the time limit."),
            ExportColumn("rating", .number, "rating points", "What the run is worth; empty is unknown."),
            ExportColumn("affixes", .list, "", "Affix ids in the order of the document."),
        ].compactMap(\.self),
        "keystone_run_member": [
            ExportColumn("specialization_id", .integer, "", "Specialization played; empty is unknown."),
            ExportColumn("item_level", .integer, "item levels", "Of the items worn; empty is unknown."),
        ],
        "leaderboard_run": [
            keystoneLevel,
            ExportColumn("member_realm_ids", .list, "", "The players' realms, in order of key."),
            ExportColumn("member_ids", .list, "", "The players' character ids, in the same order."),
            ExportColumn("specialization_ids", .list, "", "Their specializations, in the same order."),
        ],
    ]

    private static let name = ExportColumn("name", .text, "", "The name as players see it.")
    private static let realmSlug = ExportColumn(
        "realm_slug", .text, "", "The realm as addresses write it.")
    private static let faction = ExportColumn("faction", .word, "", "ALLIANCE or HORDE; empty is unknown.")
    private static let level = ExportColumn("level", .integer, "levels", "The character's level.")
    private static let classID = ExportColumn("class_id", .integer, "", "Class, named in table named_entry.")
    private static let raceID = ExportColumn("race_id", .integer, "", "The API's id of the race.")
    private static let keystoneLevel = ExportColumn(
        "level", .integer, "keystone levels", "The keystone's level.")
}
