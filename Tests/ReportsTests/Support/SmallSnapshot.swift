import Guilds

/// Three weeks of a guild whose members have every kind of name, told insight by insight.
struct SmallSnapshot {
    static let names: [String] = [
        "Маревна", "별하늘", "Émeline", "<script>alert(1)</script>", "=cmd()|'x'!A1", "a|b*c_d`e`",
        "\"\u{0338} onload=alert(1) x=\"", "@everyone", "\u{202E}evil\n# title", "[x](https://x.example)",
    ]

    static let asOf = Timestamp(seconds: 1_781_200_800)
    private static let weeks: [Int64] = [1_779_865_200, 1_780_470_000, 1_781_074_800]

    static var snapshot: GuildSnapshot {
        let guild = GuildKey(realm: RealmKey(region: .eu, id: 60), id: 9)
        return GuildSnapshot(
            guild: guild, asOf: asOf,
            manifest: SnapshotManifest(
                guild: guild, asOf: asOf, methods: ["roster-census": 1, "movers": 2], series: "00ff",
                population: nil, seed: 1, renderer: "test"),
            memberPart: [
                insight("roster.week", .number(1, unit: "members", interval: nil), "10 members. 1 joined."),
                insight("roster.size", curve([9, nil, 10]), "The guild has 10 members."),
                insight("roster.joins", curve([nil, nil, 1]), "1 member joined."),
                insight(
                    "movers.itemlevel", gains, "10 members gained item levels.",
                    missing: "1 <private> profile"),
                insight(
                    "composition.roles",
                    .distribution([
                        .init(key: "tank", label: "Tank", count: 1),
                        .init(key: "healer", label: "Healer", count: 3),
                    ]), "1 tank and 3 healers."),
            ],
            officerPart: [insight("officers.leavers", gains, "Officers only: 10 left.")],
            directory: SnapshotDirectory(
                guildName: "Pale & <Lantern>", realmName: "Howling Fjord",
                names: Dictionary(
                    uniqueKeysWithValues: names.enumerated().map { index, name in
                        (SnapshotDirectory.key(realm: 60, id: Int64(index)), name)
                    })))
    }

    private static var gains: Insight.Figure {
        let rows = (0...names.count).map { index -> [Insight.Cell] in
            [
                .member(realm: 60, id: Int64(index)), index == 2 ? .unknown : .text("Monk"),
                .number(-1.5), .date(weeks[1]),
            ]
        }
        return .table(columns: ["Member", "Class", "Gain", "Seen on"], rows: rows)
    }

    private static func curve(_ values: [Double?]) -> Insight.Figure {
        .curve(
            zip(weeks, values).map { Insight.Point(at: Timestamp(seconds: $0), value: $1) }, unit: "members")
    }

    private static func insight(
        _ metric: String, _ figure: Insight.Figure, _ sentence: String, missing: String? = nil
    ) -> Insight {
        Insight(
            metric: metric, subject: .guild, from: Timestamp(seconds: weeks[0]), until: asOf, n: 10,
            basis: "members", coverage: missing == nil ? 1 : 0.9, missing: missing, figure: figure,
            sentence: sentence, method: "movers", version: 2)
    }
}
