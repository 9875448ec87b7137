import ArgumentParser
import Guilds
import Jobs
import Warehouse

/// `guildscope jobs`
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "Lists the jobs, their last runs and when they run next.")

    @OptionGroup var options: Options

    @Option(help: "How many of each job's newest slots are listed, skipped ones included.")
    var runs = 1

    func validate() throws {
        if !(1...1000).contains(runs) { throw ValidationError("--runs is 1 to 1000.") }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let folder = try JobFolder(composition.settings.jobs)
            let listing = try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    try await listed(folder.jobs, composition, warehouse)
                }
            }
            if composition.console.showsTables {
                composition.console.print(JobTable.text(of: listing, withRuns: runs > 1))
            } else {
                for job in listing { job.tell(composition.console) }
            }
            folder.showRefused(on: composition.console)
        }
    }

    private func listed(
        _ jobs: [Job], _ composition: Composition, _ warehouse: Warehouse
    ) async throws -> [ListedJob] {
        let now = try await Scheduler.now(try await composition.world(), warehouse)
        // Behind a row of skipped slots stands the last one that was run.
        let newest = try await warehouse.newestRuns(of: jobs.map(\.name), limit: max(runs, 100))
        var listed: [ListedJob] = []
        for job in jobs {
            var resets: [Timestamp] = []
            if let region = job.schedule?.region {
                resets = Period.resets(of: try await warehouse.periods(of: region))
            }
            let records = newest[job.name] ?? []
            listed.append(
                ListedJob(
                    job: job, last: records.first { run in run.outcome?.isSkip != true },
                    runs: Array(records.prefix(runs)),
                    next: job.schedule?.next(3, after: now, resets: resets) ?? []))
        }
        return listed
    }
}
