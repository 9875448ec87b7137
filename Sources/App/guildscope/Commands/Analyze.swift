import Analytics
import ArgumentParser
import Guilds
import Warehouse

/// `guildscope analyze`
struct Analyze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Computes one immutable snapshot per watched guild from what is known.")

    @OptionGroup var options: Options

    @Option(help: "Only this guild, REGION/REALM/GUILD.")
    var guild: String?

    @Option(help: "As known at this moment, as in 2026-08-01 or 2026-08-01T04:00:00Z; by default now.")
    var asOf: String?

    @Flag(help: "Also where nothing was loaded since the snapshot.")
    var force = false

    @Flag(help: "As of each weekly reset since the guild was first seen that has no snapshot yet.")
    var onlyMissing = false

    func validate() throws {
        if onlyMissing && asOf != nil {
            throw ValidationError("--only-missing and --as-of exclude each other.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let moment = try asOf.map { text in try timestamp(text) }
            let extent: AnalysisStage.Extent =
                onlyMissing ? .missingResets : moment.map { moment in .moment(moment) } ?? .newest
            try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    let stage = AnalysisStage(
                        warehouse: warehouse, console: composition.console, force: force)
                    try await stage.run(
                        guild: try guild.map { text in try GuildAddress(parsing: text) }, extent)
                }
            }
        }
    }
}

/// A moment as people type it.
func timestamp(_ text: String) throws -> Timestamp {
    guard let moment = Timestamp(iso: text) else {
        throw UserError(
            "“\(text)” is not a time: write 2026-08-01 or 2026-08-01T04:00:00Z, in UTC", exit: .usage)
    }
    return moment
}
