import Crawl
import Guilds
import Testing

private let now = Timestamp(seconds: 1_780_000_000)
private let realm = RealmKey(region: .eu, id: 550)
private let connected = RealmKey(region: .eu, id: 1390)
private let document = DocumentID(leaderboardOf: connected, dungeon: 588, period: 1090)

private func lease(
    _ document: DocumentID = document, lastModified: Timestamp? = nil, settlesAt: Timestamp? = nil,
    failingSince: Timestamp? = nil
) -> Lease {
    Lease(
        document: document, address: .region, generation: 1, lastModified: lastModified, digest: nil,
        decoderVersion: nil, confirmedAt: nil, consecutiveFailures: failingSince == nil ? 0 : 3,
        failingSince: failingSince, settlesAt: settlesAt)
}

private func group(_ members: [Int64], at completedAt: Timestamp) -> KeystoneLeaderboard.Group {
    KeystoneLeaderboard.Group(
        ranking: 1, level: 12, completedAt: completedAt, duration: .seconds(1500),
        members: members.map { id in
            KeystoneRunMember(
                character: CharacterKey(realm: realm, id: id), specialization: nil, itemLevel: nil)
        })
}

private func board(_ groups: [KeystoneLeaderboard.Group], end: Timestamp = now + .days(3)) -> Facts {
    .leaderboard(
        KeystoneLeaderboard(
            connectedRealm: connected, dungeonID: 588, period: 1090, end: end, groups: groups))
}

@Suite struct `Leaderboards as sensors` {
    private let policy = RevisitPolicy()

    @Test func `a guild leads to its realm, the realm to its boards' list, the list to the boards`() {
        let guild = GuildKey(realm: realm, id: 9)
        let profile = GuildProfile(
            key: guild, name: "Night Shift", realmSlug: "stormrage", faction: nil, achievementPoints: 0,
            memberCount: 1, createdAt: nil)
        let ofGuild = policy.discoveries(
            from: .guild(profile), of: lease(DocumentID(.guild, of: guild)), now: now)
        #expect(ofGuild.map(\.document).contains(DocumentID(.realm, of: realm)))
        let connection = RealmConnection(realm: realm, connectedRealm: connected)
        let ofRealm = policy.discoveries(
            from: .realm(connection), of: lease(DocumentID(.realm, of: realm)), now: now)
        #expect(ofRealm.map(\.document) == [DocumentID(.leaderboards, of: connected)])
        let index = LeaderboardIndex(
            connectedRealm: connected, entries: [LeaderboardIndex.Entry(dungeonID: 588, period: 1090)])
        let ofIndex = policy.discoveries(
            from: .leaderboards(index), of: lease(DocumentID(.leaderboards, of: connected)), now: now)
        #expect(ofIndex.map(\.document) == [document])
        // A board keeps its own schedule once it is known.
        #expect((ofRealm + ofIndex).allSatisfy { found in !found.wakes && found.due == now })
    }

    @Test func `each player is told of once, by the latest run, and makes no target`() {
        let groups = [
            group([1, 2], at: now - .hours(2)), group([2, 3], at: now - .hours(1)),
            group([2], at: now - .hours(3)),
        ]
        let found = policy.discoveries(from: board(groups), of: lease(), now: now)
        #expect(found.map(\.document.subject) == [1, 2, 3])
        #expect(found.map(\.happenedAt) == [now - .hours(2), now - .hours(1), now - .hours(1)])
        #expect(
            found.allSatisfy { told in
                told.document.kind == .summary && told.presence == .knownOnly && !told.wakes
                    && told.address == nil && told.importance == nil && told.marker == nil && told.due == now
            })
    }

    @Test func `the order of the groups does not matter`() {
        let groups = (0..<20).map { place in
            group([Int64(place % 7), Int64(place % 3)], at: now - .hours(Int64(place)))
        }
        #expect(
            policy.discoveries(from: board(groups), of: lease(), now: now)
                == policy.discoveries(from: board(groups.reversed()), of: lease(), now: now))
    }

    @Test func `a run that was long on the board we held is told no more, a late entry still is`() {
        let held = now - .hours(3)
        let groups = [
            group([1], at: held - .hours(7)), group([2], at: held - .hours(5)), group([3], at: now),
        ]
        let found = policy.discoveries(from: board(groups), of: lease(lastModified: held), now: now)
        #expect(found.map(\.document.subject) == [2, 3])
    }

    @Test(arguments: [
        // Until the end, the next visit after so long.
        (Duration.days(6), Duration.hours(3)), (.hours(13), .hours(3)), (.hours(11), .hours(1)),
        // Over the end of the week: an hour after it.
        (.seconds(1800), .seconds(1800 + 3600)), (.seconds(-600), .seconds(3000)),
    ])
    func `a board is asked for more often towards its end, and once after it`(left: Duration, wait: Duration)
    {
        let end = now + left
        let told = policy.nextDue(
            after: .received(board([], end: end)), of: lease(), lastModified: nil, maxAge: .seconds(1800),
            now: now)
        #expect(told - now == wait)
        let unchanged = policy.nextDue(
            after: .unchanged, of: lease(settlesAt: end), lastModified: nil, maxAge: .seconds(1800), now: now)
        #expect(unchanged == told)
    }

    @Test func `a settled board is never asked for again`() {
        let settled = lease(settlesAt: now - .hours(1))
        #expect(
            policy.nextDue(after: .unchanged, of: settled, lastModified: nil, maxAge: nil, now: now) == .never
        )
    }

    @Test func `no board is asked for inside its max-age`() {
        let rushed = lease(settlesAt: now + .hours(5))
        let due = policy.nextDue(
            after: .unchanged, of: rushed, lastModified: nil, maxAge: .hours(2), now: now)
        #expect(due == now + .hours(2))
    }

    @Test func `a board that is not there is asked for while its week may last`() {
        let young = policy.nextDue(
            after: .missing, of: lease(failingSince: now - .days(2)), lastModified: nil, maxAge: nil, now: now
        )
        #expect(young > now && young <= now + .hours(30))
        let old = policy.nextDue(
            after: .missing, of: lease(failingSince: now - .days(9)), lastModified: nil, maxAge: nil, now: now
        )
        #expect(old == .never)
    }

    @Test func `who is in no roster any more is looked at once and matters little`() {
        let told = RevisitPolicy.departure(of: CharacterKey(realm: realm, id: 7), now: now)
        #expect(told.importance == Importance.leaver)
        #expect(told.presence == .knownOnly)
        #expect(told.happenedAt == now)
        #expect(told.marker == 0)
    }
}
