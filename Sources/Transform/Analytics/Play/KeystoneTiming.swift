import Guilds
import Statistics

extension Analysis {
    /// How many runs of the season are in time, and who is most likely to time the next level.
    static let keystoneTiming = Analysis(name: "keystone-timing", version: 1) { study in
        let runs = study.season.map { season in
            study.series.runs.filter { run in run.completedAt >= season.start }
        }
        return [timed(runs, study), levels(runs ?? [], study), push(runs ?? [], study)]
    }

    /// Fewer runs give no share worth telling.
    static let fewestRuns = 10

    private static func timed(_ runs: [GuildRun]?, _ study: Study) -> Finding {
        let count = runs?.count ?? 0
        var finding = Finding(
            metric: "keystones.timed", from: study.season?.start, n: count,
            basis: "runs of the season that the documents list",
            figure: .notEnough(needs: "needs \(Wording.count(max(1, fewestRuns - count), "more run"))"),
            sentence: "Too few keystone runs of the season are known to tell what share is in time.")
        guard let runs, count >= fewestRuns else { return finding }
        let share = Share(runs)
        finding.figure = .number(
            100 * Double(share.timed) / Double(count), unit: "%", interval: share.interval)
        finding.sentence =
            "\(Wording.percent(Double(share.timed) / Double(count))) of the \(Wording.count(count, "known run")) of the season "
            + "were in time (between \(Wording.number(share.interval.low)) and "
            + "\(Wording.number(share.interval.high))% in 8 of 10 cases); the documents list best runs, so "
            + "failed tries are undercounted."
        return finding
    }

    /// The same by level, the highest first.
    private static func levels(_ runs: [GuildRun], _ study: Study) -> Finding {
        let byLevel = Dictionary(grouping: runs, by: \.level).sorted { $0.key > $1.key }
        let highest = byLevel.first { _, runs in runs.contains(where: \.isTimed) }?.key
        return Finding(
            metric: "keystones.levels", from: study.season?.start, n: runs.count,
            basis: "runs of the season that the documents list",
            figure: runs.isEmpty
                ? .notEnough(needs: "needs known keystone runs of the season")
                : .table(
                    columns: ["Level", "Runs", "In time", "Share in time %", "Low", "High"],
                    rows: byLevel.map { level, runs in
                        let share = Share(runs)
                        return [
                            .number(Double(level)), .number(Double(runs.count)),
                            .number(Double(share.timed)),
                            .number((100 * Double(share.timed) / Double(runs.count)).rounded()),
                            .number(share.interval.low), .number(share.interval.high),
                        ]
                    }),
            sentence: highest.map { level in "The highest keystone in time this season is level \(level)." }
                ?? "No keystone in time is known of this season.")
    }

    /// A share of runs in time with Jeffreys' interval in per cent.
    private struct Share {
        let timed: Int
        let interval: Insight.Interval

        init(_ runs: [GuildRun]) {
            timed = runs.count(where: \.isTimed)
            let belief = BetaDistribution(
                successes: Double(timed) + 0.5, failures: Double(runs.count - timed) + 0.5)
            interval = belief.interval80
        }
    }
}

extension BetaDistribution {
    /// Between which per cents the share lies with a probability of 80 %, rounded to whole ones.
    var interval80: Insight.Interval {
        Insight.Interval(
            low: (100 * quantile(0.1)).rounded(), high: (100 * quantile(0.9)).rounded(), level: 0.8)
    }
}
