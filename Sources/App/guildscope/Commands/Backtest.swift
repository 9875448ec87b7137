import Analytics
import ArgumentParser
import Guilds
import Warehouse

/// `guildscope backtest`
struct Backtest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the predictions of past weeks anew and scores them with what came.",
        discussion: """
            Each analysis runs as of earlier weekly resets, seeing only what was known then. What is learnt over \
            all guilds is left out, since it may know the future; the standing scorecard has it in.
            """)

    @OptionGroup var options: Options

    @Option(help: "Only this guild, REGION/REALM/GUILD.")
    var guild: String?

    @Option(help: "Begin at every so many resets.")
    var every = 4

    @Flag(help: "With what only officers may see, such as who was likely to leave.")
    var officers = false

    func validate() throws {
        if every < 1 { throw ValidationError("--every counts resets: give 1 or more.") }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let address = try guild.map { text in try GuildAddress(parsing: text) }
            let claims: [ScoredClaim] = try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    try await self.claims(of: try await chosenGuilds(address, from: warehouse), warehouse)
                }
            }
            Scorecard(claims).show(
                on: composition.console,
                whenEmpty: "no guild was watched for long enough: two months are needed")
        }
    }

    private func claims(of guilds: [GuildKey], _ warehouse: Warehouse) async throws -> [ScoredClaim] {
        var claims: [ScoredClaim] = []
        for guild in guilds {
            try Task.checkCancellation()
            guard let newest = try await warehouse.newestObservation(of: guild),
                let series = try await warehouse.series(of: guild, asOf: newest)
            else { continue }
            let origins = GuildBacktest.origins(of: series, every: every)
            claims += GuildBacktest.run(series, origins: origins, forOfficers: officers)
        }
        return claims
    }
}
