import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// What a decoder read wrongly is told again as if it had always been right.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct BackfillTests {
    /// One observation: when, of what, the facts that are right, and those of a decoder that is wrong.
    private struct Told {
        let hours: Int64
        let document: DocumentID
        let right: Facts
        let wrong: Facts
    }

    private static func runs(_ levels: [Int16], season: Int32, mates: [Int64] = []) -> Facts {
        .keystoneSeasonProfile(
            KeystoneSeasonProfile(
                character: hero(1), season: season, rating: Double(levels.reduce(0, +)),
                bestRuns: levels.map { level in
                    run(7, level: level, at: .start + .hours(Int64(level)), by: hero(1))
                }))
    }

    /// A week of a small guild, read wrongly in every way: values, slots, members, runs, achievements.
    private static let week: [Told] = {
        let (one, two, three) = (hero(1), hero(2, realm: 633), hero(3))
        let rosterID = DocumentID(.roster, of: guild)
        let summaryID = DocumentID(.summary, of: one)
        let gearID = DocumentID(.equipment, of: one)
        func season(_ part: Int32) -> DocumentID { DocumentID(.keystoneSeasonProfile, of: one, part: part) }
        func earned(_ ids: [Int32]) -> Facts {
            .achievements(
                CharacterAchievements(
                    character: one, totalQuantity: 1, totalPoints: 1,
                    earned: ids.map { id in EarnedAchievement(id: id, completedAt: .start) }))
        }
        return [
            Told(
                hours: 0, document: rosterID, right: roster([member(one), member(two)]),
                wrong: roster([member(one, rank: 9), member(two)])),
            Told(hours: 1, document: summaryID, right: summary(one), wrong: summary(one, itemLevel: 1)),
            Told(
                hours: 1, document: gearID, right: equipment(one, [item("HEAD", 1), item("NECK", 2)]),
                wrong: equipment(one, [item("HEAD", 1)])),
            Told(
                hours: 2, document: season(17), right: runs([10], season: 17), wrong: runs([11], season: 17)),
            Told(
                hours: 2, document: season(18), right: runs([12], season: 18), wrong: runs([12], season: 18)),
            Told(
                hours: 3, document: DocumentID(.achievements, of: one), right: earned([1, 2]),
                wrong: earned([1, 7])),
            Told(
                hours: 24, document: rosterID, right: roster([member(one, rank: 4), member(three)]),
                wrong: roster([member(one, rank: 9), member(two), member(three)])),
            Told(hours: 25, document: summaryID, right: summary(one), wrong: summary(one, itemLevel: 2)),
            Told(
                hours: 26, document: gearID, right: equipment(one, []),
                wrong: equipment(one, [item("HEAD", 3)])),
            Told(
                hours: 48, document: rosterID,
                right: roster([member(one, rank: 4), member(two), member(three)]),
                wrong: roster([member(one, rank: 9)])),
            Told(
                hours: 49, document: summaryID, right: summary(one, itemLevel: 630),
                wrong: summary(one, itemLevel: 2)),
            Told(
                hours: 50, document: gearID, right: equipment(one, [item("HEAD", 4)]),
                wrong: equipment(one, [])),
            Told(
                hours: 51, document: season(17), right: runs([10, 14], season: 17),
                wrong: runs([11], season: 17)),
        ]
    }()

    private static func decode(_ document: DocumentID, _ body: [UInt8]) -> Facts? {
        Int(String(decoding: body, as: UTF8.self)).map { place in week[place].right }
    }

    private func live(
        _ warehouse: Warehouse, wrongUntil hours: Int64, keepsBodies: (Int) -> Bool = { _ in true }
    )
        async throws
    {
        for (place, told) in Self.week.enumerated() {
            let facts = told.hours < hours ? told.wrong : told.right
            if keepsBodies(place) {
                try await warehouse.loadBody(
                    facts, "\(place)", as: told.document, at: .start + .hours(told.hours))
            } else {
                try await warehouse.load(facts, as: told.document, at: .start + .hours(told.hours))
            }
        }
    }

    private func backfill(_ warehouse: Warehouse, since: Timestamp) async throws -> [ReplayResult] {
        var results: [ReplayResult] = []
        for one in try await warehouse.archivedDocuments(since: since, kinds: [], guild: nil) {
            results.append(
                try await warehouse.replay(one.document, since: since, decoderVersion: 2, decode: Self.decode)
            )
        }
        return results
    }

    private func expectSame(_ left: [String: [String]], _ right: [String: [String]]) {
        for table in left.keys.sorted() { #expect(left[table] == right[table], "\(table)") }
    }

    private var rightDump: [String: [String]] {
        get async throws {
            try await withWarehouse { warehouse, _ in
                try await live(warehouse, wrongUntil: 0)
                return try await warehouse.dumpSeries()
            }
        }
    }

    @Test(arguments: [Int64(1000), 40, 26])
    func `the end is that of a decoder that was always right`(wrongUntil: Int64) async throws {
        let right = try await rightDump
        try await withWarehouse { warehouse, _ in
            try await live(warehouse, wrongUntil: wrongUntil)
            #expect(try await warehouse.dumpSeries() != right)
            let results = try await backfill(warehouse, since: .start)
            #expect(results.reduce(0) { sum, result in sum + result.observations } == Self.week.count)
            #expect(results.allSatisfy { result in result.unreadable == 0 && !result.isPartial })
            expectSame(try await warehouse.dumpSeries(), right)
            _ = try await backfill(warehouse, since: .start)
            expectSame(try await warehouse.dumpSeries(), right)
        }
    }

    @Test func `a backfill of what was right changes nothing`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse, wrongUntil: 0)
            let before = try await warehouse.dumpSeries()
            _ = try await backfill(warehouse, since: .start + .hours(25))
            expectSame(try await warehouse.dumpSeries(), before)
        }
    }

    @Test func `from a moment on the end is that of a decoder that was right from then on`() async throws {
        let changed = try await withWarehouse { warehouse, _ in
            for (place, told) in Self.week.enumerated() {
                try await warehouse.loadBody(
                    told.hours < 24 ? told.wrong : told.right, "\(place)", as: told.document,
                    at: .start + .hours(told.hours))
            }
            return try await warehouse.dumpSeries()
        }
        try await withWarehouse { warehouse, _ in
            try await live(warehouse, wrongUntil: 1000)
            _ = try await backfill(warehouse, since: .start + .hours(24))
            expectSame(try await warehouse.dumpSeries(), changed)
        }
    }

    @Test func `what came before a body that is missing stays as it was told`() async throws {
        // The second summary is not kept: only the third can be told anew.
        let summaries = Self.week.indices.filter { place in Self.week[place].document.kind == .summary }
        let mixed = try await withWarehouse { warehouse, _ in
            for place in summaries {
                let told = Self.week[place]
                try await warehouse.load(
                    place == summaries[2] ? told.right : told.wrong, as: told.document,
                    at: .start + .hours(told.hours))
            }
            return try await warehouse.dumpSeries()["character_state"]
        }
        try await withWarehouse { warehouse, _ in
            try await live(warehouse, wrongUntil: 1000) { place in place != summaries[1] }
            let result = try await warehouse.replay(
                DocumentID(.summary, of: hero(1)), since: .start, decoderVersion: 2, decode: Self.decode)
            #expect(result.isPartial)
            #expect(result.observations == 1)
            #expect(try await warehouse.dumpSeries()["character_state"] == mixed)
        }
    }

    @Test func `a body that this decoder refuses tells nothing and is counted`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse, wrongUntil: 1000)
            let result = try await warehouse.replay(
                DocumentID(.summary, of: hero(1)), since: .start, decoderVersion: 2
            ) { _, _ in nil }
            #expect(result.unreadable == 3)
            #expect(try await warehouse.dumpSeries()["character_state"] == [])
        }
    }

    @Test func `the document is asked for whole no more once its newest body was read anew`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse, wrongUntil: 1000)
            _ = try await backfill(warehouse, since: .start)
            let lease = try await warehouse.lease(DocumentID(.summary, of: hero(1)), at: .start + .days(9))
            #expect(lease.decoderVersion == 2)
        }
    }

    @Test func `loads go on beside a backfill, and nothing is lost`() async throws {
        let right = try await rightDump
        try await withWarehouse { warehouse, pool in
            for (place, told) in Self.week.enumerated() where told.hours < 24 {
                try await warehouse.loadBody(
                    told.wrong, "\(place)", as: told.document, at: .start + .hours(told.hours))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for (place, told) in Self.week.enumerated() where told.hours >= 24 {
                        try await self.loadPatiently(place, told, into: pool)
                    }
                }
                group.addTask {
                    for _ in 0..<3 { _ = try await self.backfill(warehouse, since: .start) }
                }
                try await group.waitForAll()
            }
            _ = try await backfill(warehouse, since: .start)
            expectSame(try await warehouse.dumpSeries(), right)
        }
    }

    /// A target that a backfill holds is passed over by a claim; a crawl comes again, and so does this, with a
    /// warehouse that has not passed it over yet.
    private func loadPatiently(_ place: Int, _ told: Told, into pool: Pool) async throws {
        let now = Timestamp.start + .hours(told.hours)
        try await Warehouse(pool: pool).enlist([
            Discovery(document: told.document, address: told.document.someAddress, due: now, wakes: true)
        ])
        while true {
            let warehouse = Warehouse(pool: pool)
            let leases = try await warehouse.claim(.all, limit: 1000, now: now, lease: .seconds(60))
            try await warehouse.release(leases.filter { lease in lease.document != told.document })
            if let lease = leases.first(where: { lease in lease.document == told.document }) {
                _ = try await warehouse.complete([lease.withBody(told.right, "\(place)", at: now)])
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test func `every series knows which documents feed it`() {
        let fed = Set(ToldRows.tables.values.joined())
        #expect(fed == Set(StateSeries.all.map(\.table) + EventSeries.all.map(\.table)))
    }

    @Test func `documents of a guild are its own and its members'`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse, wrongUntil: 0)
            try await warehouse.loadBody(summary(hero(99)), "1", as: DocumentID(.summary, of: hero(99)))
            let all = try await warehouse.archivedDocuments(since: .start, kinds: [], guild: nil)
            let own = try await warehouse.archivedDocuments(since: .start, kinds: [], guild: guild)
            #expect(
                Set(all.map(\.document)).subtracting(own.map(\.document)) == [
                    DocumentID(.summary, of: hero(99))
                ])
            let gear = try await warehouse.archivedDocuments(since: .start, kinds: [.equipment], guild: guild)
            #expect(gear.map(\.observations) == [3])
        }
    }
}
