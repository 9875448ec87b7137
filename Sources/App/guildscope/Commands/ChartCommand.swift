import ArgumentParser
import Charts
import FoundationEssentials
import Guilds
import Reports
import SystemPackage
import Warehouse

/// `guildscope chart`
struct ChartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart",
        abstract: "Draws one chart from a guild's newest snapshot into a PNG file.",
        discussion: """
            Without a kind, lists those that reports/*.yaml define. What the picture shows is printed in words, \
            to be handed on to whoever does not see it. With --officers there are also those that only officers \
            may see.
            """)

    /// For whom the picture is made.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case discord, wide, square, dashboard, tall

        fileprivate var chart: ChartFormat {
            switch self {
            case .discord: .discord
            case .wide: .wide
            case .square: .square
            case .dashboard: .dashboard
            case .tall: .dashboard.showingAllRows()
            }
        }
    }

    /// The background.
    enum Theme: String, ExpressibleByArgument, CaseIterable {
        case dark, light
    }

    /// Of titles, numbers and dates.
    enum Language: String, ExpressibleByArgument, CaseIterable {
        case en, de
    }

    @OptionGroup var options: Options

    @Argument(help: "What to draw, as roster; left out, the kinds are listed.")
    var kind: String?

    @Option(help: "The guild, REGION/REALM/GUILD.")
    var guild: String?

    @Flag(help: "Draw what only officers may see, too.")
    var officers = false

    @Option(help: "The file to write; KIND.png unless told.")
    var out: String?

    @Option(
        help: "For Discord on a phone, a wide screen, square, sharp for a web page, or tall with every row.")
    var format = Format.discord

    @Option(help: "Dark as Discord, or light.")
    var theme = Theme.dark

    @Option(help: "The language of the picture.")
    var language = Language.en

    func validate() throws {
        if kind != nil && guild == nil {
            throw ValidationError("Whose chart? Add --guild REGION/REALM/GUILD.")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let report = try Report(folder: composition.reports.string)
            let names = report.chartNames(for: audience)
            guard let kind, let guild else {
                for name in names {
                    if composition.console.showsTables {
                        composition.console.print(name)
                    } else {
                        composition.console.row([("chart", .text(name))])
                    }
                }
                return
            }
            guard names.contains(kind) else { throw refusal(of: kind, among: names, report) }
            let address = try GuildAddress(parsing: guild)
            let snapshot = try await composition.withWarehouse { warehouse in
                try await newestSnapshot(of: address, from: warehouse)
            }
            guard let picture = try report.chart(kind, of: snapshot, for: audience, style: style) else {
                let others = names.filter { name in name != kind }
                throw UserError(
                    "the newest snapshot of \(address) has nothing for “\(kind)” yet: crawl for longer and run "
                        + "guildscope analyze, or draw another: \(others.joined(separator: ", "))",
                    exit: .notFound)
            }
            let file = out ?? picture.name
            try write(picture.bytes, to: file)
            let words = picture.altText ?? ""
            composition.console.result("chart", [("file", .text(file)), ("alt", .text(words))])
            if composition.console.showsTables { composition.console.print("\(file)\n\(words)") }
        }
    }

    private var style: ChartStyle {
        ChartStyle(
            format: format.chart, theme: theme == .dark ? .dark : .light,
            locale: language == .de ? .german : .english)
    }

    private var audience: Artifact.Audience { officers ? .officers : .members }

    private func refusal(of kind: String, among names: [String], _ report: Report) -> UserError {
        if report.chartNames(for: .officers).contains(kind) {
            return UserError("“\(kind)” is for officers only: add --officers to draw it", exit: .usage)
        }
        let near =
            nearestNames(to: kind, among: names).first.map { name in "; did you mean “\(name)”?" } ?? ""
        return UserError(
            "no chart is called “\(kind)”: there are \(names.joined(separator: ", "))\(near)", exit: .usage)
    }

    private func newestSnapshot(
        of address: GuildAddress, from warehouse: Warehouse
    ) async throws -> GuildSnapshot {
        guard let key = try await chosenGuilds(address, from: warehouse).first,
            let snapshot = try await warehouse.newestSnapshot(of: key)
        else {
            throw UserError(
                "\(address) has no snapshot yet: run guildscope analyze --guild \(address)", exit: .notFound)
        }
        return snapshot
    }

    private func write(_ bytes: [UInt8], to file: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw UserError(
                "cannot write \(file): check that its folder is there, its owner and the free disk space",
                exit: .temporary)
        }
    }
}
