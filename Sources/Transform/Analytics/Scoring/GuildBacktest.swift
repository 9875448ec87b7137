package import Guilds

/// Makes a guild's predictions as they would have been made at earlier moments, and scores them with what is known now.
package enum GuildBacktest {
    /// What came of the predictions of each origin, by origin and in the order in which they were made.
    ///
    /// An origin sees only what was recorded by then; the population should be one that was learnt by the first
    /// origin, or of other guilds, lest the future is known to it. `methods` names the analyses whose claims are
    /// wanted; nil for all.
    package static func run(
        _ series: GuildSeries, population: Population? = nil, origins: [Timestamp], forOfficers: Bool = true,
        methods: Set<String>? = nil
    ) -> [ScoredClaim] {
        let later = Study(series)
        return origins.sorted().filter { origin in origin < series.asOf }.flatMap { origin in
            Scoring.score(
                predictions(
                    series, population: population, at: origin, forOfficers: forOfficers, methods: methods
                )
                .map { one in (origin, one) },
                with: later)
        }
    }

    /// What would have been claimed at a moment.
    package static func predictions(
        _ series: GuildSeries, population: Population? = nil, at origin: Timestamp, forOfficers: Bool = true,
        methods: Set<String>? = nil
    ) -> [Guilds.Prediction] {
        var cut = series
        cut.asOf = min(origin, series.asOf)
        let study = Study(cut, population: population)
        return (GuildAnalysis.memberAnalyses + (forOfficers ? GuildAnalysis.officerAnalyses : []))
            .filter { analysis in methods?.contains(analysis.name) ?? true }
            .flatMap { analysis in analysis.find(study).flatMap { finding in finding.predictions ?? [] } }
    }

    /// Every so many resets, from the eighth week of the record on until `least` before its end, ascending.
    package static func origins(
        of series: GuildSeries, every step: Int = 4, until least: Duration = .days(7)
    ) -> [Timestamp] {
        guard let watched = series.rosterSeen.map(\.since).min() else { return [] }
        let starts = series.periods.map(\.start).sorted().filter { start in
            start >= watched + .days(56) && start <= series.asOf - least
        }
        return Array(stride(from: 0, to: starts.count, by: max(1, step)).map { index in starts[index] })
    }
}
