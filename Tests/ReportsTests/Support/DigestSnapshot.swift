import Guilds

/// A snapshot that tells exactly what a digest asks for, with knobs for everything that may go wrong.
struct DigestSnapshot {
    static let asOf = Timestamp(seconds: 1_781_200_800)
    /// Resets at 07:00 UTC; the last week runs.
    static let weeks: [Int64] = [1_779_260_400, 1_779_865_200, 1_780_470_000, 1_781_074_800]

    /// What the week did.
    enum Course: CaseIterable {
        case fell, rose, quiet, learning, first, unseen, blind
    }

    var course = Course.fell
    var guildName = "Pale Lantern"
    var realmName = "Howling Fjord"
    /// Names of members 0…, repeated where there are fewer than asked for.
    var names = ["Thornwick", "Маревна", "별하늘", "عمر", "Émeline", "Ölvar", "白狼", "Vexley"]
    var people = 6
    var hasNames = true
    var matters = 3
    var boss: String? = "The Hollow Regent"

    var snapshot: GuildSnapshot {
        let guild = GuildKey(realm: RealmKey(region: .eu, id: 60), id: 9)
        let keys = (0..<max(people, 1)).map { id in
            (SnapshotDirectory.key(realm: 60, id: Int64(id)), names[id % names.count])
        }
        return GuildSnapshot(
            guild: guild, asOf: Self.asOf,
            manifest: SnapshotManifest(
                guild: guild, asOf: Self.asOf, methods: ["delta": 2], series: "00ff", population: nil,
                seed: 1,
                renderer: "test"), memberPart: memberPart, officerPart: officerPart,
            directory: SnapshotDirectory(
                guildName: guildName, realmName: realmName,
                names: hasNames ? Dictionary(uniqueKeysWithValues: keys) : [:]))
    }

    private var memberPart: [Insight] {
        guard course != .unseen else {
            return [insight("roster.current", .notEnough(needs: "needs a first look"), coverage: 0)]
        }
        let start = [insight("roster.current", .number(1154, unit: "members", interval: nil))]
        let curves = [
            ("roster.size", 1150.0), ("roster.joins", 3), ("roster.returns", 0), ("roster.leaves", 2),
        ]
        .map { metric, value in
            insight(
                metric,
                .curve(
                    Self.weeks.suffix(course == .first ? 1 : 4).map { week in
                        Insight.Point(at: Timestamp(seconds: week), value: value)
                    }, unit: "members"))
        }
        guard course != .first else { return start + curves }
        return start + curves + [
            insight("delta.figures", figures), insight("delta.matters", matterTable("vault", "fall")),
            insight("movers.rating", gains(212.4, 2431), coverage: 0.913),
            insight("movers.itemlevel", gains(18, 684), coverage: 0.88),
            insight("activity.share", .number(80, unit: "%", interval: nil), coverage: 0.999),
            insight("keystones.distribution", .distribution([]), coverage: 0.91),
            insight("roster.newcomers", newcomers), insight("roster.promotions", seen("Seen on")),
            insight("progress.kills", kills), insight("progress.forecast", forecast),
            insight("roster.forecast", fan),
        ]
    }

    private var officerPart: [Insight] {
        [
            insight("officers.matters", matterTable("healer-second", "absences")),
            insight("officers.leavers", seen("Gone by")), insight("officers.risk", risk),
            insight("officers.absences", absences),
        ]
    }

    private var figures: Insight.Figure {
        let (verdict, change): (String, Double?) =
            switch course {
            case .fell: ("unusual", -57)
            case .rose: ("unusual", 57)
            case .quiet: ("usual", 1)
            case .learning: ("early", 1)
            default: ("unknown", nil)
            }
        let runs: [Insight.Cell] = [
            .text("runs"), .number(148), change.map { .number(148 + $0) } ?? .unknown,
            change.map { .number($0) } ?? .unknown, .number(-3), .number(8), .text(verdict),
            verdict == "unusual" ? .number(1) : .unknown, .text("class"), .number(5), .number(61),
        ]
        func quiet(_ key: String, _ before: Double, _ now: Double) -> [Insight.Cell] {
            let isKnown = course != .blind
            return [
                .text(key), .number(before), isKnown ? .number(now) : .unknown,
                isKnown ? .number(now - before) : .unknown, .number(0), .number(2),
                .text(isKnown ? (course == .learning ? "early" : "usual") : "unknown"), .unknown, .unknown,
                .unknown, .unknown,
            ]
        }
        return .table(
            columns: [
                "Figure", "Week before", "Last week", "Change", "Usual change", "Usual distance", "Verdict",
                "Place among the unusual", "From", "Which", "Share %",
            ],
            rows: [
                quiet("members", 1151, 1154), quiet("active", 812, 808), quiet("itemlevel", 660, 660), runs,
            ])
    }

