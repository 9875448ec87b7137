package import BattleNet
package import Guilds

/// Finds who lives at an address, asking the API once, so that targets can be keyed by identity.
package struct Lookup: Sendable {
    let client: BattleNetClient
    let store: any CrawlStore
    let budgetClient: String

    package init(client: BattleNetClient, store: any CrawlStore, budgetClient: String) {
        self.client = client
        self.store = store
        self.budgetClient = budgetClient
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

    // Identity is what is asked for, so the document's key holds 0 for it.
    private func facts(_ kind: DocumentKind, of region: Region, at address: DocumentAddress) async throws
        -> Facts?
    {
        let purse = PermitPurse(store: store, client: budgetClient, chunk: 1)
        var tries = 1
        while true {
            try await purse.take()
            do {
                return try await answer(kind, of: region, at: address)
            } catch let error as BattleNetError where error.isTransient && tries < 3 {
                try await Task.sleep(for: min(error.retryAfter ?? .milliseconds(300 * tries), .seconds(5)))
                tries += 1
            }
        }
    }

    private func answer(
        _ kind: DocumentKind, of region: Region, at address: DocumentAddress
    ) async throws -> Facts? {
        do throws(BattleNetError) {
            let fetched = try await client.fetch(
                DocumentID(kind, of: region), at: address, ifModifiedSince: nil, knownDigest: nil)
            guard case .received(let facts) = fetched.content else { return nil }
            return facts
        } catch {
            switch error.code {
            case .missing, .hidden: return nil
            case .unauthorised: throw CrawlError(code: .unauthorised, underlying: error)
            default: throw error
            }
        }
    }
}
