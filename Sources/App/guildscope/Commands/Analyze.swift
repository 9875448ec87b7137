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

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let asOf = try asOf.map { text in try timestamp(text) }
            try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    let stage = AnalysisStage(warehouse: warehouse, console: composition.console)
                    try await stage.run(
                        guild: try guild.map { text in try GuildAddress(parsing: text) }, asOf: asOf)
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
