import ArgumentParser
import Crawl
import Guilds
import Warehouse

/// `guildscope identity`
struct IdentityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity",
        abstract: "Lists who is who with the evidence, and takes an officer's word for it.",
        discussion: """
            A link is likely when the evidence suffices, and counts until somebody rejects it; a possible \
            one counts once it is confirmed. Every decision is kept with who made it, when and why; the newest \
            counts, and undo lets the evidence decide again.
            """,
        subcommands: [
            ListLinks.self, Confirm.self, Reject.self, Undo.self, Join.self, Split.self, Log.self,
        ],
        defaultSubcommand: ListLinks.self)

    struct ListLinks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the links of everybody who was in a guild.")

        @OptionGroup var options: Options

        @Option(help: "The guild, REGION/REALM/GUILD.")
        var guild: String

        @Option(help: "Only links of this status: likely, possible, confirmed or rejected.")
        var status: IdentityStatus?

        @Option(help: "Only links of this kind: rename, transfer, faction_change, new_id or alt.")
        var kind: IdentityKind?

        func run() async throws {
            try await reportingErrors {
                let composition = try await Composition(options)
                try await composition.withWarehouse { warehouse in
                    let listing = try await LinkListing(guild: guild, warehouse)
                    listing.filtered(status: status, kind: kind).show(on: composition.console)
                }
            }
        }
    }

    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says that a link is right.")
        @OptionGroup var decision: LinkDecision
        func run() async throws { try await decision.run(.confirm, "confirmed") }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that a link is wrong: the two are not one person.")
        @OptionGroup var decision: LinkDecision
        func run() async throws { try await decision.run(.reject, "rejected") }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes back what was decided about a link, a join or a split.")
        @OptionGroup var decision: LinkDecision
        func run() async throws { try await decision.run(.undo, "undone: the evidence decides") }
    }

    struct Join: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that two characters are of one person, whatever the evidence.")

        @OptionGroup var options: Options
        @OptionGroup var author: Author

        @Argument(help: "REGION/REALM/NAME")
        var one: String

        @Argument(help: "REGION/REALM/NAME")
        var other: String

        func run() async throws {
            try await reportingErrors {
                let composition = try await Composition(options)
                let now = try await composition.world().clock.now
                let id = try await composition.withWarehouse { warehouse in
                    let (one, other) = (
                        try await knownCharacter(one, warehouse), try await knownCharacter(other, warehouse)
                    )
                    guard one != other, one.region == other.region else {
                        throw UserError("join needs two different characters of one region", exit: .usage)
                    }
                    return try await warehouse.join(
                        one, other, by: author.name, because: author.reason, at: now)
                }
                composition.console.decided(id, "joined \(one) and \(other)")
            }
        }
    }

    struct Split: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that a character is nobody's alt, whatever the evidence.")

        @OptionGroup var options: Options
        @OptionGroup var author: Author

        @Argument(help: "REGION/REALM/NAME")
        var character: String

        func run() async throws {
            try await reportingErrors {
                let composition = try await Composition(options)
                let now = try await composition.world().clock.now
                let id = try await composition.withWarehouse { warehouse in
                    try await warehouse.split(
                        knownCharacter(character, warehouse), by: author.name, because: author.reason, at: now
                    )
                }
                composition.console.decided(id, "set \(character) apart")
            }
        }
    }

    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists every decision about a guild's characters: who, when, what, why.")

        @OptionGroup var options: Options

        @Option(help: "The guild, REGION/REALM/GUILD.")
        var guild: String

        func run() async throws {
            try await reportingErrors {
                let composition = try await Composition(options)
                try await composition.withWarehouse { warehouse in
                    try await DecisionListing(guild: guild, warehouse).show(on: composition.console)
                }
            }
        }
    }
}

/// The character at an address that people type.
func knownCharacter(_ text: String, _ warehouse: Warehouse) async throws -> CharacterKey {
    let address = try CharacterAddress(parsing: text)
    guard let key = try await warehouse.character(at: address) else {
        throw UserError(
            "nothing is known of \(address): crawl it first with guildscope crawl --character \(address)",
            exit: .notFound)
    }
    return key
}

extension IdentityStatus: ExpressibleByArgument {}
extension IdentityKind: ExpressibleByArgument {}

extension Console {
    /// Tells what an officer's command did.
    func decided(_ id: IdentityLinkID, _ words: String) {
        if showsTables { print("\(id) \(words)") } else { result("decided", [("id", .text(id.description))]) }
    }
}
