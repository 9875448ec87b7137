import ArgumentParser
import Crawl
import Guilds
import Reports
import Warehouse

/// `guildscope week`
struct WeekCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "week",
        abstract: "Shows what each member of a guild did between two weekly resets.",
        discussion: """
            The week that runs, unless told. An empty figure is unknown, which is not zero: the last column \
            says why. Runs are those that a member's documents tell, which list the best of each dungeon: at \
            least so many, and so many slots of the vault at least.
            """)

    @OptionGroup var options: Options

    @Option(help: "The guild, REGION/REALM/GUILD.")
    var guild: String

    @Option(help: "The API's number of the week; by default the one that runs.")
    var period: Int32?

    @Flag(help: "The week before the one that runs.")
    var last = false

    @Flag(help: "Write CSV, for a spreadsheet.")
    var csv = false

    func validate() throws {
        if last && period != nil { throw ValidationError("--last and --period exclude each other.") }
        if csv && options.json { throw ValidationError("--csv and --json exclude each other.") }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let address = try GuildAddress(parsing: guild)
            let now = try await composition.world().clock.now
            let week = try await composition.withWarehouse { warehouse in
                guard let key = try await chosenGuilds(address, from: warehouse).first else {
                    throw UserError("nothing is known of \(address)", exit: .notFound)
                }
                let periods = try await warehouse.periods(of: key.region)
                return try await warehouse.week(try chosen(periods, address, now), of: key, now: now)
            }
            show(WeekTable(week: week, now: now), on: composition.console)
        }
    }

    private func chosen(_ periods: [Period], _ address: GuildAddress, _ now: Timestamp) throws -> Period {
        if let period {
            guard let found = periods.first(where: { one in one.id == period }), found.start <= now else {
                let ids = periods.map(\.id)
                let range =
                    ids.min().flatMap { low in ids.max().map { high in " (\(low) to \(high))" } } ?? ""
                throw UserError(
                    "week \(period) is not among the known weeks of \(address.region)\(range)",
                    exit: .notFound)
            }
            return found
        }
        guard let running = periods.lastIndex(where: { one in one.start <= now }),
            last || periods[running].contains(now)
        else {
            throw UserError(
                "the running week of \(address.region) is not known yet: run guildscope crawl",
                exit: .notFound)
        }
        // Without a document for the running week, the newest known one is the last.
        guard last && periods[running].contains(now) else { return periods[running] }
        guard running > 0 else {
            throw UserError("the last week of \(address.region) is not known: give --period", exit: .notFound)
        }
        return periods[running - 1]
    }

    private func show(_ table: WeekTable, on console: Console) {
        if csv {
            console.print(table.csv)
        } else if console.showsTables {
            console.print(table.title + "\n" + table.text)
        } else {
            for fields in table.fields { console.row(fields) }
        }
    }
}
