import Crawl
import Guilds
import Testing

private let now = Timestamp(seconds: 1_780_000_000)
private let realm = RealmKey(region: .eu, id: 550)
private let guild = GuildKey(realm: realm, id: 9)
private let character = CharacterKey(realm: realm, id: 7)

private func lease(_ document: DocumentID, _ address: DocumentAddress = .region) -> Lease {
    Lease(
        document: document, address: address, generation: 1, lastModified: nil, digest: nil,
        decoderVersion: nil, confirmedAt: nil, consecutiveFailures: 0)
}

private func member(_ id: Int64, name: String, level: Int16) -> RosterMember {
    RosterMember(
        character: CharacterKey(realm: realm, id: id), name: name, realmSlug: "stormrage", level: level,
        characterClass: CharacterClass(id: 2), raceID: 1, rank: 3)
}

@Suite struct `What a document reveals` {
    let policy = RevisitPolicy()

    @Test func `a roster names the summaries of all who can have a profile`() {
        let roster = Roster(
            guild: guild, guildName: "Night Shift", realmSlug: "stormrage",
            members: [member(1, name: "Ärwen", level: 80), member(2, name: "Bankalt", level: 9)])
        let found = policy.discoveries(
            from: .roster(roster), of: lease(DocumentID(.roster, of: guild)), now: now)
        #expect(found.map(\.document) == [DocumentID(.summary, of: CharacterKey(realm: realm, id: 1))])
        #expect(
            found.map(\.address) == [
                .character(CharacterAddress(region: .eu, realmSlug: "stormrage", name: "Ärwen"))
            ])
        #expect(found.allSatisfy { discovery in !discovery.wakes && discovery.marker == 80 })
        #expect(found.map(\.importance) == [6])
    }

    @Test func `a changed summary wakes the character's other documents under its present name`() {
        let summary = CharacterSummary(
            key: character, name: "Renamed", realmSlug: "stormrage", level: 80,
            characterClass: CharacterClass(id: 2), raceID: 1, faction: .alliance, activeSpecialization: nil,
            guild: guild, achievementPoints: nil, averageItemLevel: nil, equippedItemLevel: nil,
            lastLogin: now)
        let found = policy.discoveries(
            from: .summary(summary), of: lease(DocumentID(.summary, of: character)), now: now)
        #expect(found.contains { discovery in discovery.document.kind == .status && !discovery.wakes })
        let awake = found.filter { discovery in discovery.wakes && discovery.due == now }
        #expect(
            Set(awake.map(\.document.kind)) == [
                .equipment, .raids, .keystoneProfile, .achievements, .professions, .reputations, .pvpSummary,
            ])
        #expect(
            found.allSatisfy { discovery in
                discovery.address
                    == .character(CharacterAddress(region: .eu, realmSlug: "stormrage", name: "Renamed"))
            })
    }

    @Test(arguments: [(Timestamp?.none, Duration.zero), (now - .days(3), Duration.days(7))])
    func `what is large or slow waits, except for a new character`(seen: Timestamp?, wait: Duration) {
        let summary = CharacterSummary(
            key: character, name: "Newcomer", realmSlug: "stormrage", level: 80,
            characterClass: CharacterClass(id: 2), raceID: 1, faction: nil, activeSpecialization: nil,
            guild: nil, achievementPoints: nil, averageItemLevel: nil, equippedItemLevel: nil, lastLogin: nil)
        var lease = lease(DocumentID(.summary, of: character))
        lease.confirmedAt = seen
        let found = policy.discoveries(from: .summary(summary), of: lease, now: now)
        let slow: Set<DocumentKind> = [.achievements, .professions, .reputations, .pvpSummary]
        let waiting = found.filter { discovery in slow.contains(discovery.document.kind) }
        #expect(waiting.count == slow.count)
        #expect(waiting.allSatisfy { discovery in discovery.due == now + wait && discovery.wakes })
    }

    @Test func `a keystone profile wakes the newest season only`() {
        let profile = KeystoneProfile(
            character: character, currentPeriod: 1052, rating: nil, seasons: [17, 15, 18], bestRuns: nil)
        let found = policy.discoveries(
            from: .keystoneProfile(profile), of: lease(DocumentID(.keystoneProfile, of: character)), now: now)
        #expect(found.map(\.document) == [DocumentID(.keystoneSeasonProfile, of: character, part: 18)])
    }

    @Test func `the period index asks for the newest sixty`() {
        let index = NumberedIndex(ids: Array(641...729), current: 729)
        let found = policy.discoveries(
            from: .periods(index), of: lease(DocumentID(.periods, of: .eu)), now: now)
        #expect(found.map(\.document.part) == Array(670...729))
    }
}
