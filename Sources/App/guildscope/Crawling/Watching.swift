import Crawl
import Guilds
import Warehouse

/// Turns the addresses that people type into identities, with help when there is nobody at one.
struct Watching: Sendable {
    let session: CrawlSession
    private let lookup: Lookup

    init(session: CrawlSession) {
        self.session = session
        lookup = Lookup(clients: session.source.clients, store: session.warehouse)
    }

    private var now: Timestamp { session.source.world.clock.now }

    /// The guild at an address, with its documents enlisted.
    func guild(at address: GuildAddress) async throws -> GuildProfile {
        guard let profile = try await lookup.guild(at: address) else { throw try await unknown(address) }
        let region = RevisitPolicy.regionDocuments(of: address.region, now: now)
        var guild = session.crawl.guildDocuments(of: profile, now: now)
        for index in guild.indices { guild[index].wakes = true }
        try await session.warehouse.enlist(region + guild)
        return profile
    }

    /// The character at an address, with its summary enlisted and due.
    func character(at address: CharacterAddress) async throws -> CharacterSummary {
        guard let summary = try await lookup.character(at: address) else { throw try await unknown(address) }
        if let since = try await session.warehouse.optedOutSince(summary.key) {
            throw UserError(
                "\(address) opted out on \(since) and is not stored", exit: .notFound)
        }
        var discovery = RevisitPolicy.summary(of: summary.key, at: address, now: now)
        discovery.wakes = true
        try await session.warehouse.enlist([discovery])
        return summary
    }

    private func unknown(_ address: GuildAddress) async throws -> UserError {
        if let realm = try await unknownRealm(address.realmSlug, in: address.region) { return realm }
        let known = try await session.warehouse.knownGuildSlugs(
            region: address.region, realmSlug: address.realmSlug)
        var hints: [String] = []
        let nearest = nearestNames(to: address.nameSlug, among: known)
        if !nearest.isEmpty { hints.append("did you mean \(Self.listed(nearest))?") }
        for region in Region.allCases where region != address.region {
            let elsewhere = GuildAddress(
                region: region, realmSlug: address.realmSlug, nameSlug: address.nameSlug)
            if try await lookup.guild(at: elsewhere) != nil { hints.append("there is \(elsewhere)") }
        }
        let text = "there is no guild “\(address.nameSlug)” on \(address.region)/\(address.realmSlug)"
        return UserError(([text] + hints).joined(separator: "; "), exit: .notFound)
    }

    private func unknown(_ address: CharacterAddress) async throws -> UserError {
        if let realm = try await unknownRealm(address.realmSlug, in: address.region) { return realm }
        return UserError(
            "there is no shared profile “\(address.name)” on \(address.region)/\(address.realmSlug): the name "
                + "may be mistyped, the character below level 10 or long away, or its player does not share it",
            exit: .notFound)
    }

    /// Nil when the realm exists, or when its region's realm list cannot be had.
    private func unknownRealm(_ slug: String, in region: Region) async throws -> UserError? {
        let realms = try await realms(of: region)
        guard !realms.isEmpty, !realms.contains(where: { realm in realm.slug == slug }) else { return nil }
        var hints: [String] = []
        let nearest = nearestNames(to: slug, among: realms.map(\.slug))
        if !nearest.isEmpty { hints.append("did you mean \(Self.listed(nearest))?") }
        for other in Region.allCases where other != region {
            guard try await self.realms(of: other).contains(where: { realm in realm.slug == slug }) else {
                continue
            }
            hints.append("there is \(other)/\(slug)")
        }
        return UserError(
            (["there is no realm “\(slug)” in \(region)"] + hints).joined(separator: "; "), exit: .notFound)
    }

    private func realms(of region: Region) async throws -> [Realm] {
        let known = try await session.warehouse.realms(of: region)
        return known.isEmpty ? try await lookup.realms(of: region) : known
    }

    private static func listed(_ names: [String]) -> String {
        names.count < 2
            ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}
