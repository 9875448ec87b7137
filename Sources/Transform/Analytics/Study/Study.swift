import Guilds

/// A guild's series prepared for the analyses: cut at `asOf`, members in order, divided into weeks.
struct Study {
    /// Only what was recorded by `asOf`, members ascending by key.
    let series: GuildSeries
    /// The weeks since the roster was first seen, at most a year of them, ascending.
    let weeks: [Week]
    /// Everything that happened in the roster, by member and time.
    let events: [RosterEvent]
    /// The members at the last sight of the roster.
    let members: [MemberSeries]
    /// What the guild did in raids.
    let raids: RaidRecord
    /// What was learnt over all guilds; nil for a guild on its own.
    let population: Population?
    /// What the guild wants to reach.
    var goals = Goal.standard

    static let mostWeeks = 52

    init(_ series: GuildSeries, population: Population? = nil) {
        self.population = population
        let series = series.known
        self.series = series
        weeks = Week.all(in: series)
        events = series.rosterEvents
        raids = RaidRecord(series)
        let lastSight = series.rosterSeen.last?.until
        members = lastSight.map { sight in series.members.filter { $0.isMember(at: sight) } } ?? []
    }

    /// Where the study begins.
    var from: Timestamp { weeks.first?.period.start ?? series.asOf }

    /// The weeks that are over; what happens within a week is only complete in these.
    var completeWeeks: [Week] { weeks.filter { week in !week.isRunning } }

    /// The start of the last four weeks: the running one and the three before it.
    var recently: Timestamp { weeks.suffix(4).first?.period.start ?? series.asOf }

    /// Who was in the roster when it was last seen in a week; nil when it was not seen then.
    func members(in week: Week) -> [MemberSeries]? {
        guard let sight = week.lastSight else { return nil }
        return series.members.filter { member in member.isMember(at: sight) }
    }

    /// The season that runs or ran last.
    var season: KeystoneSeason? {
        series.seasons.last { season in season.start <= series.asOf }
    }

    /// The highest level that at least five of the members hold, else the highest of all.
    func levelCap(of members: [MemberSeries], at moment: Timestamp) -> Int16? {
        var holders: [Int16: Int] = [:]
        for member in members {
            if let level = member.level.latest(at: moment)?.value { holders[level, default: 0] += 1 }
        }
        return holders.filter { _, count in count >= 5 }.keys.max() ?? holders.keys.max()
    }
}
