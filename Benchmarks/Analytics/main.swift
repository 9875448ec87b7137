import Analytics
import BattleNetSimulator
import Guilds
import Statistics

// Worlds whose law of leaving and killing lies outside the models: half of the guilds teach, the other half is told
// the future every third week, each time by what the first half could teach by then. What came of it is scored beside
// the law itself.

let isQuick = CommandLine.arguments.contains("--quick")
let isKillsOnly = CommandLine.arguments.contains("--kills")
let seed = CommandLine.arguments.firstIndex(of: "--seed").flatMap { index in
    CommandLine.arguments.dropFirst(index + 1).first.flatMap { text in UInt64(text) }
}
let settings = BenchWorld.settings(
    guilds: isQuick ? 24 : 60, weeks: isQuick ? 22 : 44, seed: seed ?? 4711)
let world = World(settings)
let clock = ContinuousClock()
let taught = settings.guilds.indices.filter { index in index % 2 == 0 }
let tested = settings.guilds.indices.filter { index in index % 2 == 1 }
let end = settings.end

let all = settings.guilds.indices.map { guild in WorldSeries(world: world, guild: guild).series(until: end) }
let origins = GuildBacktest.origins(of: all[0], every: 3)
var populations: [Timestamp: Population] = [:]
let learning = clock.measure {
    for origin in origins {
        let lessons = taught.map { guild in
            var known = all[guild]
            known.asOf = origin
            return GuildLesson(known, mostRows: isKillsOnly ? 1 : GuildLesson.mostRows)
        }
        populations[origin] = Population.learn(lessons, asOf: origin)
    }
}

let methods: Set<String> = isKillsOnly ? ["kill-forecast"] : ["kill-forecast", "leaver-risk"]
var claims: [(guild: Int, claim: ScoredClaim)] = []
var lonely: [ScoredClaim] = []
let telling = clock.measure {
    for guild in tested {
        for origin in origins {
            let scored = GuildBacktest.run(
                all[guild], population: populations[origin], origins: [origin], methods: methods)
            claims += scored.map { claim in (guild, claim) }
        }
        lonely += GuildBacktest.run(all[guild], origins: origins, methods: ["kill-forecast"])
    }
}
let card = Scorecard(claims.map(\.claim))
for score in card.metrics { print("\(score.metric): \(score.sentence)") }
for metric in ["member.leaves", "progress.kill"] {
    guard let chances = card.score(metric)?.chances else { continue }
    print("\n\(metric)\n\n| told | observed | n |\n|---|---|---|")
    for bin in chances.table {
        print("| \(three(bin.told)) | \(three(bin.observed)) | \(bin.count) |")
    }
}

let oracle = Oracle(world)
let leaves = claims.filter { _, claim in claim.prediction.metric == "member.leaves" }
let leaverBests = leaves.compactMap { guild, claim in oracle.leaving(claim, guild: guild) }
let leaverBest = ProbabilityScores(leaverBests)
let kills = claims.filter { _, claim in claim.prediction.metric == "progress.kill" }
let dates = claims.filter { _, claim in claim.prediction.metric == "progress.killdate" }
let killOracle = KillOracle(world)

/// Chances beside those of the law, both of the claims that the law has a chance for.
func pairs(
    _ kills: [(guild: Int, claim: ScoredClaim)]
) -> (own: [Statistics.Prediction], best: [Statistics.Prediction]) {
    let both = kills.compactMap { guild, claim -> (Statistics.Prediction, Statistics.Prediction)? in
        guard case .chance(let chance) = claim.prediction.claim, let outcome = claim.outcome,
            let best = killOracle.chance(claim, guild: guild)
        else { return nil }
        return (
            Statistics.Prediction(chance, happened: outcome > 0.5),
            Statistics.Prediction(best, happened: outcome > 0.5)
        )
    }
    return (both.map(\.0), both.map(\.1))
}

print("\nkills by difficulty and weeks ahead\n\n| which | n | base rate | told | Brier | base Brier | law |")
print("|---|---|---|---|---|---|---|")
func line(_ name: String, _ some: [(guild: Int, claim: ScoredClaim)]) {
    let (own, best) = pairs(some)
    guard let scores = ProbabilityScores(own), let law = ProbabilityScores(best) else { return }
    let told = own.map(\.probability).reduce(0, +) / Double(own.count)
    print(
        "| \(name) | \(own.count) | \(three(scores.baseRate)) | \(three(told)) | \(three(scores.brier))"
            + " | \(three(scores.baseRate * (1 - scores.baseRate))) | \(three(law.brier)) |")
}
for difficulty in ["NORMAL", "HEROIC", "MYTHIC"] {
    line(
        difficulty.lowercased(),
        kills.filter { _, claim in claim.prediction.detail?.hasSuffix(difficulty) ?? false })
}
for weeks in [1, 2, 4, 8] {
    line(
        "\(weeks) weeks",
        kills.filter { _, claim in (claim.prediction.due - claim.made + 86_400) / 604_800 == weeks })
}
for origin in origins {
    line("origin \(CalendarDate(origin).long)", kills.filter { _, claim in claim.made == origin.seconds })
}

