import Analytics
import Guilds

/// Guilds in every state that sentences are made for: hardly seen, hidden, in an outage, alone and among peers.
enum ManyGuilds {
    /// By what is special about them.
    static let snapshots: [(state: String, snapshot: GuildSnapshot)] =
        raiding.map { ("raiding, \($0.state)", GuildAnalysis.run($0.series, renderer: "example")) }
        + playing.map { ("playing, \($0.state)", GuildAnalysis.run($0.series, renderer: "example")) }
        + [("among peers", amongPeers)]

    private static var raiding: [(state: String, series: GuildSeries)] {
        let whole = RaidingGuild.series(members: 40)
        let moments = [(0, 0.3), (1, 1), (2, 2), (4, 0.5), (9, 3), (14, 2)]
        var states = moments.map { week, day in
            ("as of week \(week)", whole.asOf(RaidingGuild.moment(week, day)))
        }
        var hidden = whole
        for index in hidden.members.indices { hidden.members[index].hide() }
        var empty = whole
        empty.members = []
        var strong = whole
        for index in strong.members.indices { strong.members[index].raiseRatings(by: 2500) }
        var unheard = whole
        unheard.seasons = []
        unheard.periods = []
        states += [("hidden", hidden), ("empty", empty), ("strong", strong), ("without weeks", unheard)]
        return states
    }

    private static var playing: [(state: String, series: GuildSeries)] {
        let whole = ExampleGuild.series
        // A season begins on day 56, the crisis is on day 94, the outage from day 129 to day 145.
        return [58.0, 97, 112, 136, 146, 152].map { day in
            ("as of day \(day)", whole.asOf(ExampleGuild.day(day)))
        }
    }

    /// One of a dozen guilds that taught each other.
    private static var amongPeers: GuildSnapshot {
        let all = (1...12).map { number in RaidingGuild.series(members: 24, number: number) }
        let population = Population.learn(
            all.map { series in GuildLesson(series, mostRows: 2000) }, asOf: all[0].asOf - .days(3))
        return GuildAnalysis.run(all[4], population: population, renderer: "example")
    }
}

extension GuildSeries {
    fileprivate func asOf(_ moment: Timestamp) -> GuildSeries {
        var series = self
        series.asOf = moment
        series.rosterSeen = rosterSeen.until(moment)
        for index in series.members.indices { series.members[index].lookUntil(moment) }
        return series
    }
}

extension MemberSeries {
    /// Takes away everything that a profile would tell.
    fileprivate mutating func hide() {
        itemLevel = Series(changes: [], seen: [])
        rating = Series(changes: [], seen: [])
        specialization = Series(changes: [], seen: [])
        lastLogin = Series(changes: [], seen: [])
        (slots, gearSeen, kills, killsSeen) = ([], [], [], [])
    }

    fileprivate mutating func raiseRatings(by points: Double) {
        for index in rating.changes.indices {
            rating.changes[index].value = rating.changes[index].value.map { value in value + points }
        }
    }

    fileprivate mutating func lookUntil(_ moment: Timestamp) {
        rank.seen = rank.seen.until(moment)
        level.seen = level.seen.until(moment)
        itemLevel.seen = itemLevel.seen.until(moment)
        rating.seen = rating.seen.until(moment)
        specialization.seen = specialization.seen.until(moment)
        lastLogin.seen = lastLogin.seen.until(moment)
        gearSeen = gearSeen.until(moment)
        killsSeen = killsSeen.until(moment)
    }
}

extension [Span] {
    fileprivate func until(_ moment: Timestamp) -> [Span] {
        filter { span in span.since <= moment }.map { span in
            Span(since: span.since, until: Swift.min(span.until, moment))
        }
    }
}
