import ArgumentParser
import Crawl
import Guilds
import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who decides, and why: what the audit trail keeps.
struct Author: ParsableArguments {
    @Option(help: "Who decides this; by default the user of the system.")
    var by: String?

    @Option(help: "Why, for those who read it later.")
    var reason = ""

    var name: String {
        if let by, !by.isEmpty { return by }
        guard let user = getpwuid(getuid()) else { return "user \(getuid())" }
        return String(cString: user.pointee.pw_name)
    }
}

/// A link and what is said about it.
struct LinkDecision: ParsableArguments {
    @OptionGroup var options: Options
    @OptionGroup var author: Author

    @Argument(help: "The link, as `guildscope identity --guild …` names it: 16 digits.")
    var id: String

    func run(_ action: IdentityAction, _ words: String) async throws {
        try await reportingErrors {
            let composition = try await Composition(options)
            guard let link = IdentityLinkID(id) else {
                throw UserError("“\(id)” names no link: a name has 16 digits of 0-9 and a-f", exit: .usage)
            }
            let now = try await composition.world().clock.now
            let isKnown = try await composition.withWarehouse { warehouse in
                try await warehouse.decide(
                    action, about: link, by: author.name, because: author.reason, at: now)
            }
            guard isKnown else {
                throw UserError(
                    "there is no link \(id); see `guildscope identity --guild REGION/REALM/GUILD`",
                    exit: .notFound)
            }
            composition.console.decided(link, words)
        }
    }
}