let (own, best) = pairs(kills)
let (ownScores, bestScores) = (ProbabilityScores(own), ProbabilityScores(best))
let dateCard = card.score("progress.killdate")
let lonelyCard = Scorecard(lonely)
func coverage(_ level: Double, _ score: MetricScore?) -> String {
    score?.coverage.first { coverage in coverage.level == level }.map { coverage in three(coverage.share) }
        ?? "-"
}
/// The share of dates that came before and after their interval.
func missed(_ dates: [ScoredClaim], level: Double = 0.8) -> (early: Double, late: Double) {
    dates.reduce(into: (early: 0.0, late: 0.0)) { missed, claim in
        guard case .value(_, let intervals) = claim.prediction.claim,
            let wide = intervals.first(where: { interval in interval.level == level })
        else { return }
        let share = 1 / Double(dates.count)
        if claim.outcome.map({ date in date > wide.high }) ?? true {
            missed.late += share
        } else if let date = claim.outcome, date < wide.low {
            missed.early += share
        }
    }
}
let missedTogether = missed(dates.map(\.claim))
let missedAlone = missed(lonely.filter { claim in claim.prediction.metric == "progress.killdate" })
let leaving = card.score("member.leaves")?.chances
let alone = lonelyCard.score("progress.kill")?.chances
let ranks = dates.compactMap { guild, claim in killOracle.rank(claim, guild: guild) }
func held(_ level: Double) -> Double? {
    ranks.isEmpty
        ? nil
        : Double(ranks.count { rank in abs(rank - 0.5) <= level / 2 }) / Double(ranks.count)
}
let watch = isKillsOnly ? nil : ChangeWatch(world, all)
if let watch {
    print("\nchanges\n\n| what | alarms | precision | crises | seen | false alarms a guild and month |")
    print("|---|---|---|---|---|---|")
    for (name, score) in [
        ("changes of level", watch.points), ("single weeks", watch.anomalies),
        ("departures against the law", watch.law),
    ] {
        print(
            "| \(name) | \(score.alarms) | \(three(score.precision)) | \(score.crises) | \(three(score.recall))"
                + " | \(three(score.falseAMonth)) |")
    }
}
print(
    "\nbench analytics taught=\(taught.count) tested=\(tested.count) leaver_n=\(leaves.count)"
        + " leaver_auc=\(three(leaving?.auc)) oracle_auc=\(three(leaverBest?.auc))"
        + " leaver_brier=\(three(leaving?.brier)) oracle_brier=\(three(leaverBest?.brier))"
        + " leaver_slope=\(three(leaving?.slope)) oracle_slope=\(three(leaverBests.calibrationLine?.slope))"
        + " kill_n=\(own.count) kill_brier=\(three(ownScores?.brier))"
        + " base_brier=\(three(ownScores.map { $0.baseRate * (1 - $0.baseRate) }))"
        + " kill_skill=\(three(ownScores?.brierSkill)) law_brier=\(three(bestScores?.brier))"
        + " law_skill=\(three(bestScores?.brierSkill)) kill_auc=\(three(ownScores?.auc))"
        + " kill_slope=\(three(own.calibrationLine?.slope)) law_slope=\(three(best.calibrationLine?.slope))"
        + " date_n=\(dateCard?.count ?? 0) date_held50=\(coverage(0.5, dateCard))"
        + " date_held80=\(coverage(0.8, dateCard)) date_early=\(three(missedTogether.early))"
        + " date_late=\(three(missedTogether.late)) law_held50=\(three(held(0.5)))"
        + " law_held80=\(three(held(0.8)))"
        + " alone_skill=\(three(alone?.skill)) alone_slope=\(three(alone?.slope))"
        + " alone_held50=\(coverage(0.5, lonelyCard.score("progress.killdate")))"
        + " alone_held80=\(coverage(0.8, lonelyCard.score("progress.killdate")))"
        + " alone_n=\(lonelyCard.score("progress.killdate")?.count ?? 0)"
        + " alone_early=\(three(missedAlone.early)) alone_late=\(three(missedAlone.late))"
        + " change_precision=\(three(watch?.points.precision)) change_recall=\(three(watch?.points.recall))"
        + " anomaly_precision=\(three(watch?.anomalies.precision)) anomaly_recall=\(three(watch?.anomalies.recall))"
        + " false_alarms=\(three(watch.flatMap { one in (one.points.falseAMonth ?? 0) + (one.anomalies.falseAMonth ?? 0) }))"
        + " law_precision=\(three(watch?.law.precision)) law_recall=\(three(watch?.law.recall))"
        + " law_false_alarms=\(three(watch?.law.falseAMonth)) learn_s=\(seconds(learning)) tell_s=\(seconds(telling))"
)

func three(_ value: Double?) -> String {
    value.map { value in String((value * 1000).rounded() / 1000) } ?? "-"
}

func seconds(_ duration: Duration) -> String { three(Double(duration.milliseconds) / 1000) }
