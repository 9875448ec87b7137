import ArgumentParser
import Crawl
import FoundationEssentials
import Jobs
import SystemPackage

/// `guildscope run`
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a job of jobs/*.yaml now and waits for it.")

    @OptionGroup var options: Options

    @Argument(help: "The job's name.")
    var job: String

    @Option(help: "The folder that reports are written into.")
    var out = "reports-out"

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let job = try chosen(from: composition.settings.home.appending("jobs"))
            let failed = try await untilSignalled { try await run(job, composition) }
            if failed { throw Exit.partial.code }
        }
    }

    /// Whether some targets failed.
    private func run(_ job: Job, _ composition: Composition) async throws -> Bool {
        try await composition.withWarehouse { warehouse in
            var failed = false
            for stage in job.stages {
                composition.console.event(
                    "stage", [("job", .text(job.name)), ("stage", .text(stage.rawValue))])
                switch stage {
                case .crawl:
                    let session = try await CrawlSession(composition, composition.source(), warehouse)
                    let summary = try await session.drain(.all)
                    summary.show(on: composition.console)
                    failed = summary.failed > 0
                case .analyze:
                    try await AnalysisStage(warehouse: warehouse, console: composition.console)
                        .run(guild: nil, asOf: nil)
                case .report:
                    let stage = ReportStage(
                        warehouse: warehouse, console: composition.console, definitions: composition.reports)
                    for written in try await stage.run(guild: nil, out: FilePath(out)) {
                        composition.console.print(Headline.files(of: written))
                    }
                }
            }
            return failed
        }
    }

    /// The job of this name; a file that cannot be read is named but does not stop the others.
    private func chosen(from folder: FilePath) throws -> Job {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        var known: [Job] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let path = folder.appending(name)
            guard let data = FileManager.default.contents(atPath: path.string) else { continue }
            do throws(JobFileError) {
                known.append(try JobFile.parse(String(decoding: data, as: UTF8.self), path: "jobs/\(name)"))
            } catch {
                Console().complain(error.description)
            }
        }
        guard let job = known.first(where: { job in job.name == self.job }) else {
            let list = known.map { job in "\(job.name) (\(job.description))" }.joined(separator: ", ")
            throw UserError("no job is called “\(self.job)”; there are: \(list)", exit: .usage)
        }
        return job
    }
}
