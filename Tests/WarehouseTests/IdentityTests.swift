import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// Links, decisions and persons on a real database.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct IdentityTests {
    private func day(_ number: Int64) -> Timestamp { .start + .days(number) }

    /// An account's achievements and those of one of its characters.
    private func earned(account: Int64, character: Int64) -> [EarnedAchievement] {
        func one(_ id: Int64, _ day: Int64, _ second: Int64) -> EarnedAchievement {
            EarnedAchievement(id: Int32(id), completedAt: .start - .days(day) + .seconds(second))
        }
        return (0..<60).map { number in one(number + 1, 900 - number * 11, account * 37 + number) }
            + (0..<20).map { number in
                one(number + 1001, 400 - number * 9, account * 91 + character * 1009 + number)
            }
    }

    /// One visit of a character: its summary and its achievements.
    private struct Visit {
        var key: CharacterKey
        var account: Int64
        var character: Int64
        var at: Timestamp
        var name: String?
    }

    private func load(_ visits: [Visit], into warehouse: Warehouse) async throws {
        for visit in visits {
            try await warehouse.load(
                summary(visit.key, name: visit.name, login: visit.at),
                as: DocumentID(.summary, of: visit.key), at: visit.at)
            try await warehouse.load(
                .achievements(
                    CharacterAchievements(
                        character: visit.key, totalQuantity: 80, totalPoints: 800,
                        earned: earned(account: visit.account, character: visit.character))),
                as: DocumentID(.achievements, of: visit.key), at: visit.at)
        }
    }

    /// The profile of a character is not found any more.
    private func lose(_ key: CharacterKey, at moment: Timestamp, in warehouse: Warehouse) async throws {
        let lease = try await warehouse.lease(DocumentID(.summary, of: key), at: moment)
        _ = try await warehouse.complete([lease.completion(.missing, at: moment)])
    }

    /// Matches whatever has news, as the stage does.
    @discardableResult
    private func identify(_ warehouse: Warehouse) async throws -> (examined: Int, changes: IdentityChanges) {
        let now = try #require(try await warehouse.newestObservation())
        var (examined, changes) = (0, IdentityChanges())
        for bucket in try await warehouse.crawledBuckets() {
            let news = try await warehouse.identityNews(in: bucket, after: nil, limit: 1000)
            try await warehouse.sketch(news.filter(\.hasNewAchievements).map(\.key))
            let pairs = try await warehouse.identityCandidates(of: news.map(\.key))
            let traces = try await warehouse.traces(of: pairs.flatMap { pair in [pair.one, pair.other] })
            var proposals = try await warehouse.renames(of: news.filter(\.isRenamed).map(\.key))
            for pair in pairs {
                let (one, other) = (try #require(traces[pair.one]), try #require(traces[pair.other]))
                proposals += IdentityMatcher.proposals(
                    one, other, meetings: try await warehouse.meetings(of: pair))
            }
            changes.add(
                try await warehouse.record(
                    IdentityFindings(seen: news, compared: pairs, proposals: proposals), at: now))
            examined += news.count
        }
        return (examined, changes)
    }

    private let old = hero(1)
    private let new = hero(901, realm: 633)
    private let alt = hero(2)
    private let stranger = hero(3)

    /// A main who is transferred on day 9, an alt, and somebody else; renamed on the new realm.
    private var visits: [Visit] {
        [
            Visit(key: old, account: 1, character: 1, at: day(0)),
            Visit(key: alt, account: 1, character: 2, at: day(1)),
            Visit(key: stranger, account: 2, character: 1, at: day(2)),
            Visit(key: old, account: 1, character: 1, at: day(7)),
            Visit(key: alt, account: 1, character: 2, at: day(8)),
            Visit(key: new, account: 1, character: 1, at: day(9)),
            Visit(key: new, account: 1, character: 1, at: day(12), name: "Renamed"),
        ]
    }

    private func live(_ warehouse: Warehouse) async throws {
        try await load(visits, into: warehouse)
        try await lose(old, at: day(12), in: warehouse)
    }

    private func links(_ warehouse: Warehouse) async throws -> [IdentityKind: [IdentityLink]] {
        let held = try await warehouse.withConnection { connection in
            try await connection.openLinks(of: [old, new, alt, stranger])
        }
        return Dictionary(grouping: held, by: \.proposal.kind)
    }

    private func persons(_ pool: Pool) async throws -> [[String]] {
        try await pool.withConnection { connection in
            let rows = try await connection.query(
                """
                SELECT string_agg(character_id::text, ' ' ORDER BY character_id) FROM person_member
                WHERE until IS NULL GROUP BY person ORDER BY 1
                """)
            return try rows.map { row in try row.text(0).split(separator: " ").map(String.init) }
        }
    }

    @Test func `a transfer, an alt and a rename are found with their evidence`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await identify(warehouse)
            let links = try await links(warehouse)
            let transfer = try #require(links[.transfer]?.first)
            #expect(transfer.proposal.from == old && transfer.proposal.to == new)
            #expect(transfer.status == .likely)
            #expect(transfer.proposal.after == day(7) && transfer.proposal.before == day(9))
            #expect(
                transfer.proposal.evidence.contains { reason in reason.sentence.contains("not been found") })
            #expect(
                links[.alt]?.count == 2 && links[.alt]?.allSatisfy { link in link.status == .likely } == true)
            #expect(links[.rename]?.map(\.proposal.names) == [["Hero901", "Renamed"]])
            #expect(try await persons(pool) == [["1", "2", "901"]])
        }
    }

    @Test func `who has no news is not looked at again`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse)
            #expect(try await identify(warehouse).examined == 4)
            let again = try await identify(warehouse)
            #expect(again.examined == 0 && again.changes == IdentityChanges())
            // The same document again is no news, a new achievement is.
            try await load([Visit(key: stranger, account: 2, character: 1, at: day(20))], into: warehouse)
            #expect(try await identify(warehouse).examined == 0)
            try await load([Visit(key: stranger, account: 2, character: 9, at: day(21))], into: warehouse)
            #expect(try await identify(warehouse).examined == 0, "events are inserted once")
            try await lose(stranger, at: day(22), in: warehouse)
            #expect(try await identify(warehouse).examined == 1)
        }
    }

    @Test(arguments: [1, 2, 3])
    func `the order of loading and of matching does not show`(variant: Int) async throws {
        let wanted = try await dump { warehouse in
            try await live(warehouse)
            try await identify(warehouse)
        }
        let got = try await dump { warehouse in
            // Each character in its own order of time; the characters in another order, matched in between.
            let keys = variant == 1 ? [new, stranger, alt, old] : [alt, old, new, stranger]
            for key in keys {
                try await load(visits.filter { visit in visit.key == key }, into: warehouse)
                if variant > 1 { try await identify(warehouse) }
            }
            try await lose(old, at: day(12), in: warehouse)
            try await identify(warehouse)
            if variant == 3 { try await identify(warehouse) }
        }
        #expect(got == wanted)
        #expect(wanted["identity_link"]?.count == 7)
    }

    private func dump(_ body: (Warehouse) async throws -> Void) async throws -> [String: [String]] {
        try await withWarehouse { warehouse, _ in
            try await body(warehouse)
            return try await warehouse.dumpIdentity()
        }
    }

    @Test func `an officer's word counts until it is undone, and every word is kept`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await identify(warehouse)
            let transfer = try #require(try await links(warehouse)[.transfer]?.first)
            for link in try await links(warehouse)[.alt] ?? [] {
                #expect(try await decide(.reject, link.id, warehouse))
            }
            #expect(try await persons(pool) == [["1", "901"]])
            #expect(try await decide(.reject, transfer.id, warehouse))
            #expect(try await persons(pool).isEmpty)
            // The matching does not take an officer's word back.
            try await lose(alt, at: day(30), in: warehouse)
            try await identify(warehouse)
            #expect(try await persons(pool).isEmpty)
            #expect(try await decide(.undo, transfer.id, warehouse))
            #expect(try await persons(pool) == [["1", "901"]])
            let log = try await warehouse.identityDecisions(of: [old])
            #expect(log.filter { entry in entry.link == transfer.id }.map(\.action) == [.reject, .undo])
            #expect(log.allSatisfy { entry in entry.by == "Officer" && entry.reason == "because" })
            #expect(try await decide(.confirm, IdentityLinkID(rawValue: 5), warehouse) == false)
        }
    }

    private func decide(
        _ action: IdentityAction, _ id: IdentityLinkID, _ warehouse: Warehouse
    ) async throws -> Bool {
        try await warehouse.decide(action, about: id, by: "Officer", because: "because", at: day(40))
    }

    @Test func `who was seen together in a keystone run is not taken for one person`() async throws {
        try await withWarehouse { warehouse, _ in
            let friend = hero(777, realm: 633)
            try await load(
                [
                    Visit(key: old, account: 1, character: 1, at: day(0)),
                    Visit(key: friend, account: 1, character: 2, at: day(1)),
                ], into: warehouse)
            #expect(try await warehouse.meetings(of: CharacterPair(old, friend)) == 0)
            try await identify(warehouse)
            #expect(try await links(warehouse)[.alt]?.map(\.status) == [.likely])
            let profile = KeystoneProfile(
                character: old, currentPeriod: 1, rating: nil, seasons: [],
                bestRuns: [run(9, level: 12, at: day(2), by: old)])
            try await warehouse.load(
                .keystoneProfile(profile), as: DocumentID(.keystoneProfile, of: old), at: day(3))
            #expect(try await warehouse.meetings(of: CharacterPair(friend, old)) == 1)
            // It is looked at when the next of the two has news.
            try await lose(friend, at: day(4), in: warehouse)
            try await identify(warehouse)
            #expect(try await links(warehouse)[.alt] == nil)
        }
    }

    @Test func `strangers can be joined, alts set apart, and both undone`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await identify(warehouse)
            let joined = try await warehouse.join(
                stranger, alt, by: "Officer", because: "", at: day(40))
            #expect(try await persons(pool) == [["1", "2", "3", "901"]])
            #expect(try await decide(.undo, joined, warehouse))
            #expect(try await persons(pool) == [["1", "2", "901"]])
            let split = try await warehouse.split(alt, by: "Officer", because: "", at: day(41))
            #expect(try await persons(pool) == [["1", "901"]])
            #expect(try await decide(.undo, split, warehouse))
            #expect(try await persons(pool) == [["1", "2", "901"]])
        }
    }

    @Test func `nothing is rewritten: what was held before stays with its end`() async throws {
        try await withWarehouse { warehouse, pool in
            try await load(visits, into: warehouse)
            try await identify(warehouse)
            #expect(try await links(warehouse)[.transfer]?.map(\.status) == [.possible])
            try await lose(old, at: day(20), in: warehouse)
            try await load([Visit(key: stranger, account: 2, character: 1, at: day(21))], into: warehouse)
            try await identify(warehouse)
            #expect(try await links(warehouse)[.transfer]?.map(\.status) == [.likely])
            let intervals: [String] = try await pool.withConnection { connection in
                try await connection.query(
                    """
                    SELECT superseded_at IS NULL || ' ' || (confidence >= 0.8) FROM identity_link
                    WHERE kind = 'transfer' AND is_from ORDER BY recorded_at
                    """
                ).column(0)
            }
            #expect(intervals == ["false false", "true true"])
        }
    }

    @Test func `whoever is forgotten is in no link, decision or person`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await identify(warehouse)
            _ = try await warehouse.split(old, by: "Officer", because: "", at: day(40))
            try await warehouse.forgetIdentity(of: old, at: day(41))
            let count: [Int] = try await pool.withConnection { connection in
                try await connection.query(
                    """
                    SELECT (SELECT count(*) FROM identity_link WHERE character_id = 1 OR other_id = 1)
                        + (SELECT count(*) FROM identity_decision WHERE character_id = 1 OR other_id = 1)
                        + (SELECT count(*) FROM person_member WHERE character_id = 1)
                        + (SELECT count(*) FROM identity_anchor WHERE character_id = 1)
                        + (SELECT count(*) FROM identity_seen WHERE character_id = 1)
                    """
                ).column(0)
            }
            #expect(count == [0])
            #expect(try await persons(pool) == [["2", "901"]])
        }
    }

    @Test func `the timeline of a guild tells persons`() async throws {
        try await withWarehouse { warehouse, _ in
            let rosterID = DocumentID(.roster, of: guild)
            try await warehouse.load(roster([member(old, rank: 2), member(alt)]), as: rosterID, at: day(0))
            try await live(warehouse)
            try await warehouse.load(
                roster([member(new, rank: 1), member(alt), member(stranger)]), as: rosterID, at: day(13))
            try await warehouse.load(roster([member(new, rank: 1), member(alt)]), as: rosterID, at: day(14))
            try await identify(warehouse)
            let events = try await warehouse.timeline(of: guild, until: day(20)).events
            let main = "Hero901-vale-of-tests"
            #expect(
                Set(events.map { event in "\(event.person) \(event.kind.rawValue) \(event.name)" }) == [
                    "\(main) present Hero1-vale-of-tests", "\(main) present Hero2-vale-of-tests",
                    "\(main) alt_of Hero2-vale-of-tests", "\(main) transferred \(main)",
                    "\(main) renamed \(main)", "Hero3-vale-of-tests joined Hero3-vale-of-tests",
                    "Hero3-vale-of-tests left Hero3-vale-of-tests",
                ])
            let before = try await warehouse.timeline(of: guild, until: day(5)).events
            #expect(!before.contains { event in event.kind == .joined })
        }
    }

    @Test func `candidates come from the index, however many characters there are`() async throws {
        try await withWarehouse { warehouse, pool in
            try await live(warehouse)
            try await identify(warehouse)
            let plan: [String] = try await pool.withConnection { connection in
                try await connection.executeScript(
                    """
                    INSERT INTO identity_anchor
                    SELECT 768 + n % 64, n % 64, n, n * 7919 + a
                    FROM generate_series(1000, 6000) n, generate_series(1, 16) a;
                    ANALYZE identity_anchor
                    """)
                let first = old.region.number * 256
                return try await connection.query(
                    "EXPLAIN " + IdentityQueries.candidates,
                    [old].parameters(old.bucket) + [.int16(first), .int16(first + 255), .int(2), .int(100)]
                ).column(0)
            }
            #expect(plan.contains { line in line.contains("identity_anchor_holders") })
            #expect(!plan.contains { line in line.contains("Seq Scan on identity_anchor") })
        }
    }
}
