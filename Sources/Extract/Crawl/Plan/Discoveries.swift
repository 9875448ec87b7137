package import Guilds

/// Characters below this level have no profile: the API answers 404 for them.
private let lowestProfileLevel: Int16 = 10

/// How many of the newest periods are asked for when the index is seen: enough for a year and a season.
private let periodsKept = 60

extension RevisitPolicy {
    /// The targets that a received document reveals or wakes; pure.
    package func discoveries(from facts: Facts, of lease: Lease, now: Timestamp) -> [Discovery] {
        switch facts {
        case .guild(let profile): guildDocuments(of: profile, now: now)
        case .roster(let roster): members(of: roster, now: now)
        case .summary(let summary):
            characterDocuments(of: summary, isFirst: lease.confirmedAt == nil, now: now)
        case .realm(let connection): [boards(of: connection.connectedRealm, now: now)]
        case .leaderboards(let index): boards(in: index, now: now)
        case .leaderboard(let board): players(on: board, since: lease.lastModified, now: now)
        case .keystoneProfile(let profile): currentSeason(of: profile, lease: lease, now: now)
        case .seasons(let index): numbered(.season, index.ids, lease: lease, now: now)
        case .periods(let index):
            numbered(.period, index.ids.sorted().suffix(periodsKept), lease: lease, now: now)
        default: []
        }
    }

    /// The documents of a region that every watched guild there needs.
    package static func regionDocuments(of region: Region, now: Timestamp) -> [Discovery] {
        let kinds: [DocumentKind] = [
            .realms, .seasons, .periods, .keystoneDungeons, .classes, .playableSpecializations,
        ]
        return kinds.map { kind in
            Discovery(document: DocumentID(kind, of: region), address: .region, due: now, wakes: false)
        }
    }

    /// The guild's own documents, and that of its realm, which leads to the leaderboards.
    package func guildDocuments(of profile: GuildProfile, now: Timestamp) -> [Discovery] {
        let address = GuildAddress(
            region: profile.key.region, realmSlug: profile.realmSlug, nameSlug: Slug.guild(profile.name))
        let documents = [DocumentKind.guild, .roster, .guildAchievements, .guildActivity].map { kind in
            Discovery(
                document: DocumentID(kind, of: profile.key), address: .guild(address), due: now, wakes: false)
        }
        let realm = Discovery(
            document: DocumentID(.realm, of: profile.key.realm), address: .region, due: now, wakes: false)
        return documents + [realm]
    }

    /// The summary of one character, as a roster or a question names it.
    package static func summary(of character: CharacterKey, at address: CharacterAddress, now: Timestamp)
        -> Discovery
    {
        Discovery(
            document: DocumentID(.summary, of: character), address: .character(address), due: now,
            wakes: false)
    }

    /// What a roster that no longer lists a member tells of that character, who is in no other roster: its
    /// own document says where it went, and from then on it matters little. The marker is no level, so that
    /// the roster that lists the character again wakes it.
    package static func departure(of character: CharacterKey, now: Timestamp) -> Discovery {
        Discovery(
            document: DocumentID(.summary, of: character), address: nil, due: now, wakes: false,
            importance: Importance.leaver, presence: .knownOnly, marker: 0, happenedAt: now)
    }

    /// Whoever is new, or has another level than last time, is asked for now.
    private func members(of roster: Roster, now: Timestamp) -> [Discovery] {
        let highest = roster.members.map(\.level).max() ?? 0
        return roster.members.compactMap { member in
            guard member.level >= lowestProfileLevel else { return nil }
            let address = CharacterAddress(
                region: member.character.region, realmSlug: member.realmSlug, name: member.name)
            var discovery = Self.summary(of: member.character, at: address, now: now)
            discovery.importance = Importance.standing(
                rank: member.rank, level: member.level, highestLevel: highest)
            discovery.marker = Int32(member.level)
            return discovery
        }
    }

    /// The target that keeps the promise of looking at every stored character within 30 days: made at the first
    /// visit of a character, whatever that brings.
    package func promise(of character: CharacterKey, at address: DocumentAddress, now: Timestamp) -> Discovery
    {
        let document = DocumentID(.status, of: character)
        return Discovery(
            document: document, address: address, due: now + promiseInterval(of: document), wakes: false)
    }

    // All documents of a character are written together at log-out, so a changed summary wakes them; the large
    // and the slow ones at once only when the character is new, else after a while.
    private func characterDocuments(of summary: CharacterSummary, isFirst: Bool, now: Timestamp)
        -> [Discovery]
    {
        let address = DocumentAddress.character(
            CharacterAddress(region: summary.key.region, realmSlug: summary.realmSlug, name: summary.name))
        let woken = [DocumentKind.equipment, .raids, .keystoneProfile].map { kind in
            Discovery(document: DocumentID(kind, of: summary.key), address: address, due: now, wakes: true)
        }
        let slow = [DocumentKind.achievements, .professions, .reputations, .pvpSummary].map { kind in
            Discovery(
                document: DocumentID(kind, of: summary.key), address: address,
                due: isFirst ? now : now + intervals.slow, wakes: true)
        }
        return woken + slow + [promise(of: summary.key, at: address, now: now)]
    }

    private func currentSeason(of profile: KeystoneProfile, lease: Lease, now: Timestamp) -> [Discovery] {
        guard let season = profile.seasons.max(), season > 0 else { return [] }
        return [
            Discovery(
                document: DocumentID(.keystoneSeasonProfile, of: profile.character, part: season),
                address: lease.address, due: now, wakes: true)
        ]
    }

    private func numbered(_ kind: DocumentKind, _ ids: some Sequence<Int32>, lease: Lease, now: Timestamp)
        -> [Discovery]
    {
        ids.map { id in
            Discovery(
                document: DocumentID(kind, of: lease.document.region, part: id), address: .region, due: now,
                wakes: false)
        }
    }
}
