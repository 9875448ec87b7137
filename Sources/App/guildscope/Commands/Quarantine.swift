import ArgumentParser
import Crawl
import Guilds
import Warehouse

/// `guildscope quarantine`
struct Quarantine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what the database refused to store and why, and tries it again.",
        discussion: """
            The longest held come first. A table on a terminal, a JSON line per document otherwise. What a fetch \
            told is held for 30 days; its target goes on as malformed. A replay drops what is older than what is \
            known by now. Exit code 3 when something replayed was refused again.
            """)

    @OptionGroup var options: Options

    @Option(help: "Only what belongs to this guild, REGION/REALM/GUILD.")
    var guild: String?

    @Option(help: "Only documents of this kind, as in roster or equipment; may be given several times.")
    var kind: [DocumentKind] = []

    @Option(help: "How many documents at most.")
    var limit = 50

    @Flag(help: "Try them again, those of a document in the order in which they were fetched.")
    var replay = false

    @Flag(help: "Throw them away.")
    var drop = false

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit starts at 1.") }
        if replay && drop { throw ValidationError("--replay and --drop exclude each other.") }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let now = try await composition.world().clock.now
            try await composition.withWarehouse { warehouse in
                try await warehouse.dropOldQuarantine(now: now)
                let held = try await warehouse.quarantined(try await filter(warehouse))
                if replay {
                    try await replayed(held, warehouse, composition.console)
                } else if drop {
                    for one in held { try await warehouse.dropQuarantined(one.document) }
                    composition.console.result("dropped", [("documents", .integer(held.count))])
                    composition.console.say("dropped what was held of \(held.count) documents")
                } else {
                    show(held, now, on: composition.console)
                }
            }
        }
    }

    private func filter(_ warehouse: Warehouse) async throws -> QuarantineFilter {
        var filter = QuarantineFilter()
        if let guild {
            filter.guild = try await chosenGuilds(GuildAddress(parsing: guild), from: warehouse).first
        }
        filter.kinds = Set(kind)
        filter.limit = limit
        return filter
    }

    private func replayed(
        _ held: [QuarantinedDocument], _ warehouse: Warehouse, _ console: Console
    ) async throws {
        var tally = ReplayTally()
        for one in held { tally += try await warehouse.replayQuarantined(one.document) }
        console.result(
            "replayed",
            [
                ("written", .integer(tally.written)), ("refused", .integer(tally.refused)),
                ("outdated", .integer(tally.outdated)), ("held", .integer(tally.held)),
                ("unreadable", .integer(tally.unreadable)),
            ])
        console.say(
            "\(tally.written) fetches written, \(tally.refused) refused again, \(tally.outdated) dropped as older "
                + "than what is known, \(tally.held) left for now since a worker is at them, "
                + "\(tally.unreadable) not readable")
        if tally.refused > 0 { throw Exit.partial.code }
    }

    private func show(_ held: [QuarantinedDocument], _ now: Timestamp, on console: Console) {
        guard console.showsTables else {
            for one in held { console.row(one.fields) }
            return
        }
        var table = TextTable(["document", "where", "first", "last", "fetches", "tries", "why"])
        for one in held { table.add(one.cells(now)) }
        console.print(held.isEmpty ? "nothing is in quarantine" : table.text)
    }
}

extension QuarantinedDocument {
    fileprivate func cells(_ now: Timestamp) -> [String] {
        [
            document.description, address?.words ?? "", Spell.text(now - first) + " ago",
            Spell.text(now - last) + " ago", "\(observations)", "\(tries)",
            "\(sqlState) \(reason)" + (isWhole ? "" : "; not kept whole"),
        ]
    }

    fileprivate var fields: [(String, JSONScalar)] {
        [
            ("document", .text(document.description)), ("kind", .text(document.kind.name)),
            ("address", .optional(address?.words)), ("first", .text(first.description)),
            ("last", .text(last.description)), ("fetches", .integer(observations)),
            ("tries", .integer(tries)), ("sql_state", .text(sqlState)), ("reason", .text(reason)),
            ("is_whole", .flag(isWhole)),
        ]
    }
}
