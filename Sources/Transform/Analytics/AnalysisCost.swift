package import Guilds

extension GuildAnalysis {
    /// What each part of a guild's snapshot costs, in the order of the work: preparing the series, the
    /// fingerprint, and each analysis by name.
    ///
    /// The clock is read before and after each part; costs are in its unit. Nothing is kept of what is computed.
    package static func costs(of series: GuildSeries, clock: () -> Double) -> [(part: String, cost: Double)] {
        var costs: [(part: String, cost: Double)] = []
        func measured<Result>(_ part: String, _ work: () -> Result) -> Result {
            let start = clock()
            let result = work()
            costs.append((part, clock() - start))
            return result
        }
        var study = measured("prepare") { Study(series) }
        study.digest = measured("fingerprint") { study.series.fingerprint }
        for analysis in memberAnalyses + officerAnalyses {
            _ = measured(analysis.name) { analysis.insights(study) }
        }
        return costs
    }
}
