import Guilds

extension ExportTable {
    /// Everybody who was ever seen.
    static let character = ExportTable(
        "character", "A character that was seen in a roster or by a document of its own.",
        [.roster, .summary],
        keys(["bucket", "realm_id", "character_id"])
            + [ExportMeanings.moment("first_seen_at", "When it was first observed.")],
        scope: .character, order: ["bucket", "realm_id", "character_id"], known: "first_seen_at")

    /// When documents were seen to be as the series say: what lies outside these spans is unknown, not zero.
    static let confirmation = ExportTable(
        "confirmation",
        "A span of time through which a document was confirmed without a gap; outside of them nothing is known.",
        [],
        keys(["bucket", "realm_id"]) + [
            ExportColumn(
                "subject_id", .integer, "", "The guild's or character's id, by kind of document.",
                column: "subject"),
            ExportColumn(
                "document", .word, "", "The kind of document.", stored: .document, column: "kind"),
            ExportColumn("part", .integer, "", "The season, for documents of a season; else 0."),
            ExportMeanings.moment("since_at", "The first confirmation of the span."),
            ExportMeanings.moment("until_at", "The last confirmation of the span, or of what is known."),
        ],
        scope: .document, order: ["bucket", "realm_id", "subject", "kind", "part", "since_at"],
        known: "since_at")

    /// Names and weeks, as they are now.
    static let reference = [
        ExportTable(
            "realm", "A realm.", [.realms],
            [
                region, ExportColumn("realm_id", .integer, "", "The API's id of the realm."),
                ExportColumn("name", .text, "", "The name as players see it."),
                ExportColumn("slug", .text, "", "The realm as addresses write it."),
            ], scope: .region, order: ["region", "realm_id"], known: nil),
        ExportTable(
            "period", "A week of a region, from weekly reset to weekly reset.", [.period],
            [
                region, ExportColumn("period_id", .integer, "", "The API's id of the week."),
                ExportMeanings.moment("start_at", "The weekly reset that opens it."),
                ExportMeanings.moment("end_at", "The last moment that belongs to it."),
            ], scope: .region, order: ["region", "period_id"], known: nil),
        ExportTable(
            "keystone_season", "A keystone season of a region.", [.season],
            [
                region, ExportColumn("season_id", .integer, "", "The API's id of the season."),
                ExportMeanings.moment("start_at", "When it began."),
                ExportMeanings.moment("end_at", "When it ended; empty while it runs."),
                ExportColumn("periods", .list, "", "Its weeks."),
            ], scope: .region, order: ["region", "season_id"], known: nil),
        ExportTable(
            "encounter", "The name of a boss.", [.raids, .dungeons],
            [
                ExportColumn("encounter_id", .integer, "", "The API's id of the boss."),
                ExportColumn("name", .text, "", "The boss."),
                ExportColumn("instance_id", .integer, "", "The API's id of the raid or dungeon."),
                ExportColumn("instance_name", .text, "", "The raid or dungeon."),
            ], scope: .world, order: ["encounter_id"], known: nil),
        ExportTable(
            "named_entry", "The name that an id stands for.",
            [
                .classes, .playableSpecializations, .races, .keystoneDungeons, .journalInstances,
                .professions, .reputations, .pvpSummary,
            ],
            [
                ExportColumn(
                    "kind", .word, "",
                    "What the id belongs to, by the kind of document that told it: keystoneDungeons for "
                        + "dungeon_id, professions for profession_id and tier_id, reputations for faction_id, "
                        + "pvpSummary for map_id.", stored: .document),
                ExportColumn("entry_id", .integer, "", "The id."),
                ExportColumn("name", .text, "", "The name in English."),
            ], scope: .world, order: ["kind", "entry_id"], known: nil),
    ]

    private static let region = ExportColumn(
        "region", .word, "", "Region of the API: us, eu, kr or tw.", stored: .region)

    private static func keys(_ names: [String]) -> [ExportColumn] {
        names.compactMap { name in ExportMeanings.keys[name] }
    }
}
