import Analytics
import BattleNetSimulator
import Guilds
import Statistics

// Worlds whose law of leaving and killing lies outside the models: half of the guilds teach, the other half is told
// the future every fourth week, and what came of it is scored beside the law itself.

let isQuick = CommandLine.arguments.contains("--quick")
let settings = BenchWorld.settings(guilds: isQuick ? 24 : 60, weeks: isQuick ? 22 : 44)
let world = World(settings)
let clock = ContinuousClock()
let taught = settings.guilds.indices.filter { index in index % 2 == 0 }
let tested = settings.guilds.indices.filter { index in index % 2 == 1 }
let end = settings.end

var population = Population.learn([], asOf: Timestamp(seconds: Int64(end)))
let learning = clock.measure {
    let lessons = taught.map { guild in
        GuildLesson(WorldSeries(world: world, guild: guild).series(until: end))
    }
    population = Population.learn(lessons, asOf: Timestamp(seconds: Int64(end)))
}

var claims: [(guild: Int, claim: ScoredClaim)] = []
let telling = clock.measure {
    for guild in tested {
        let series = WorldSeries(world: world, guild: guild).series(until: end)
        let origins = GuildBacktest.origins(of: series, every: 3)
        let scored = GuildBacktest.run(series, population: population, origins: origins)
        claims += scored.map { claim in (guild, claim) }
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
let bests = leaves.compactMap { guild, claim in oracle.leaving(claim, guild: guild) }
let usual = Usual(population).scores(claims.map(\.claim))
let dates = card.score("progress.killdate")
func coverage(_ level: Double) -> String {
    dates?.coverage.first { coverage in coverage.level == level }.map { coverage in three(coverage.share) }
        ?? "-"
}
let leaving = card.score("member.leaves")?.chances
let killing = card.score("progress.kill")?.chances
print(
    "\nbench analytics taught=\(taught.count) tested=\(tested.count) leaver_n=\(leaves.count)"
        + " leaver_auc=\(three(leaving?.auc)) oracle_auc=\(three(ProbabilityScores(bests)?.auc))"
        + " leaver_brier=\(three(leaving?.brier)) oracle_brier=\(three(ProbabilityScores(bests)?.brier))"
        + " leaver_slope=\(three(leaving?.slope)) kill_n=\(killing.map { String($0.table.reduce(0) { $0 + $1.count }) } ?? "0")"
        + " kill_brier=\(three(killing?.brier)) usual_brier=\(three(usual))"
        + " kill_slope=\(three(killing?.slope)) date_n=\(dates?.count ?? 0)"
        + " date_held50=\(coverage(0.5)) date_held80=\(coverage(0.8))"
        + " learn_s=\(seconds(learning)) tell_s=\(seconds(telling))")

func three(_ value: Double?) -> String {
    value.map { value in String((value * 1000).rounded() / 1000) } ?? "-"
}

func seconds(_ duration: Duration) -> String { three(Double(duration.milliseconds) / 1000) }