    private func member(_ id: Int) -> Insight.Cell { .member(realm: 60, id: Int64(id)) }

    private func gains(_ gain: Double, _ now: Double) -> Insight.Figure {
        .table(
            columns: ["Member", "Class", "Rating before", "Now", "Gain"],
            rows: (0..<min(people, 5)).map { id in
                [
                    member(id), .text("Monk"), .number(now - gain), .number(now),
                    .number(gain - Double(id)),
                ]
            })
    }

    private func seen(_ column: String) -> Insight.Figure {
        .table(
            columns: ["Member", "From rank", "To rank", column],
            rows: (0..<people).map { id in
                // Every second one was told last week.
                [
                    member(id), .number(5), .number(4),
                    .date(id % 2 == 0 ? Self.weeks[2] + 60 : Self.weeks[2] - 60),
                ]
            })
    }

    private var newcomers: Insight.Figure {
        .table(
            columns: ["Member", "Class", "How", "Seen on"],
            rows: (0..<people).map { id in
                [
                    member(id), .text("Mage"), .text(id == 0 ? "came back" : "joined"),
                    .date(Self.weeks[2] + 3600),
                ]
            })
    }

    private var kills: Insight.Figure {
        .table(
            columns: ["Boss", "Raid", "Difficulty", "First kill", "Members there"],
            rows: boss.map { boss in
                [
                    [
                        .text(boss), .text("Hall"), .text("Heroic"), .date(Self.weeks[2] + 86_400),
                        .number(18),
                    ],
                    [.text(boss), .text("Hall"), .text("Mythic"), .text("not yet"), .unknown],
                ]
            } ?? [])
    }

    private var forecast: Insight.Figure {
        guard let boss else { return .notEnough(needs: "needs a raid") }
        return .table(
            columns: [
                "Boss", "Difficulty", "By the next reset %", "80% from", "80% to",
            ],
            rows: [
                [
                    .text(boss), .text("Mythic"), .number(62), .date(Self.weeks[3] + 86_400),
                    .date(Self.weeks[3] + 30 * 86_400),
                ]
            ])
    }

    private var fan: Insight.Figure {
        .fan(
            [
                .init(at: Timestamp(seconds: Self.weeks[2]), value: 1154),
                .init(
                    at: Timestamp(seconds: Self.weeks[3]), value: 1158,
                    intervals: [.init(low: 1150, high: 1166, level: 0.8)]),
            ], unit: "members")
    }

    private func matterTable(_ keys: String...) -> Insight.Figure {
        .table(
            columns: ["Matter", "Figure", "Concerned", "Of"],
            rows: (0..<matters).map { index in
                [.text(keys[index % keys.count]), .text("runs"), .number(4), .number(10)]
            })
    }

    private var absences: Insight.Figure {
        .table(
            columns: ["Member", "Class", "Last login", "Days away"],
            rows: (0..<people).map { id in
                [member(id), .text("Mage"), .date(Self.weeks[0]), .number(Double(16 + id))]
            })
    }

    private var risk: Insight.Figure {
        .table(
            columns: ["Member", "Class", "Leaves within 4 weeks %", "First reason"],
            rows: (0..<people).map { id in
                [member(id), .text("Mage"), .number(id < 2 ? 41 : 3), .text("x")]
            })
    }

    private func insight(_ metric: String, _ figure: Insight.Figure, coverage: Double = 1) -> Insight {
        Insight(
            metric: metric, subject: .guild, from: Timestamp(seconds: Self.weeks[0]), until: Self.asOf,
            n: 10, basis: "members", coverage: coverage, missing: nil, figure: figure,
            sentence: "An English sentence that no digest repeats.", method: "test", version: 1)
    }
}
