import Guilds
import Statistics

/// The first time that the guild killed a boss, between two moments.
struct FirstKill: Sendable, Hashable {
    var boss: BossKey
    /// Nil when it may have happened long before anybody watched.
    var earliest: Timestamp?
    var latest: Timestamp
    /// How many members are known to have taken part.
    var members: Int
    /// Their mean item level; nil where it is not known.
    var itemLevel: Double?

    /// Whether the very moment is known.
    var isExact: Bool { earliest == latest }
}

/// How a guild raided in the four weeks before a moment.
struct RaidForm: Sendable, Hashable {
    /// Evenings with kills per week.
    var nights: Double
    /// Kills per week.
    var kills: Double
    /// Mean item level of those who raided; nil where it is not known.
    var itemLevel: Double?
    /// Share of those who raided who had done so in the four weeks before; nil where nobody had.
    var stability: Double?
}

/// A week of the region with the guild's form when it began.
struct RaidWeek: Sendable, Hashable {
    var start: Timestamp
    var end: Timestamp
    var form: RaidForm
}

/// All that raid models need to know of one guild: small enough to hold those of thousands.
struct RaidHistory: Sendable, Hashable {
    /// At most so many weeks, the newest.
    static let mostWeeks = 80

    var asOf: Timestamp
    var seasons: [KeystoneSeason]
    var weeks: [RaidWeek]
    var firstKills: [FirstKill]
    var bosses: [RaidBoss]
    /// Form of the guild at `asOf`.
    var form: RaidForm
    var seenSince: Timestamp?
    var seenUntil: Timestamp?

    init(_ record: RaidRecord, in series: GuildSeries) {
        asOf = series.asOf
        seasons = series.seasons.filter { season in season.start <= series.asOf }
        firstKills = record.firstKills
        let fallen = Set(record.firstKills.map(\.boss.encounterID))
        let raids = Set(
            series.bosses.filter { boss in fallen.contains(boss.encounterID) }.map(\.instanceID))
        bosses = series.bosses.filter { boss in raids.contains(boss.instanceID) }
        seenSince = record.seenSince
        seenUntil = record.seenUntil
        let earliest = seasons.suffix(2).first?.start ?? series.asOf
        weeks = series.periods.filter { period in period.end >= earliest }.suffix(Self.mostWeeks).map {
            period in
            RaidWeek(
                start: period.start, end: period.end,
                form: RaidForm(at: period.start, record, in: series))
        }
        form = RaidForm(at: series.asOf, record, in: series)
    }

    /// The guild's first kill of a boss; nil while it stands.
    func firstKill(of boss: BossKey) -> FirstKill? { firstKills.first { kill in kill.boss == boss } }

    /// Bosses of a tier that had fallen by a moment, on all difficulties.
    func fallen(in tier: RaidTier, by moment: Timestamp) -> Int {
        firstKills.count { kill in kill.latest <= moment && tier.contains(kill.boss) }
    }

    /// Bosses that fell for the first time per week of the tier before a moment.
    func pace(in tier: RaidTier, before moment: Timestamp) -> Double {
        Double(fallen(in: tier, by: moment)) / max(1, (moment - tier.start).days / 7)
    }
}

extension RaidForm {
    static let window = Duration.days(28)

    init(at moment: Timestamp, _ record: RaidRecord, in series: GuildSeries) {
        let since = moment - Self.window
        let recent = record.nights.filter { night in night.start >= since && night.start < moment }
        let before = record.nights.filter { night in
            night.start >= since - Self.window && night.start < since
        }
        nights = Double(recent.count) / 4
        kills = Double(record.kills.count { kill in kill.at >= since && kill.at < moment }) / 4
        let team = recent.reduce(into: Set<Int>()) { team, night in team.formUnion(night.members) }
        let former = before.reduce(into: Set<Int>()) { team, night in team.formUnion(night.members) }
        itemLevel = series.itemLevel(of: team.sorted(), at: moment)
        stability =
            former.isEmpty || team.isEmpty
            ? nil : Double(team.intersection(former).count) / Double(team.count)
    }
}

extension GuildSeries {
    /// The mean equipped item level of members at a moment, as far as it is known.
    func itemLevel(of indices: [Int], at moment: Timestamp) -> Double? {
        indices.compactMap { index in
            members[index].itemLevel.latest(at: moment).map { level in Double(level.value) }
        }.mean
    }
}
