import ArgumentParser
import Guilds
import SystemPackage
import Warehouse

/// `guildscope export`
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the series as tidy CSV files with a data dictionary.",
        discussion: """
            One file per table, UTF-8, a header, quoted as RFC 4180 describes, rows in the order of their key; \
            data-dictionary.csv and .json tell what each column means. All tables are of one moment. Files \
            appear when everything is written; an export that is stopped leaves none. A text that a \
            spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
            """)

    @OptionGroup var options: Options

    @Option(
        help: "This guild, REGION/REALM/GUILD, and everybody who was ever in it; may be given several times.")
    var guild: [String] = []

    @Flag(help: "Everything that is stored, not only the watched guilds.")
    var all = false

    @Option(help: "The folder to write into.")
    var out = "export-out"

    @Flag(help: "Compress each table with gzip.")
    var gzip = false

    @Option(help: "Only what became known since then, as in 2026-08-01 or 2026-08-01T04:00:00Z.")
    var since: String?

    @Option(help: "As known at this moment; names and weeks, which have no history, are left out.")
    var asOf: String?

    @Option(help: "Only these tables, with commas between them.")
    var tables: String?

    func validate() throws {
        if all && !guild.isEmpty { throw ValidationError("--all and --guild exclude each other.") }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let written = try await untilSignalled {
                try await composition.withWarehouse { warehouse in
                    let stage = ExportStage(
                        warehouse: warehouse, console: composition.console, isCompressed: gzip)
                    return try await stage.run(try await request(warehouse), into: FilePath(out))
                }
            }
            composition.console.result(
                "export",
                [
                    ("folder", .text(out)), ("tables", .integer(written.tables)),
                    ("rows", .integer(written.rows)), ("csv_bytes", .integer(written.bytes)),
                ])
            composition.console.say(
                "\(written.rows) rows of \(written.tables) tables are in \(out); data-dictionary.csv tells "
                    + "what they mean")
        }
    }

    private func request(_ warehouse: Warehouse) async throws -> ExportRequest {
        var request = ExportRequest()
        request.since = try since.map { text in try timestamp(text) }
        request.asOf = try asOf.map { text in try timestamp(text) }
        request.tables = try tables.map(names)
        guard !all else { return request }
        var guilds: [GuildKey] = []
        for text in guild {
            guilds += try await chosenGuilds(GuildAddress(parsing: text), from: warehouse)
        }
        request.guilds = guild.isEmpty ? try await chosenGuilds(nil, from: warehouse) : guilds
        return request
    }

    private func names(_ list: String) throws -> [String] {
        let names = list.split(separator: ",").map { name in
            String(name.drop(while: \.isWhitespace).prefix { letter in !letter.isWhitespace })
        }
        let known = ExportTable.all.map(\.name)
        guard let unknown = names.first(where: { name in !known.contains(name) }) else { return names }
        throw UserError(
            "there is no table “\(unknown)”; the tables are \(known.joined(separator: ", "))", exit: .usage)
    }
}
