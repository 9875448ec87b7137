import Crawl
import Guilds
import Jobs
import SystemPackage
import Warehouse

/// Runs the stages of a job one after the other.
struct JobStages: Sendable {
    let composition: Composition
    let warehouse: Warehouse
    /// The API, asked for by the stages that need it.
    let source: @Sendable () async throws -> Composition.Source
    /// The folder that reports are written into.
    let out: FilePath
    var crawling = Crawl.Settings()
    /// What is counted of the crawls.
    var metrics = CrawlMetrics()

    private var console: Console { composition.console }

    /// Whether some targets failed; a stage that fails as a whole throws, and those after it are not run.
    func run(_ job: Job, tally: RunTally) async throws -> Bool {
        var failed = false
        for stage in job.stages {
            try Task.checkCancellation()
            console.event("stage", [("job", .text(job.name)), ("stage", .text(stage.kind.rawValue))])
            switch stage.kind {
            case .crawl: failed = try await crawl(stage, tally) || failed
            case .identify: try await identify(stage, tally)
            case .analyze: try await analyze(stage, tally)
            case .report: try await report(stage, tally)
            case .retention: try await retention(tally)
            }
        }
        return failed
    }

    private func crawl(_ stage: Job.Stage, _ tally: RunTally) async throws -> Bool {
        let session = try await CrawlSession(
            composition, source(), warehouse, settings: crawling, metrics: metrics)
        var scope = CrawlScope.all
        if let guild = stage.guild {
            scope = .guild(try await Watching(session: session).guild(at: guild).key)
        }
        let summary = try await session.drain(scope, limit: stage.limit) { event in tally.add(event) }
        summary.show(on: console)
        return summary.failed > 0 || !summary.refusedClients.isEmpty
    }

    private func identify(_ stage: Job.Stage, _ tally: RunTally) async throws {
        let summary = try await IdentityStage(warehouse: warehouse, console: console)
            .run(regions: stage.region.map { region in [region] })
        tally.add(summary.changes.held + summary.changes.ended, to: "links")
    }

    private func analyze(_ stage: Job.Stage, _ tally: RunTally) async throws {
        let guilds = try await guilds(of: stage)
        try await AnalysisStage(warehouse: warehouse, console: console).run(guilds)
        tally.add(guilds.count, to: "analyzed")
    }

    private func report(_ stage: Job.Stage, _ tally: RunTally) async throws {
        let reports = ReportStage(
            warehouse: warehouse, console: console, definitions: composition.reports)
        let written = try await reports.run(try await guilds(of: stage), out: out)
        for guild in written { console.say(Headline.files(of: guild)) }
        tally.add(written.count, to: "reported")
    }

    private func retention(_ tally: RunTally) async throws {
        let reports = ReportStage(
            warehouse: warehouse, console: console, definitions: composition.reports)
        let now = try await Scheduler.now(try await composition.world(), warehouse)
        let result = try await RetentionStage(warehouse: warehouse, console: console, reports: reports)
            .run(now: now)
        tally.add(result.removed, to: "removed")
    }

    /// The stage's guild, or the watched ones of its region; nobody watched is nothing to do, not a failure.
    private func guilds(of stage: Job.Stage) async throws -> [GuildKey] {
        if let guild = stage.guild { return try await chosenGuilds(guild, from: warehouse) }
        let watched = try await warehouse.watchedGuilds().compactMap(\.key)
        return watched.filter { guild in stage.region == nil || guild.realm.region == stage.region }
    }
}
