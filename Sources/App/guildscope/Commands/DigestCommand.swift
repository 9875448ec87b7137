import ArgumentParser
import Guilds
import Reports
import SystemPackage
import Warehouse

/// `guildscope digest`
struct DigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "Prints the weekly digest of a guild from the snapshot of that week.",
        discussion: """
            The last week, unless told. A week is told by the newest snapshot as of the week after it; nothing is \
            asked of the API or computed anew. The body for Discord names its chart as an attachment: send both \
            (--out writes them), or use --no-chart. An e-mail holds its chart and needs a recipient only.
            """)

    @OptionGroup var options: Options

    @Option(help: "The guild, REGION/REALM/GUILD.")
    var guild: String

    @Option(help: "A day of the week to be told, such as 2026-11-18; or last.")
    var week = "last"

    @Option(help: "markdown, text, discord or email.")
    var form: DigestForm = .text

    @Flag(help: "The officers' edition, with absences: not for members' eyes.")
    var officers = false

    @Option(help: "The language, en or de; else the guild's own.")
    var language: String?

    @Option(
        name: .customLong("time-zone"), help: "Whose days are named, as Europe/Berlin; else the guild's own.")
    var timeZone: String?

    @Flag(name: .customLong("no-chart"), help: "Leave the chart out.")
    var withoutChart = false

    @Option(help: "Write the digest and its chart into this folder instead of printing.")
    var out: String?

    func validate() throws {
        if options.json { throw ValidationError("For a program, use --form discord or --form markdown.") }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let address = try GuildAddress(parsing: guild)
            let reader = try GuildReader(language: language, timeZone: timeZone)
            let report = try Report(folder: composition.reports.string)
            let digest = try await composition.withWarehouse { warehouse in
                let source = DigestSource(warehouse: warehouse, reader: reader, report: report)
                return try await source.digest(
                    of: address, week: week, as: form, for: officers ? .officers : .members,
                    hasChart: !withoutChart)
            }
            guard let out else {
                composition.console.write(digest.text.bytes)
                return
            }
            try ReportFiles.write([digest.text] + [digest.chart].compactMap(\.self), into: FilePath(out))
            composition.console.result(
                "digest", [("folder", .text(out)), ("file", .text(digest.text.name))])
        }
    }
}

extension DigestForm: ExpressibleByArgument {}
