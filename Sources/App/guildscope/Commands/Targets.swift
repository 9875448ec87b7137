import ArgumentParser
import Crawl
import Guilds
import Warehouse

/// `guildscope targets`
struct Targets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what is due, what is failing and why, and who holds what.",
        discussion: """
            The longest due come first. A table on a terminal, a JSON line per target otherwise. Failing are \
            those whose last visit brought nothing: missing (404), hidden (403), rateLimited, unavailable, \
            timedOut, malformed.
            """)

    @OptionGroup var options: Options

    @Option(help: "Only what belongs to this guild, REGION/REALM/GUILD.")
    var guild: String?

    @Flag(help: "Only targets whose last visits brought nothing.")
    var failing = false

    @Flag(help: "Only targets that are due now.")
    var due = false

    @Option(help: "Only documents of this kind, as in roster or equipment; may be given several times.")
    var kind: [DocumentKind] = []

    @Option(help: "How many at most.")
    var limit = 50

    @Flag(help: "Make the failing ones among them due now, once the cause is repaired.")
    var retry = false

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit starts at 1.") }
    }

    func run() async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            let now = try await composition.world().clock.now
            try await composition.withWarehouse { warehouse in
                let filter = try await filter(warehouse)
                if retry {
                    let woken = try await warehouse.retryFailing(filter, now: now)
                    composition.console.result("retried", [("targets", .integer(woken))])
                    composition.console.say("\(woken) failing targets are due now")
                } else {
                    show(try await warehouse.targets(filter, now: now), now, on: composition.console)
                }
            }
        }
    }

    private func filter(_ warehouse: Warehouse) async throws -> TargetFilter {
        var filter = TargetFilter()
        if let guild {
            filter.guild = try await chosenGuilds(GuildAddress(parsing: guild), from: warehouse).first
        }
        filter.isFailing = failing
        filter.isDue = due
        filter.kinds = Set(kind)
        filter.limit = limit
        return filter
    }

    private func show(_ targets: [TargetReport], _ now: Timestamp, on console: Console) {
        guard console.showsTables else {
            for target in targets { console.row(target.fields(now)) }
            return
        }
        var table = TextTable(["target", "where", "due", "held", "last", "failing for", "times", "confirmed"])
        for target in targets { table.add(target.cells(now)) }
        console.print(targets.isEmpty ? "no target fits" : table.text)
    }
}

extension DocumentKind: ExpressibleByArgument {
    public init?(argument: String) {
        guard let kind = Self.allCases.first(where: { kind in kind.name == argument }) else { return nil }
        self = kind
    }

    public static var allValueStrings: [String] { allCases.map(\.name) }
}

extension TargetReport {
    fileprivate func cells(_ now: Timestamp) -> [String] {
        [
            document.description, address.words, Spell.distance(from: now, to: nextDue),
            heldFor.map(Spell.text) ?? "", lastOutcome ?? "never visited",
            failingSince.map { since in Spell.text(now - since) } ?? "",
            consecutiveFailures == 0 ? "" : "\(consecutiveFailures)",
            confirmedAt.map { moment in Spell.text(now - moment) + " ago" } ?? "never",
        ]
    }

    fileprivate func fields(_ now: Timestamp) -> [(String, JSONScalar)] {
        [
            ("document", .text(document.description)), ("kind", .text(document.kind.name)),
            ("address", .text(address.words)), ("due", .text(nextDue.description)),
            ("is_due", .flag(nextDue <= now)), ("held_seconds", .seconds(heldFor)),
            ("importance", .real(importance)), ("last_outcome", .optional(lastOutcome)),
            ("failures", .integer(consecutiveFailures)),
            ("failing_since", .optional(failingSince?.description)),
            ("confirmed_at", .optional(confirmedAt?.description)),
            ("changed_at", .optional(changedAt?.description)),
        ]
    }
}

extension DocumentAddress {
    /// As people type it; empty for a document of a whole region.
    var words: String {
        switch self {
        case .region: ""
        case .guild(let guild): guild.description
        case .character(let character): character.description
        }
    }
}

extension JSONScalar {
    /// Text, or null.
    static func optional(_ text: String?) -> JSONScalar { text.map(JSONScalar.text) ?? .none }

    /// Seconds, or null.
    static func seconds(_ duration: Duration?) -> JSONScalar {
        duration.map { duration in .real(Double(duration.milliseconds) / 1000) } ?? .none
    }
}
