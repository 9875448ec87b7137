import Guilds

/// One week of the study, from weekly reset to weekly reset as the region's periods give it.
struct Week {
    /// The number of the week since the study began; gaps in the periods leave gaps in the numbers.
    let step: Int
    let period: Period
    /// The last moment of the week at which the roster was seen.
    let lastSight: Timestamp?
    /// Whether `asOf` lies before the week's end.
    let isRunning: Bool
    /// Whether joins and departures of the week can be told from those of other weeks.
    ///
    /// A change is counted in the week in which it was seen. It may have happened up to one unseen stretch
    /// earlier; while that stretch holds no whole week, the change is at most one week off. When a whole
    /// week or more passed unseen, nobody knows to which week its changes belong: all weeks that the
    /// stretch touches are unknown. So is the week in which watching began, of which only a part was seen.
    let hasKnownChanges: Bool

    func point(_ value: Double?) -> Insight.Point { Insight.Point(at: period.start, value: value) }

    /// Whether a moment lies in the week.
    func contains(_ moment: Timestamp) -> Bool { period.contains(moment) }

    static func all(in series: GuildSeries) -> [Week] {
        guard let watched = series.rosterSeen.first?.since else { return [] }
        let periods = series.periods.filter { period in period.end >= watched }.suffix(Study.mostWeeks)
        let blind = blindStretches(in: series)
        guard let first = periods.first?.id else { return [] }
        return periods.map { period in
            let sight = lastSight(in: period, spans: series.rosterSeen)
            let isBlind = blind.contains { gap in gap.since < period.end && gap.until > period.start }
            return Week(
                step: Int(period.id - first), period: period, lastSight: sight,
                isRunning: period.end > series.asOf,
                hasKnownChanges: watched <= period.start && sight != nil && !isBlind)
        }
    }

    private static func lastSight(in period: Period, spans: [Span]) -> Timestamp? {
        guard let last = spans.last(by: period.end), last.until >= period.start else { return nil }
        return min(last.until, period.end)
    }

    /// The stretches between sights of the roster that hold a whole week.
    private static func blindStretches(in series: GuildSeries) -> [Span] {
        zip(series.rosterSeen, series.rosterSeen.dropFirst())
            .map { before, after in Span(since: before.until, until: after.since) }
            .filter { gap in
                let next = series.periods.partitioningIndex { period in period.start > gap.since }
                return next < series.periods.count && series.periods[next].end < gap.until
            }
    }
}
