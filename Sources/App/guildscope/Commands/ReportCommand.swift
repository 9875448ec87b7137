import ArgumentParser
import Guilds
import SystemPackage

/// `guildscope report`
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Renders digest, dashboard page, charts and CSV from each guild's newest snapshot.")

    @OptionGroup var options: Options

    @Option(help: "Only this guild, REGION/REALM/GUILD.")
    var guild: String?

    @Option(help: "The folder to write into.")
    var out = "reports-out"

    @Option(help: "The language of the digest, en or de; else the guild's own.")
    var language: String?

    @Option(
        name: .customLong("time-zone"),
        help: "Whose days the digest names, as Europe/Berlin; else the guild's.")
    var timeZone: String?

    @Flag(help: "Tell in a few lines what the snapshots say.")
    var summary = false

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let address = try guild.map { text in try GuildAddress(parsing: text) }
            let reader = try GuildReader(language: language, timeZone: timeZone)
            let written = try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    let stage = ReportStage(
                        warehouse: warehouse, console: composition.console, definitions: composition.reports,
                        reader: reader)
                    return try await stage.run(guild: address, out: FilePath(out))
                }
            }
            for guild in written {
                if summary { composition.console.print(Headline.text(of: guild.snapshot)) }
                composition.console.print(Headline.files(of: guild))
            }
        }
    }
}
