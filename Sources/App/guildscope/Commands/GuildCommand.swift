import ArgumentParser
import Crawl
import Guilds
import Jobs
import Reports
import Warehouse

/// `guildscope guild`
struct GuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guild", abstract: "Says what is watched.",
        subcommands: [Add.self, Remove.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Watches a guild from now on.")

        @OptionGroup var options: Options

        @Argument(help: "REGION/REALM/GUILD, as in eu/stormrage/my-guild.")
        var guild: String

        @Option(help: "The language of its digest, en or de; English unless told.")
        var language: String?

        @Option(
            name: .customLong("time-zone"),
            help: "Whose days its digest names, as Europe/Berlin; UTC unless told.")
        var timeZone: String?

        func run() async throws {
            try await reportingErrors {
                let composition = try await Composition(options)
                let address = try GuildAddress(parsing: guild)
                // Checked before anything is watched.
                let reader = try GuildReader(language: language, timeZone: timeZone)
                let source = try await composition.source()
                let profile = try await composition.withWarehouse { warehouse in
                    let session = try await CrawlSession(composition, source, warehouse)
                    let profile = try await Watching(session: session).guild(at: address)
                    try await warehouse.watch(address, as: profile.key, at: source.world.clock.now)
                    try await warehouse.write(
                        address, language: reader.language?.rawValue, timeZone: reader.zone?.name)
                    return profile
                }
                composition.console.print(
                    "watching \(profile.name) (\(address)), \(profile.memberCount) members")
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stops watching a guild; what is known of it stays.")

        @OptionGroup var options: Options

        @Argument(help: "REGION/REALM/GUILD, as `guildscope guild list` shows it.")
        var guild: String

        func run() async throws {
            try await reportingErrors {
                let composition = try await Composition(options)
                let address = try GuildAddress(parsing: guild)
                let removed = try await composition.withWarehouse { warehouse in
                    try await warehouse.unwatch(address)
                }
                guard removed else {
                    throw UserError("\(address) is not watched; see `guildscope guild list`", exit: .notFound)
                }
                composition.console.print("no longer watching \(address)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the watched guilds.")

        @OptionGroup var options: Options

        func run() async throws {
            try await reportingErrors {
                let composition = try await Composition(options)
                let guilds = try await composition.withWarehouse { warehouse in
                    try await warehouse.watchedGuilds()
                }
                for guild in guilds { composition.console.print("\(guild.address)") }
                if guilds.isEmpty {
                    composition.console.print(
                        "no guild is watched yet: guildscope guild add REGION/REALM/GUILD")
                }
            }
        }
    }
}
