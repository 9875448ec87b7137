import Guilds
import Warehouse

/// The links of a guild with names for people.
struct LinkListing: Sendable {
    private var links: [IdentityLink]
    private let names: [CharacterKey: String]

    init(guild text: String, _ warehouse: Warehouse) async throws {
        let keys = try await chosenGuilds(GuildAddress(parsing: text), from: warehouse)
        links = []
        for guild in keys { links += try await warehouse.identityLinks(of: guild) }
        links.sort { left, right in
            (left.proposal.kind.place, -left.proposal.confidence, left.id)
                < (right.proposal.kind.place, -right.proposal.confidence, right.id)
        }
        names = try await warehouse.displayNames(
            of: links.flatMap { link in [link.proposal.from, link.proposal.to] })
    }

    /// Those of a status and a kind.
    func filtered(status: IdentityStatus?, kind: IdentityKind?) -> LinkListing {
        var listing = self
        listing.links.removeAll { link in
            status.map { status in link.status != status } ?? false
                || kind.map { kind in link.proposal.kind != kind } ?? false
        }
        return listing
    }

    func show(on console: Console) {
        guard console.showsTables else {
            for link in links { console.row(fields(link)) }
            return
        }
        guard !links.isEmpty else { return console.print("no link fits; guildscope identify looks for them") }
        for link in links {
            console.print(
                "\(link.id)  \(link.status.rawValue), \(Self.percent(link.proposal.confidence))  \(words(link))"
            )
            for evidence in link.proposal.evidence { console.print("    \(evidence.sentence)") }
        }
    }

    private func words(_ link: IdentityLink) -> String {
        let (from, to) = (name(link.proposal.from), name(link.proposal.to))
        return switch link.proposal.kind {
        case .rename: "\(to) was called \(link.proposal.names.first ?? "")"
        case .transfer: "\(from) moved and is now \(to)"
        case .factionChange: "\(from) changed sides and is now \(to)"
        case .newID: "\(from) got a new id and is now \(to)"
        case .alt: "\(from) and \(to) are of one account"
        }
    }

    private func fields(_ link: IdentityLink) -> [(String, JSONScalar)] {
        let proposal = link.proposal
        return [
            ("id", .text(link.id.description)), ("kind", .text(proposal.kind.rawValue)),
            ("status", .text(link.status.rawValue)), ("confidence", .real(proposal.confidence)),
            ("from", .text(name(proposal.from))), ("from_key", .text(proposal.from.description)),
            ("to", .text(name(proposal.to))), ("to_key", .text(proposal.to.description)),
            ("names", .text(proposal.names.joined(separator: " > "))),
            ("after", .optional(proposal.after?.description)),
            ("before", .optional(proposal.before?.description)),
            ("evidence", .text(proposal.evidence.map(\.sentence).joined(separator: " "))),
        ]
    }

    private func name(_ key: CharacterKey) -> String { names[key] ?? key.description }

    private static func percent(_ part: Double) -> String { "\(Int((part * 100).rounded())) %" }
}

extension IdentityKind {
    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The decisions about a guild's characters with names for people.
struct DecisionListing: Sendable {
    private let decisions: [IdentityDecision]
    private let names: [CharacterKey: String]

    init(guild text: String, _ warehouse: Warehouse) async throws {
        var keys: [CharacterKey] = []
        for guild in try await chosenGuilds(GuildAddress(parsing: text), from: warehouse) {
            keys += try await warehouse.everMembers(of: guild)
        }
        decisions = try await warehouse.identityDecisions(of: keys)
        names = try await warehouse.displayNames(of: decisions.flatMap(\.characters))
    }

    func show(on console: Console) {
        guard console.showsTables else {
            for decision in decisions {
                console.row([
                    ("at", .text(decision.at.description)), ("by", .text(decision.by)),
                    ("action", .text(decision.action.rawValue)), ("id", .text(decision.link.description)),
                    ("characters", .text(words(decision))), ("reason", .text(decision.reason)),
                ])
            }
            return
        }
        var table = TextTable(["when", "who", "what", "link", "characters", "why"])
        for decision in decisions {
            table.add([
                decision.at.description, decision.by, decision.action.rawValue, decision.link.description,
                words(decision), decision.reason,
            ])
        }
        console.print(decisions.isEmpty ? "nothing was decided yet" : table.text)
    }

    private func words(_ decision: IdentityDecision) -> String {
        decision.characters.map { key in names[key] ?? key.description }.joined(separator: ", ")
    }
}
