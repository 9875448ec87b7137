import Analytics
import Guilds
import Testing

/// An invented guild with equipment, raid kills and keystone runs, in days since its first weekly reset.
struct Playground {
    var village: Village
    var runs: [GuildRun] = []
    var goals = Goal.standard

    init(weeks: Int, seen: [ClosedRange<Double>]? = nil) {
        village = Village(weeks: weeks, seen: seen)
    }

    var series: GuildSeries {
        var series = village.series
        series.runs = runs.sorted { $0.completedAt < $1.completedAt }
        return series
    }

    var snapshot: GuildSnapshot { GuildAnalysis.run(series, renderer: "test", goals: goals) }

    func insight(_ metric: String) throws -> Insight {
        let snapshot = snapshot
        return try #require((snapshot.memberPart + snapshot.officerPart).first { $0.metric == metric })
    }

    func rows(_ metric: String) throws -> [[Insight.Cell]] {
        guard case .table(_, let rows) = try insight(metric).figure else {
            Issue.record("\(metric) is no table")
            return []
        }
        return rows
    }

    func needs(_ metric: String) throws -> String? {
        guard case .notEnough(let needs) = try insight(metric).figure else { return nil }
        return needs
    }

    func curve(_ metric: String) throws -> [Double?] {
        guard case .curve(let points, _) = try insight(metric).figure else {
            Issue.record("\(metric) is no curve")
            return []
        }
        return points.map(\.value)
    }

    func shares(_ metric: String) throws -> [String: Int] {
        guard case .distribution(let shares) = try insight(metric).figure else {
            Issue.record("\(metric) is no distribution")
            return [:]
        }
        return Dictionary(uniqueKeysWithValues: shares.map { ($0.key, $0.count) })
    }
}

/// What somebody wears in a slot.
struct Piece {
    var slot: String
    var level: Int16 = 640
    var enchantments: Int16 = 0
    var emptySockets: Int16 = 0
    var set: Int32?
    var isEmbellished = false

    var item: WornItem {
        WornItem(
            itemID: 1, itemLevel: level, enchantments: enchantments, sockets: emptySockets,
            emptySockets: emptySockets, setID: set, isEmbellished: isEmbellished)
    }
}

extension Playground {
    mutating func add(_ villager: Villager) { village.add(villager) }

    mutating func add(_ count: Int, _ describe: (Int) -> Villager) { village.add(count, describe) }

    /// Puts equipment on the member added last, first seen on a day.
    mutating func wear(_ pieces: [Piece], from first: Double = 0) {
        let last = village.members.count - 1
        village.members[last].gearSeen = village.spans
        village.members[last].slots = pieces.map { piece in
            SlotSeries(
                slot: EquipmentSlot(piece.slot),
                item: Series(
                    changes: [
                        Series.Change(
                            validFrom: day(first), recordedAt: day(first), unchangedUntil: nil,
                            value: piece.item)
                    ], seen: village.spans))
        }
    }

    /// Raid kills of the member added last, one a day, all of one boss.
    mutating func kill(on days: [Double], difficulty: Difficulty = .heroic, boss: Int32 = 1) {
        let last = village.members.count - 1
        village.members[last].killsSeen = village.spans
        let changes = days.enumerated().map { index, at in
            Series<KillTally>.Change(
                validFrom: day(at), recordedAt: day(at),
                unchangedUntil: index > 0 ? day(days[index - 1]) : nil,
                value: KillTally(count: Int32(index + 1), lastKill: day(at)))
        }
        village.members[last].kills.append(
            KillSeries(
                boss: BossKey(encounterID: boss, difficulty: difficulty),
                tally: Series(changes: changes, seen: village.spans)))
    }

    /// A keystone run of some members, by their ids.
    mutating func run(
        on at: Double, level: Int16 = 10, isTimed: Bool = true, by members: [Int64], dungeon: Int32 = 7
    ) {
        runs.append(
            GuildRun(
                dungeonID: dungeon, completedAt: day(at), recordedAt: day(at), duration: .seconds(1800),
                level: level, isTimed: isTimed,
                members: members.map { id in CharacterKey(realm: Village.realm, id: id) }))
    }

    /// Members in full plate of one level, raiding and playing each week.
    mutating func addRaiders(_ count: Int, weeks: Int, pieces: (Int) -> [Piece] = { _ in [] }) {
        let days = (0..<weeks).map { week in Double(week) * 7 + 2 }
        for index in 0..<count {
            add(
                Villager(
                    id: Int64(index + 1), characterClass: Int16(index % 4 + 1), itemLevels: [(0, 640)],
                    logins: days, specialization: [71, 65, 253, 259][index % 4]))
            kill(on: days)
            wear(pieces(index))
        }
    }
}

/// Cells that hold numbers.
func numbers(_ values: [Double]) -> [Insight.Cell] { values.map(Insight.Cell.number) }

/// The weekly resets with these numbers, in seconds since 1970.
func resets(_ weeks: Range<Int>) -> [Int64] { weeks.map { week in day(Double(week) * 7).seconds } }

/// One rating a week, on its second day.
func weekly(_ weeks: Int, _ rating: (Double) -> Double) -> [(day: Double, value: Double?)] {
    (0..<weeks).map { week -> (day: Double, value: Double?) in (Double(week * 7 + 1), rating(Double(week))) }
}
