import ArgumentParser
import Crawl
import Dispatch
import Jobs
import SystemPackage
import Warehouse

#if canImport(Glibc)
    import Glibc
#endif

/// `guildscope worker`
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Runs the jobs of jobs/*.yaml when they are due, until it is told to stop.",
        discussion: """
            Any number of workers may share a database: each slot of a job is run by one of them. At SIGTERM or \
            Ctrl-C a worker gives back what it has not finished and ends within 25 s with exit code 0. A job \
            file that changes is read again; one with a mistake is refused, and its job goes on as it was.
            """)

    @OptionGroup var options: Options

    @Option(help: "Runs at once.")
    var concurrency = 2

    @Option(help: "The folder that reports are written into; they are kept in the database too.")
    var out = "reports-out"

    @Option(help: "Serve /metrics in Prometheus's form and /health on this port of the loopback interface.")
    var metricsPort: Int?

    @Option(help: .hidden)
    var runLeaseSeconds = 60.0

    @Option(help: .hidden)
    var leaseSeconds = 180

    @Option(help: .hidden)
    var pollSeconds = 1.0

    func validate() throws {
        if concurrency < 1 || runLeaseSeconds <= 0 || leaseSeconds < 1 || pollSeconds <= 0 {
            throw ValidationError("--concurrency starts at 1.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let folder = try JobFolder(composition.settings.jobs)
            folder.showRefused(on: composition.console)
            guard !folder.jobs.isEmpty else {
                throw UserError(
                    "no job can be run: there is no readable file in the folder of jobs", exit: .usage)
            }
            do {
                try await untilSignalled { try await serve(folder, composition) }
            } catch let code as ExitCode where [128 + SIGINT, 128 + SIGTERM].contains(code.rawValue) {
                // Being told to stop is how a worker ends.
            }
            composition.console.event("stopped", [])
        }
    }

    private func serve(_ folder: JobFolder, _ composition: Composition) async throws {
        try await withTaskCancellationHandler {
            try await waitingForDatabase(folder, composition)
        } onCancel: {
            // Whatever holds it up: leases run out by themselves, and what was not written is done again.
            DispatchQueue.global().asyncAfter(deadline: .now() + 24) { _exit(0) }
        }
    }

    /// Starts again and again while database or API are away.
    private func waitingForDatabase(_ folder: JobFolder, _ composition: Composition) async throws {
        var backOff = BackOff()
        while true {
            do {
                return try await composition.withWarehouse { warehouse in
                    try await work(folder, composition, warehouse)
                }
            } catch  where error.mayPass && !Task.isCancelled {
                let pause = backOff.next()
                composition.console.waiting(for: error, pause)
                try await Task.sleep(for: pause)
            }
        }
    }

    private func work(
        _ folder: JobFolder, _ composition: Composition, _ warehouse: Warehouse
    ) async throws {
        let source = try await composition.source()
        var settings = RunSettings()
        settings.concurrency = concurrency
        settings.lease = .seconds(runLeaseSeconds)
        settings.poll = .seconds(pollSeconds)
        let console = composition.console
        let metrics = CrawlMetrics()
        var stages = JobStages(
            composition: composition, warehouse: warehouse, source: { source }, out: FilePath(out))
        stages.crawling.lease = .seconds(leaseSeconds)
        stages.metrics = metrics
        let execution = RunExecution(
            stages: stages, warehouse: warehouse, settings: settings,
            observer: { event in
                console.show(event)
                metrics.count(event)
            })
        let worker = Worker(
            folder: folder, warehouse: warehouse, world: source.world, execution: execution,
            settings: settings, console: console)
        console.event(
            "working", [("jobs", .integer(folder.jobs.count)), ("concurrency", .integer(concurrency))])
        console.say("working on \(folder.jobs.count) jobs; Ctrl-C stops")
        try await withMetrics(metrics, port: metricsPort, warehouse, source.world) { try await worker.run() }
    }
}
