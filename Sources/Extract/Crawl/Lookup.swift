import BattleNet
package import Guilds

/// Finds who lives at an address, asking the API once, so that targets can be keyed by identity.
package struct Lookup: Sendable {
    private let gateway: Gateway

    /// Lookups of one value share their permits.
    package init(clients: [ApiClient], store: any CrawlStore, class spender: BudgetClass = .asked) {
        gateway = Gateway(clients: clients, store: store, class: spender, concurrency: 8)
    }

    /// The guild at this address; nil when the API has none there.
    package func guild(at address: GuildAddress) async throws -> GuildProfile? {
        let facts = try await facts(.guild, of: address.region, at: .guild(address))
        guard case .guild(let profile) = facts else { return nil }
        return profile
    }

    /// The character at this address; nil when the API has none there or it is not shared.
    package func character(at address: CharacterAddress) async throws -> CharacterSummary? {
        let facts = try await facts(.summary, of: address.region, at: .character(address))
        guard case .summary(let summary) = facts else { return nil }
        return summary
    }

    /// The realms of a region.
    package func realms(of region: Region) async throws -> [Realm] {
        guard case .realms(let realms) = try await facts(.realms, of: region, at: .region) else { return [] }
        return realms
    }

    private func facts(_ kind: DocumentKind, of region: Region, at address: DocumentAddress) async throws
        -> Facts?
    {
        var tries = 1
        while true {
            // Identity is what is asked for, so the document's key holds 0 for it.
            let question = Gateway.Question(document: DocumentID(kind, of: region), address: address)
            switch try await gateway.ask(question) {
            case .success(let fetched):
                guard case .received(let facts) = fetched.content else { return nil }
                return facts
            case .failure(let error) where error.isTransient && tries < 3:
                try await Task.sleep(for: min(error.retryAfter ?? .milliseconds(300 * tries), .seconds(5)))
                tries += 1
            case .failure(let error):
                switch error.code {
                case .missing, .hidden: return nil
                case .unauthorised: throw CrawlError(code: .unauthorised, underlying: error)
                default: throw error
                }
            }
        }
    }
}
