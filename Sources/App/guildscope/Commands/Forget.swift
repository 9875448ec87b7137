import ArgumentParser
import Guilds
import Warehouse

/// `guildscope forget`
struct Forget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Forgets a character for good: removes what is held and never fetches or stores it again.",
        discussion: """
            Reaches series, kept responses, names in snapshots and stored reports. Rosters count the member \
            without a name from then on. What was handed out, files of reports and exports, is beyond reach: \
            the next report overwrites its files.
            """)

    @OptionGroup var options: Options

    @Argument(help: "REGION/REALM/NAME, or REGION/REALM-ID/CHARACTER-ID as `guildscope about` shows it.")
    var character: String

    @Option(help: "Why, for the list of those who opted out.")
    var reason: String?

    @Flag(help: "Only show what is held and would go.")
    var dryRun = false

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let console = composition.console
            try await composition.withWarehouse { warehouse in
                let key = try await HeldCharacter.find(character, in: warehouse)
                guard !dryRun else {
                    try await warehouse.held(about: key).show(on: console)
                    return
                }
                let now = try await Scheduler.now(try await composition.world(), warehouse)
                let rows = try await warehouse.forget(key, reason: reason, now: now)
                let reports = ReportStage(
                    warehouse: warehouse, console: console, definitions: composition.reports)
                let retention = RetentionStage(warehouse: warehouse, console: console, reports: reports)
                let drawn = try await retention.redraw()
                console.result(
                    "forgotten",
                    [
                        ("character", .text(key.description)), ("rows", .integer(rows)),
                        ("reports_drawn", .integer(drawn)),
                    ])
                console.say("\(key) is forgotten: \(rows) rows removed or made nameless")
            }
        }
    }
}

/// `guildscope about`
struct About: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reports what is held about a character: tables, rows, times, names.")

    @OptionGroup var options: Options

    @Argument(help: "REGION/REALM/NAME, or REGION/REALM-ID/CHARACTER-ID.")
    var character: String

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            try await composition.withWarehouse { warehouse in
                let key = try await HeldCharacter.find(character, in: warehouse)
                try await warehouse.held(about: key).show(on: composition.console)
            }
        }
    }
}

/// Finds who is meant by what a person typed.
enum HeldCharacter {
    static func find(_ text: String, in warehouse: Warehouse) async throws -> CharacterKey {
        let address = try CharacterAddress(parsing: text)
        if let realm = Int32(address.realmSlug), let id = Int64(address.name) {
            return CharacterKey(realm: RealmKey(region: address.region, id: realm), id: id)
        }
        let found = try await warehouse.characters(at: address)
        guard let first = found.first else {
            throw UserError(
                "nothing is held about \(address); to opt out somebody who was never stored, give the key, "
                    + "REGION/REALM-ID/CHARACTER-ID", exit: .notFound)
        }
        guard found.count == 1 else {
            let keys = found.map(\.description).joined(separator: ", ")
            throw UserError(
                "several characters bore that name: say which of \(keys) is meant", exit: .usage)
        }
        return first
    }
}

extension HeldReport {
    /// A row per table, then the whole.
    fileprivate func show(on console: Console) {
        if console.showsTables {
            var table = TextTable(["table", "rows", "first", "last", "names"])
            for held in tables {
                table.add([
                    held.table, "\(held.rows)", held.first?.description ?? "", held.last?.description ?? "",
                    held.names.joined(separator: ", "),
                ])
            }
            console.print(table.text)
        } else {
            for held in tables {
                console.row([
                    ("table", .text(held.table)), ("rows", .integer(held.rows)),
                    ("first", .optional(held.first?.description)),
                    ("last", .optional(held.last?.description)),
                    ("names", .text(held.names.joined(separator: ", "))),
                ])
            }
        }
        console.result(
            "held",
            [
                ("character", .text(character.description)), ("rows", .integer(rows)),
                ("opted_out_since", .optional(optedOutSince?.description)),
            ])
        let state = optedOutSince.map { moment in "opted out since \(moment)" } ?? "not opted out"
        console.say("\(character): \(rows) rows in \(tables.count) tables; \(state)")
    }
}
