import ArgumentParser
import Guilds
import Warehouse

/// `guildscope retention`
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Removes characters that are no more, and responses older than 30 days.",
        discussion: """
            A character goes when the API has had none under its id on two days while others of its realm \
            answered, when its address belongs to somebody else, or when nothing of it could be re-validated \
            for 30 days. Where many would go at once nobody does, exit code 69, until a person allows it.
            """)

    @OptionGroup var options: Options

    @Option(help: "Let up to so many go at once, after a look at --dry-run.")
    var allow: Int?

    @Flag(help: "Only show who would go, and why.")
    var dryRun = false

    func validate() throws {
        if let allow, allow < 1 { throw ValidationError("--allow starts at 1.") }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    let now = try await Scheduler.now(try await composition.world(), warehouse)
                    let reports = ReportStage(
                        warehouse: warehouse, console: composition.console, definitions: composition.reports)
                    let stage = RetentionStage(
                        warehouse: warehouse, console: composition.console, reports: reports)
                    if dryRun {
                        try await stage.preview(now: now, allowance: allow)
                    } else {
                        try await stage.run(now: now, allowance: allow)
                    }
                }
            }
        }
    }
}
