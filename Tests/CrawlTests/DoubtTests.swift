import Crawl
import Guilds
import Testing

private let now = Timestamp(seconds: 1_780_000_000)
private let guild = GuildKey(realm: RealmKey(region: .eu, id: 550), id: 9)
private let character = CharacterKey(realm: guild.realm, id: 7)

private func roster(_ count: Int) -> Facts {
    .roster(
        Roster(
            guild: guild, guildName: "Night Shift", realmSlug: "stormrage",
            members: (0..<count).map { id in
                RosterMember(
                    character: CharacterKey(realm: guild.realm, id: Int64(id)), name: "Wanderer\(id)",
                    realmSlug: "stormrage", level: 80, characterClass: CharacterClass(id: 2), raceID: 1,
                    rank: 3)
            }))
}

private func lease(_ document: DocumentID, size: Int32? = nil, last: String? = nil, since: Timestamp? = nil)
    -> Lease
{
    Lease(
        document: document, address: .region, generation: 1, lastModified: nil, digest: nil,
        decoderVersion: nil, confirmedAt: nil, consecutiveFailures: 0, size: size, lastOutcome: last,
        failingSince: since)
}

@Suite struct `What is not believed at once` {
    private let policy = RevisitPolicy()
    private let document = DocumentID(.roster, of: guild)

    @Test(arguments: [(50, Observation.Failure?.none), (49, .suspect), (1, .suspect), (0, .malformed)])
    func `a roster that lost more than half`(members: Int, doubt: Observation.Failure?) {
        #expect(policy.doubt(of: roster(members), at: lease(document, size: 100), now: now) == doubt)
    }

    @Test func `the first roster of a guild may be of any size`() {
        #expect(policy.doubt(of: roster(1), at: lease(document), now: now) == nil)
    }

    @Test(arguments: [
        ("suspect", Duration.hours(1), Observation.Failure?.none),
        ("suspect", .zero, .suspect),
        ("unavailable", .hours(1), .suspect),
    ])
    func `a shrunken roster is believed when a later answer agrees`(
        last: String, ago: Duration, doubt: Observation.Failure?
    ) {
        let lease = lease(document, size: 100, last: last, since: now - ago)
        #expect(policy.doubt(of: roster(40), at: lease, now: now) == doubt)
    }

    @Test func `even then nobody believes an empty one`() {
        let lease = lease(document, size: 100, last: "suspect", since: now - .days(3))
        #expect(policy.doubt(of: roster(0), at: lease, now: now) == .malformed)
    }

    @Test func `a suspect roster is asked again soon, yet not inside its max-age`() {
        let soon = policy.nextDue(
            after: .failed(.suspect), of: lease(document), lastModified: nil, maxAge: nil, now: now)
        #expect(soon - now < .minutes(20))
        let later = policy.nextDue(
            after: .failed(.suspect), of: lease(document), lastModified: nil, maxAge: .hours(3), now: now)
        #expect(later - now == .hours(3))
    }

    @Test(arguments: [
        (Int64(7), true, Observation.Failure?.none), (7, false, .invalid), (8, true, .replaced),
    ])
    func `a character that may not be kept`(id: Int64, isValid: Bool, doubt: Observation.Failure?) {
        let status = Facts.status(CharacterStatus(id: id, isValid: isValid))
        #expect(policy.doubt(of: status, at: lease(DocumentID(.status, of: character)), now: now) == doubt)
    }
}

extension Duration {
    fileprivate static func minutes(_ count: Int64) -> Duration { .seconds(count * 60) }
}
