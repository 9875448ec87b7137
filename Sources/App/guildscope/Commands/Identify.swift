import ArgumentParser
import Guilds
import Warehouse

/// `guildscope identify`
struct Identify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds out who is who: renames, transfers, faction changes, alts.",
        discussion: """
            Compares every character with news since the last run with those of a like history. The links \
            found are listed by `guildscope identity`. Safe to repeat and to interrupt.
            """)

    @OptionGroup var options: Options

    @Option(help: "Only characters of this region.")
    var region: Region?

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    let stage = IdentityStage(warehouse: warehouse, console: composition.console)
                    _ = try await stage.run(regions: region.map { region in [region] })
                }
            }
        }
    }
}

extension Region: ExpressibleByArgument {}
