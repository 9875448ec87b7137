import Guilds

/// A guild's series prepared for the analyses: cut at `asOf`, members in order, divided into weeks.
struct Study {
    /// Only what was recorded by `asOf`, members ascending by key.
    let series: GuildSeries
    /// The weeks since the roster was first seen, at most a year of them, ascending.
    let weeks: [Week]
    /// The weeks that are over; what happens within a week is only complete in these.
    let completeWeeks: [Week]
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
    /// The digest of the series where it was taken already: it reads all of them.
    var digest: Fingerprint?
    /// The highest level among those who are in the guild now.
    let cap: Int16?
    /// Who was in the roster when it was last seen in a week, by the week's step.
    private let membersByStep: [Int: [MemberSeries]]
    /// Who played in a week, by the week's step; only of weeks whose roster was seen.
    private var activityByStep: [Int: ActivityCount] = [:]
    /// The gear of a week, by the week's step.
    private var gearByStep: [Int: GearWeek] = [:]
    /// Figures of other guilds to compare with; nil while none were learnt.
    var peers: PeerTable?

    static let mostWeeks = 52

    init(_ series: GuildSeries, population: Population? = nil) {
        self.population = population
        peers = population?.content.figures
        let series = series.known
        self.series = series
        let weeks = Week.all(in: series)
        self.weeks = weeks
        completeWeeks = weeks.filter { week in !week.isRunning }
        events = series.rosterEvents
        raids = RaidRecord(series)
        let lastSight = series.rosterSeen.last?.until
        let members = lastSight.map { sight in series.members.filter { $0.isMember(at: sight) } } ?? []
        self.members = members
        cap = Self.levelCap(of: members, at: series.asOf)
        membersByStep = Self.members(of: series, in: weeks)
        for week in completeWeeks {
            activityByStep[week.step] = membersByStep[week.step].map { ActivityCount($0, in: week) }
            gearByStep[week.step] = GearWeek(week, in: self)
        }
    }

    /// Who played in a complete week; nil when its profiles were not seen well enough to speak for the guild.
    func activity(in week: Week) -> ActivityCount? {
        activityByStep[week.step].flatMap { count in count.isTelling ? count : nil }
    }

    /// The gear of a complete week; nil when the roster was not seen in it, or no level is known.
    func gear(in week: Week) -> GearWeek? { gearByStep[week.step] }

    private static func members(of series: GuildSeries, in weeks: [Week]) -> [Int: [MemberSeries]] {
        var byStep: [Int: [MemberSeries]] = [:]
        var (before, shared): ([Int], [MemberSeries]) = ([], [])
        for week in weeks {
            guard let sight = week.lastSight else { continue }
            let present = series.members.indices.filter { index in series.members[index].isMember(at: sight) }
            // Weeks in which nobody came or left share one array.
            if present != before {
                (before, shared) = (present, present.map { index in series.members[index] })
            }
            byStep[week.step] = shared
        }
        return byStep
    }

    /// Where the study begins.
    var from: Timestamp { weeks.first?.period.start ?? series.asOf }

    /// The start of the last four weeks: the running one and the three before it.
    var recently: Timestamp { weeks.suffix(4).first?.period.start ?? series.asOf }

    /// Who was in the roster when it was last seen in a week; nil when it was not seen then.
    func members(in week: Week) -> [MemberSeries]? { membersByStep[week.step] }

    /// The season that runs or ran last.
    var season: KeystoneSeason? {
        series.seasons.last { season in season.start <= series.asOf }
    }

    /// The highest level that at least five of the members hold, else the highest of all.
    func levelCap(of members: [MemberSeries], at moment: Timestamp) -> Int16? {
        Self.levelCap(of: members, at: moment)
    }

    private static func levelCap(of members: [MemberSeries], at moment: Timestamp) -> Int16? {
        var holders: [Int16: Int] = [:]
        for member in members {
            if let level = member.level.latest(at: moment)?.value { holders[level, default: 0] += 1 }
        }
        return holders.filter { _, count in count >= 5 }.keys.max() ?? holders.keys.max()
    }
}
