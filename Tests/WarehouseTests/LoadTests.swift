import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct LoadTests {
    private let rosterOfGuild = DocumentID(.roster, of: guild)

    @Test func `a new state is a change, the same again is not`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.summary, of: hero(1))
            let first = try await warehouse.load(summary(hero(1)), as: document)
            #expect(first.verdict == .changed)
            #expect(first.rows == 1)
            let again = try await warehouse.load(summary(hero(1)), as: document, at: .start + .days(2))
            #expect(again.verdict == .unchanged)
            let better = try await warehouse.load(
                summary(hero(1), itemLevel: 610), as: document, at: .start + .days(3))
            #expect(better.verdict == .changed)
            let dump = try await warehouse.dumpSeries()
            #expect(dump["character_state"]?.count == 2)
            #expect(dump["character_state_now"]?.count == 1)
            #expect(dump["document"]?.first?.contains("2026-03-05") == true)
        }
    }

    @Test func `an unchanged roster adds no rows`() async throws {
        try await withWarehouse { warehouse, _ in
            let members = (1...40).map { id in member(hero(id, realm: Int32(1400 + id % 5))) }
            #expect(try await warehouse.load(roster(members), as: rosterOfGuild).rows == 80)
            let before = try await warehouse.dumpSeries()
            let again = try await warehouse.load(roster(members), as: rosterOfGuild, at: .start + .hours(6))
            #expect(again == LoadResult(document: rosterOfGuild, verdict: .unchanged, rows: 0))
            var after = try await warehouse.dumpSeries()
            after["document"] = before["document"]
            #expect(after == before)
        }
    }

    @Test func `departures, returns and promotions are changes of rank`() async throws {
        try await withWarehouse { warehouse, pool in
            let steps: [[RosterMember]] = [
                [member(hero(1)), member(hero(2))], [member(hero(1))],
                [member(hero(1), rank: 2), member(hero(2), rank: 9)],
            ]
            for (day, members) in steps.enumerated() {
                try await warehouse.load(
                    roster(members), as: rosterOfGuild, at: .start + .days(Int64(day)))
            }
            let ranks = try await pool.withConnection { connection in
                try await connection.query(
                    """
                    SELECT member_id, coalesce(rank, -1)::smallint, unchanged_until IS NULL FROM membership
                    ORDER BY member_id, recorded_at
                    """
                ).map { row in "\(try row.int(0)):\(try row.int(1)):\(try row.bool(2))" }
            }
            #expect(ranks == ["1:5:true", "1:2:false", "2:5:true", "2:-1:false", "2:9:false"])
        }
    }

    @Test func `a slot that was emptied is a change, and an empty document empties all`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.equipment, of: hero(1))
            let both = [item("HEAD", 10), item("NECK", 11)]
            #expect(try await warehouse.load(equipment(hero(1), both), as: document).rows == 2)
            let bare = equipment(hero(1), [item("HEAD", 10)])
            #expect(try await warehouse.load(bare, as: document, at: .start + .days(1)).rows == 1)
            #expect(try await warehouse.load(bare, as: document, at: .start + .days(2)).rows == 0)
            let empty = try await warehouse.load(
                equipment(hero(1), []), as: document, at: .start + .days(3))
            #expect(empty.rows == 1)
            let worn = try await warehouse.dumpSeries()["equipment_now"]
            #expect(worn?.allSatisfy { line in line.contains(",,") } == true)
        }
    }

    @Test func `the same completion twice is written once and answered alike`() async throws {
        try await withWarehouse { warehouse, _ in
            let lease = try await warehouse.lease(DocumentID(.summary, of: hero(1)))
            let completion = lease.completion(.received(summary(hero(1))))
            let first = try await warehouse.complete([completion])
            let before = try await warehouse.dumpSeries()
            #expect(try await warehouse.complete([completion]) == first)
            #expect(try await warehouse.complete([completion, completion]) == first + first)
            #expect(try await warehouse.dumpSeries() == before)
        }
    }

    @Test func `a completion whose lease went to somebody else writes nothing`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.roster, of: guild)
            let old = try await warehouse.lease(document)
            try await warehouse.release([old])
            let new = try await warehouse.lease(document)
            #expect(new.generation > old.generation)
            let news = Discovery(
                document: DocumentID(.summary, of: hero(1)),
                address: DocumentID(.summary, of: hero(1)).someAddress, due: .start, wakes: true)
            let late = old.completion(.received(roster([member(hero(1))])), discoveries: [news])
            let results = try await warehouse.complete([late])
            #expect(results.map(\.verdict) == [.fenced])
            let dump = try await warehouse.dumpSeries()
            #expect(dump.values.allSatisfy { lines in lines.isEmpty })
            #expect(try await warehouse.outlook(.character(hero(1)), now: .start).nextDue == nil)
            let timely = try await warehouse.complete([new.completion(.unchanged)])
            #expect(timely.map(\.verdict) == [.unchanged])
        }
    }

    @Test func `facts that the database refuses fail alone, and nothing of them is written`() async throws {
        try await withWarehouse { warehouse, _ in
            var completions: [Completion] = []
            for id in Int64(1)...7 {
                let lease = try await warehouse.lease(DocumentID(.summary, of: hero(id)))
                let name = id == 4 ? "He\0ro" : nil
                completions.append(lease.completion(.received(summary(hero(id), name: name))))
            }
            let results = try await warehouse.complete(completions)
            #expect(
                results.map(\.verdict) == [
                    .changed, .changed, .changed, .failed, .changed, .changed, .changed,
                ])
            let dump = try await warehouse.dumpSeries()
            #expect(dump["character_state"]?.count == 6)
            #expect(dump["document"]?.count == 6)
        }
    }

    @Test(arguments: [
        (Observation.Outcome.missing, LoadResult.Verdict.missing), (.hidden, .hidden),
        (.failed(.timedOut), .failed), (.unchanged, .unchanged),
    ])
    func `every outcome ends the lease`(outcome: Observation.Outcome, verdict: LoadResult.Verdict)
        async throws
    {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.summary, of: hero(1))
            let lease = try await warehouse.lease(document)
            let due = Timestamp.start + .hours(3)
            let results = try await warehouse.complete([lease.completion(outcome, due: due)])
            #expect(results.map(\.verdict) == [verdict])
            #expect(try await warehouse.claim(.all, limit: 9, now: .start, lease: .seconds(9)).isEmpty)
            let next = try await warehouse.claim(.all, limit: 9, now: due, lease: .seconds(9))
            #expect(next.first?.consecutiveFailures == (verdict == .unchanged ? 0 : 1))
        }
    }

    @Test func `somebody else at the address is not loaded`() async throws {
        try await withWarehouse { warehouse, _ in
            let result = try await warehouse.load(summary(hero(2)), as: DocumentID(.summary, of: hero(1)))
            #expect(result.verdict == .missing)
            #expect(try await warehouse.dumpSeries()["character_state"]?.isEmpty == true)
        }
    }

    @Test func `runs and achievements are events: each once`() async throws {
        try await withWarehouse { warehouse, _ in
            let profile = Facts.keystoneProfile(
                KeystoneProfile(
                    character: hero(1), currentPeriod: 1055, rating: 2100.5, seasons: [17],
                    bestRuns: [run(588, level: 12, at: .start, by: hero(1))]))
            let document = DocumentID(.keystoneProfile, of: hero(1))
            let first = try await warehouse.load(profile, as: document)
            #expect(first.rows == 4)
            #expect(try await warehouse.load(profile, as: document, at: .start + .days(1)).rows == 0)
            let achievements = Facts.achievements(
                CharacterAchievements(
                    character: hero(1), totalQuantity: 2, totalPoints: 20,
                    earned: [
                        EarnedAchievement(id: 6, completedAt: .start),
                        EarnedAchievement(id: 7, completedAt: .start),
                    ]))
            let earned = DocumentID(.achievements, of: hero(1))
            #expect(try await warehouse.load(achievements, as: earned).rows == 2)
            #expect(try await warehouse.load(achievements, as: earned, at: .start + .days(1)).rows == 0)
            #expect(
                try await warehouse.names(.keystoneDungeons) == [NamedEntry(id: 588, name: "Dungeon 588")])
        }
    }

    @Test func `kills are counted by source and difficulty`() async throws {
        try await withWarehouse { warehouse, _ in
            let kills = { (count: Int32) in
                Encounters(
                    character: hero(1),
                    kills: [
                        EncounterKills(
                            encounterID: 3001, encounterName: "The Tester", instanceID: 12,
                            instanceName: "Vault of Tests", difficulty: .heroic, count: count,
                            lastKill: .start)
                    ])
            }
            let raids = DocumentID(.raids, of: hero(1))
            #expect(try await warehouse.load(.raids(kills(1)), as: raids).rows == 1)
            #expect(try await warehouse.load(.raids(kills(2)), as: raids, at: .start + .days(1)).rows == 1)
            let dungeons = DocumentID(.dungeons, of: hero(1))
            #expect(try await warehouse.load(.dungeons(kills(2)), as: dungeons).rows == 1)
            let dump = try await warehouse.dumpSeries()
            #expect(dump["encounter_kills"]?.count == 3)
            #expect(dump["encounter"]?.count == 1)
        }
    }

    @Test func `what a region tells is kept for reference`() async throws {
        try await withWarehouse { warehouse, _ in
            let realm = Realm(
                key: RealmKey(region: .eu, id: 1403), name: "Vale of Tests", slug: "vale-of-tests")
            let documents: [(DocumentKind, Int32, Facts)] = [
                (.realms, 0, .realms([realm])),
                (.seasons, 0, .seasons(NumberedIndex(ids: [17, 18], current: 18))),
                (
                    .season, 18,
                    .season(KeystoneSeason(region: .eu, id: 18, start: .start, end: nil, periods: [1077]))
                ),
                (
                    .period, 1077,
                    .period(Period(region: .eu, id: 1077, start: .start, end: .start + .days(7)))
                ),
                (.classes, 0, .classes([NamedEntry(id: 8, name: "Mage")])),
            ]
            for (kind, part, facts) in documents {
                let document = DocumentID(kind, of: .eu, part: part)
                #expect(try await warehouse.load(facts, as: document).verdict == .changed)
                #expect(
                    try await warehouse.load(facts, as: document, at: .start + .days(1)).verdict == .unchanged
                )
            }
            #expect(try await warehouse.realms(of: .eu) == [realm])
            #expect(try await warehouse.realm("vale-of-tests", of: .eu) == realm)
            #expect(try await warehouse.realm("vale-of-tests", of: .us) == nil)
            #expect(try await warehouse.current(.seasons, of: .eu) == 18)
            let seasons = try await warehouse.seasons(of: .eu)
            let periods = try await warehouse.periods(of: .eu)
            #expect(seasons.map(\.id) == [18])
            #expect(periods.map(\.id) == [1077])
        }
    }
}
