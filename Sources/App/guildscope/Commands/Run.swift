import ArgumentParser
import Guilds
import Jobs
import SystemPackage
import Warehouse

/// `guildscope run`
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a job of jobs/*.yaml now and waits for it.",
        discussion: """
            While the job is being run elsewhere, one with `overlap: queue` is waited for, any other is refused \
            with exit code 75. The exit code tells the outcome.
            """)

    @OptionGroup var options: Options

    @Argument(help: "The job's name, as `guildscope jobs` lists it.")
    var job: String

    @Option(help: "The folder that reports are written into.")
    var out = "reports-out"

    @Option(help: .hidden)
    var runLeaseSeconds = 60.0

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let folder = try JobFolder(composition.settings.jobs)
            folder.showRefused(on: composition.console)
            let job = try folder.job(job)
            let outcome = try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    try await run(job, composition, warehouse)
                }
            }
            if let exit = outcome.exit { throw exit.code }
        }
    }

    private func run(
        _ job: Job, _ composition: Composition, _ warehouse: Warehouse
    ) async throws -> RunOutcome {
        let now = try await Scheduler.now(try await composition.world(), warehouse)
        if job.overlap == .skip, let slot = try await warehouse.slotUnderWay(of: job.name) {
            throw UserError(
                "\(job.name) is being run already (slot \(slot)); try again when it has ended",
                exit: .temporary)
        }
        var settings = RunSettings()
        settings.lease = .seconds(runLeaseSeconds)
        let console = composition.console
        let stages = JobStages(
            composition: composition, warehouse: warehouse, source: { try await composition.source() },
            out: FilePath(out))
        let execution = RunExecution(
            stages: stages, warehouse: warehouse, settings: settings,
            observer: { event in console.show(event) })
        let key = try await warehouse.ask(job.name, importance: job.importance, now: now)
        return try await AskedRun(job: job, key: key, warehouse: warehouse, execution: execution).outcome()
    }
}

extension RunOutcome {
    /// The exit code; nil for success.
    fileprivate var exit: Exit? {
        switch self {
        case .succeeded: nil
        case .partial: .partial
        case .timedOut, .overlapped, .missed: .temporary
        case .failed, .stopped, .abandoned: .fault
        }
    }
}

/// A run that a person waits for; a worker may be the one that runs it.
private struct AskedRun: Sendable {
    let job: Job
    let key: RunKey
    let warehouse: Warehouse
    let execution: RunExecution

    func outcome() async throws -> RunOutcome {
        do {
            while true {
                if let outcome = try await step() { return outcome }
            }
        } catch {
            if Task.isCancelled { await withdraw() }
            throw error
        }
    }

    /// Runs the job's oldest waiting slot, which may be another's, or waits a moment.
    private func step() async throws -> RunOutcome? {
        let settings = execution.settings
        if let lease = try await warehouse.claimRun(
            of: [job.name], lease: settings.lease, attempts: settings.attempts, codeVersion: Build.version)
        {
            let isOwn = lease.key == key
            let result = await execution.run(job, lease, for: isOwn ? .asked : .scheduled)
            if isOwn, let error = result.error { throw error }
            try Task.checkCancellation()
            return nil
        }
        guard let record = try await warehouse.run(key) else { return .abandoned }
        if let outcome = record.outcome {
            if let error = record.error, outcome == .failed { throw UserError(error, exit: .fault) }
            return outcome
        }
        try await Task.sleep(for: settings.poll / 2)
        return nil
    }

    /// Takes the wish back where it still waits: nobody waits for it any more.
    private func withdraw() async {
        // Cancellation would cancel the statement too.
        let withdrawing = Task { try await warehouse.withdraw(key) }
        // Where the database is away, a worker runs it later, which harms nobody.
        _ = try? await withdrawing.value
    }
}
