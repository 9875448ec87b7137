import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

private let connected = RealmKey(region: .eu, id: 3391)
private let otherConnected = RealmKey(region: .eu, id: 1084)

/// Leaderboards in the database: what they tell of runs, and whom they wake.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct SensorTests {
    private let document = DocumentID(.summary, of: hero(1))

    private func board(
        of realm: RealmKey, _ runs: [(moment: Timestamp, members: [CharacterKey])]
    ) -> (DocumentID, Facts) {
        let groups = runs.map { run in
            KeystoneLeaderboard.Group(
                ranking: 1, level: 12, completedAt: run.moment, duration: .seconds(1800),
                members: run.members.map { key in
                    KeystoneRunMember(character: key, specialization: Specialization(id: 64), itemLevel: nil)
                })
        }
        return (
            DocumentID(leaderboardOf: realm, dungeon: 588, period: 1055),
            .leaderboard(
                KeystoneLeaderboard(
                    connectedRealm: realm, dungeonID: 588, period: 1055, end: .start + .days(3),
                    groups: groups))
        )
    }

    private func connect(_ realm: Int32, to connected: RealmKey, in warehouse: Warehouse) async throws {
        let key = RealmKey(region: .eu, id: realm)
        let facts = Facts.realm(RealmConnection(realm: key, connectedRealm: connected))
        try await warehouse.load(facts, as: DocumentID(.realm, of: key))
    }

    @Test func `a run on two boards, in two profiles and a season is one run`() async throws {
        try await withWarehouse { warehouse, _ in
            try await connect(1403, to: connected, in: warehouse)
            try await connect(633, to: otherConnected, in: warehouse)
            let fellow = hero(777, realm: 633)
            for realm in [connected, otherConnected] {
                let (document, facts) = board(
                    of: realm, [(.start, [hero(1), fellow]), (.start + .hours(1), [hero(5), fellow])])
                #expect(try await warehouse.load(facts, as: document).rows == 2)
            }
            for key in [hero(1), fellow] {
                let told = [run(588, level: 12, at: .start, by: hero(1))]
                let profile = KeystoneProfile(
                    character: key, currentPeriod: 1055, rating: nil, seasons: [17], bestRuns: told)
                let season = KeystoneSeasonProfile(character: key, season: 17, rating: nil, bestRuns: told)
                try await warehouse.load(.keystoneProfile(profile), as: DocumentID(.keystoneProfile, of: key))
                try await warehouse.load(
                    .keystoneSeasonProfile(season),
                    as: DocumentID(.keystoneSeasonProfile, of: key, part: 17))
            }
            let runs = try await warehouse.keystoneRuns(
                of: [hero(1), fellow], from: .start, until: .start + .days(1))
            #expect(runs.map(\.identity.completedAt) == [.start, .start + .hours(1)])
            #expect(runs.map(\.members) == [[fellow, hero(1)], [fellow, hero(5)]])
            #expect(runs.allSatisfy { run in run.level == 12 && run.isTimed })
            let ofOne = try await warehouse.keystoneRuns(
                of: [hero(1)], from: .start, until: .start + .days(1))
            #expect(ofOne.map(\.identity.completedAt) == [.start])
            let later = try await warehouse.keystoneRuns(
                of: [hero(1)], from: .start + .hours(2), until: .start + .days(1))
            #expect(later.isEmpty)
        }
    }

    @Test func `a board that grew adds only what is new, in any order of boards`() async throws {
        var dumps: [[String: [String]]] = []
        for realms in [[connected, otherConnected], [otherConnected, connected]] {
            let dump = try await withWarehouse { warehouse, _ in
                for hour in Int64(0)...2 {
                    for realm in realms {
                        let runs = (0...hour).map { place in
                            (moment: .start + .hours(place), members: [hero(1), hero(2)])
                        }
                        let (document, facts) = board(of: realm, runs)
                        let result = try await warehouse.load(facts, as: document, at: .start + .days(hour))
                        #expect(result.rows == 1)
                    }
                }
                return try await warehouse.dumpSeries()
            }
            dumps.append(dump)
        }
        #expect(dumps[0]["leaderboard_run"]?.count == 6)
        #expect(dumps[0] == dumps[1])
    }

    /// What is known of a character when a board names it, and whether that wakes it.
    struct Known: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Hours from the run to the document that is held; nil for a document without a time.
        var modified: Int64?
        var outcome = Observation.Outcome.unchanged
        var importance = 3.0
        /// Whether the character was looked at when the board was.
        var isSeenNow = false
        var wakes: Bool
    }

    private static let known = [
        Known(testDescription: "logged out before the run", modified: -2, wakes: true),
        Known(testDescription: "logged out after it", modified: 1, wakes: false),
        Known(testDescription: "without a time, looked at before it", modified: nil, wakes: true),
        Known(testDescription: "looked at meanwhile", modified: -2, isSeenNow: true, wakes: false),
        Known(testDescription: "missing", modified: -2, outcome: .missing, wakes: false),
        Known(testDescription: "a leaver", modified: -2, importance: Importance.leaver, wakes: false),
    ]

    @Test(arguments: known)
    func `a board wakes whom it tells news of`(known: Known) async throws {
        try await withWarehouse { warehouse, _ in
            let ran = Timestamp.start + .hours(3)
            let looked = ran + .hours(2)
            try await warehouse.enlist([told(importance: known.importance)])
            let first = try await warehouse.lease(document)
            _ = try await warehouse.complete([
                first.completion(
                    .received(summary(hero(1))),
                    modified: known.modified.map { hours in ran + .hours(hours) },
                    due: .start + .days(9))
            ])
            if known.outcome != .unchanged || known.isSeenNow {
                let again = try await warehouse.lease(document, at: known.isSeenNow ? looked : .start)
                _ = try await warehouse.complete([
                    again.completion(
                        known.outcome, at: known.isSeenNow ? looked : .start,
                        modified: known.modified.map { hours in ran + .hours(hours) }, due: .start + .days(9))
                ])
            }
            try await warehouse.enlist([sighting(ran, at: looked)])
            let next = try await warehouse.outlook(.character(hero(1)), now: .start).nextDue
            #expect(next == (known.wakes ? looked : .start + .days(9)))
        }
    }

    private func told(importance: Double) -> Discovery {
        Discovery(
            document: document, address: document.someAddress, due: .start, wakes: false,
            importance: importance)
    }

    private func sighting(_ ran: Timestamp, at now: Timestamp) -> Discovery {
        Discovery(
            document: document, address: nil, due: now, wakes: false, presence: .knownOnly, happenedAt: ran)
    }

    @Test func `a stranger on a board becomes no target, and nobody's address changes`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.enlist([sighting(.start, at: .start)])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == nil)
            try await warehouse.enlist([told(importance: 3)])
            let first = try await warehouse.lease(document)
            _ = try await warehouse.complete([first.completion(.received(summary(hero(1))))])
            try await warehouse.enlist([sighting(.start + .hours(1), at: .start + .hours(2))])
            let leases = try await warehouse.claim(
                .all, limit: 9, now: .start + .hours(2), lease: .seconds(60))
            #expect(leases.map(\.address) == [document.someAddress])
        }
    }

    /// A visit under way answers what a board tells: it began after the run.
    @Test func `a wish of a board during a visit does not lead to a second one`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.enlist([told(importance: 3)])
            let first = try await warehouse.lease(document)
            _ = try await warehouse.complete([first.completion(.received(summary(hero(1))))])
            let now = Timestamp.start + .days(1)
            let second = try await warehouse.lease(document, at: now)
            try await warehouse.enlist([sighting(.start + .hours(1), at: now)])
            _ = try await warehouse.complete([second.completion(.missing, at: now, due: now + .days(1))])
            #expect(try await warehouse.outlook(.all, now: now).nextDue == now + .days(1))
        }
    }

    @Test func `a leaver is looked at once and matters little, one who comes back is asked for at once`()
        async throws
    {
        try await withWarehouse { warehouse, pool in
            let policy = RevisitPolicy()
            let rosterOfGuild = DocumentID(.roster, of: guild)
            func load(_ members: [RosterMember], at now: Timestamp) async throws {
                let lease = try await warehouse.lease(rosterOfGuild, at: now)
                let facts = roster(members)
                _ = try await warehouse.complete([
                    lease.completion(
                        .received(facts), at: now,
                        discoveries: policy.discoveries(from: facts, of: lease, now: now))
                ])
            }
            func visit(_ id: Int64, at now: Timestamp) async throws -> Double {
                let leases = try await warehouse.claim(
                    .character(hero(id)), limit: 9, now: now, lease: .seconds(60))
                let lease = try #require(leases.first, "hero \(id) is not due")
                _ = try await warehouse.complete([
                    lease.completion(
                        .received(summary(hero(id), login: now)), at: now, modified: now, due: now + .days(30)
                    )
                ])
                return lease.importance
            }
            let both = [member(hero(1), rank: 0), member(hero(2))]
            try await load(both, at: .start)
            #expect(try await visit(1, at: .start) == 6)
            #expect(try await visit(2, at: .start) == 3)
            // The summary still names a guild: rosters alone decide.
            let left = Timestamp.start + .days(1)
            try await load([both[0]], at: left)
            #expect(abs(try await visit(2, at: left) - Importance.leaver) < 0.001)
            #expect(try await warehouse.outlook(.character(hero(1)), now: left).due == 0)
            let back = Timestamp.start + .days(2)
            try await load(both, at: back)
            #expect(try await visit(2, at: back) == 3)
            #expect(try await warehouse.outlook(.character(hero(1)), now: back).due == 0)
        }
    }

    @Test(arguments: [false, true])
    func `who moves between two watched guilds is no leaver, whichever roster comes first`(
        isOldFirst: Bool
    ) async throws {
        try await withWarehouse { warehouse, _ in
            let policy = RevisitPolicy()
            let other = GuildKey(realm: RealmKey(region: .eu, id: 633), id: 12)
            func completion(_ guild: GuildKey, _ members: [RosterMember], at now: Timestamp) async throws
                -> Completion
            {
                let lease = try await warehouse.lease(DocumentID(.roster, of: guild), at: now)
                let facts = roster(members, of: guild)
                return lease.completion(
                    .received(facts), at: now,
                    discoveries: policy.discoveries(from: facts, of: lease, now: now))
            }
            let (stays, moves) = (member(hero(1)), member(hero(2)))
            _ = try await warehouse.complete([completion(guild, [stays, moves], at: .start)])
            _ = try await warehouse.complete([completion(other, [member(hero(3))], at: .start)])
            let now = Timestamp.start + .days(1)
            let old = try await completion(guild, [stays], at: now)
            let new = try await completion(other, [member(hero(3)), moves], at: now)
            for one in isOldFirst ? [old, new] : [new, old] { _ = try await warehouse.complete([one]) }
            let leases = try await warehouse.claim(
                .character(hero(2)), limit: 9, now: now, lease: .seconds(60))
            #expect(leases.map(\.importance) == [3])
        }
    }

    @Test func `boards stop with the last guild that needs them, and come back with it`() async throws {
        try await withWarehouse { warehouse, _ in
            try await connect(1403, to: connected, in: warehouse)
            try await connect(633, to: connected, in: warehouse)
            let neighbour = GuildKey(realm: RealmKey(region: .eu, id: 633), id: 12)
            let watched = [guild, neighbour].map { guild in
                (GuildAddress(region: .eu, realmSlug: "vale", nameSlug: "guild-\(guild.id)"), guild)
            }
            for (address, guild) in watched { try await warehouse.watch(address, as: guild, at: .start) }
            let (document, facts) = board(of: connected, [])
            let lease = try await warehouse.lease(document)
            _ = try await warehouse.complete([
                lease.completion(
                    .received(facts), due: .start + .hours(3), settlesAt: .start + .days(3))
            ])
            func due(_ document: DocumentID, at now: Timestamp) async throws -> Bool {
                let leases = try await warehouse.claim(.all, limit: 99, now: now, lease: .seconds(60))
                try await warehouse.release(leases)
                return leases.contains { lease in lease.document == document }
            }
            let later = Timestamp.start + .days(1)
            _ = try await warehouse.unwatch(watched[0].0)
            #expect(try await due(document, at: later))
            #expect(try await !due(DocumentID(.realm, of: guild.realm), at: later))
            _ = try await warehouse.unwatch(watched[1].0)
            #expect(try await !due(document, at: later))
            try await warehouse.watch(watched[0].0, as: guild, at: later)
            #expect(try await due(document, at: later))
            _ = try await warehouse.unwatch(watched[0].0)
            try await warehouse.watch(watched[0].0, as: guild, at: .start + .days(4))
            #expect(try await !due(document, at: .start + .days(4)))
        }
    }
}
