import Analytics
import ArgumentParser
import Guilds
import Warehouse

/// `guildscope scorecard`
struct ScorecardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scorecard",
        abstract: "Shows how good the predictions of published snapshots were.",
        discussion: """
            Every analysis scores what has fallen due: of each week the predictions of its first snapshot. \
            An interval made to hold 80 % should have held about so many.
            """)

    @OptionGroup var options: Options

    @Option(help: "Only this guild, REGION/REALM/GUILD.")
    var guild: String?

    @Flag(help: "With what only officers may see, such as who was likely to leave.")
    var officers = false

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let address = try guild.map { text in try GuildAddress(parsing: text) }
            let card = try await composition.withWarehouse { warehouse in
                try await PredictionScorer(warehouse: warehouse)
                    .card(of: try await chosenGuilds(address, from: warehouse), forOfficers: officers)
            }
            card.show(on: composition.console, whenEmpty: "no prediction has fallen due yet")
        }
    }
}

extension Scorecard {
    /// Shows the card as people or programs read it.
    func show(on console: Console, whenEmpty words: String) {
        let table = ScorecardTable(card: self)
        if metrics.isEmpty {
            console.say(words)
        } else if console.showsTables {
            console.print(table.text)
        } else {
            for fields in table.fields { console.row(fields) }
        }
    }
}
