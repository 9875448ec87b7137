import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ReadingTests {
    private func day(_ number: Int64) -> Timestamp { .start + .days(number) }

    private var profile: Facts {
        .guild(
            GuildProfile(
                key: guild, name: "Testing Grounds", realmSlug: "vale-of-tests", faction: .horde,
                achievementPoints: 100, memberCount: 2, createdAt: nil))
    }

    private func rated(_ rating: Double?) -> Facts {
        .keystoneProfile(
            KeystoneProfile(character: hero(1), currentPeriod: 1, rating: rating, seasons: [], bestRuns: nil))
    }

    /// Two members for three days; the second lives on another realm and leaves; the roster is then not seen
    /// for nine days.
    private func live(_ warehouse: Warehouse) async throws {
        let (one, two) = (hero(1), hero(2, realm: 633))
        let rosterID = DocumentID(.roster, of: guild)
        try await warehouse.load(profile, as: DocumentID(.guild, of: guild))
        try await warehouse.load(roster([member(one, level: 89), member(two)]), as: rosterID)
        try await warehouse.load(summary(one), as: DocumentID(.summary, of: one))
        try await warehouse.load(rated(2000), as: DocumentID(.keystoneProfile, of: one))
        try await warehouse.load(roster([member(one, rank: 1)]), as: rosterID, at: day(2))
        try await warehouse.load(summary(one, itemLevel: 620), as: DocumentID(.summary, of: one), at: day(3))
        try await warehouse.load(roster([member(one, rank: 1)]), as: rosterID, at: day(11))
    }

    @Test func `a season's later periods and its end are no part of its past`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse)
            for (id, start) in [(Int32(1), day(0)), (2, day(7))] {
                let period = Period(region: .eu, id: id, start: start, end: start + .days(7))
                try await warehouse.load(.period(period), as: DocumentID(.period, of: .eu, part: id))
            }
            func load(_ periods: [Int32], end: Timestamp?, at now: Timestamp) async throws {
                let season = KeystoneSeason(region: .eu, id: 9, start: day(0), end: end, periods: periods)
                try await warehouse.load(.season(season), as: DocumentID(.season, of: .eu, part: 9), at: now)
            }
            try await load([1], end: nil, at: day(1))
            let before = try #require(try await warehouse.series(of: guild, asOf: day(6)))
            try await load([1, 2], end: day(10), at: day(11))
            #expect(try await warehouse.series(of: guild, asOf: day(6)) == before)
            #expect(try await warehouse.series(of: guild, asOf: day(12))?.seasons.first?.periods == [1, 2])
        }
    }

    @Test func `a guild's series hold everyone who was in it`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse)
            let series = try #require(try await warehouse.series(of: guild, asOf: day(12)))
            #expect(series.name == "Testing Grounds")
            #expect(series.faction == .horde)
            #expect(
                series.rosterSeen == [
                    Span(since: day(0), until: day(2)), Span(since: day(11), until: day(11)),
                ])
            #expect(series.members.map(\.character) == [hero(2, realm: 633), hero(1)])
            let (left, stayed) = (series.members[0], series.members[1])
            #expect(left.rank.changes.map(\.value) == [5, nil])
            #expect(left.rank.changes.map(\.unchangedUntil) == [nil, day(0)])
            #expect(left.itemLevel.changes.isEmpty && left.itemLevel.seen.isEmpty)
            #expect(left.level.seen == [Span(since: day(0), until: day(0))])
            #expect(stayed.rank.changes.map(\.value) == [5, 1])
            // Summary over roster at the same moment; the roster's 89 never shows.
            #expect(stayed.level.changes.map(\.value) == [90])
            #expect(stayed.itemLevel.changes.map(\.value) == [598, 618])
            #expect(stayed.rating.changes.map(\.value) == [2000])
            // The summary changed on day 3: until then the rating is known to be the same.
            #expect(stayed.rating.seen == [Span(since: day(0), until: day(3))])
            #expect(stayed.name == "Hero1")
        }
    }

    @Test func `what was recorded later does not exist at an earlier moment`() async throws {
        try await withWarehouse { warehouse, _ in
            try await live(warehouse)
            let before = try await warehouse.series(of: guild, asOf: day(2))
            let members = try #require(before?.members)
            #expect(members.map(\.itemLevel.changes.count) == [0, 1])
            // The summary's span goes on to day 3, but its last confirmation up to day 2 was on day 0.
            #expect(members[1].itemLevel.seen == [Span(since: day(0), until: day(0))])
            try await warehouse.load(
                summary(hero(1), itemLevel: 640), as: DocumentID(.summary, of: hero(1)), at: day(13))
            #expect(try await warehouse.series(of: guild, asOf: day(2)) == before)
            #expect(try await warehouse.series(of: guild, asOf: .start - .days(1)) == nil)
        }
    }

    @Test func `the newest observation is the newest confirmation`() async throws {
        try await withWarehouse { warehouse, _ in
            #expect(try await warehouse.newestObservation() == nil)
            try await live(warehouse)
            #expect(try await warehouse.newestObservation() == day(11))
            #expect(try await warehouse.newestObservation(of: guild) == day(11))
        }
    }

    private func snapshot(value: Double) -> GuildSnapshot {
        GuildSnapshot(
            guild: guild, asOf: .start,
            manifest: SnapshotManifest(
                guild: guild, asOf: .start, methods: ["size": 1], series: "abc", population: nil, seed: 1,
                renderer: "r1"),
            memberPart: [
                Insight(
                    metric: "roster.size", subject: .guild, from: .start, until: .start, n: 2,
                    basis: "members",
                    coverage: 1, missing: nil, figure: .number(value, unit: "members", interval: nil),
                    sentence: "Two.", method: "count", version: 1)
            ],
            officerPart: [],
            directory: SnapshotDirectory(
                guildName: "Testing Grounds", realmName: "Vale", names: ["1403/1": "Hero1"]))
    }

    @Test func `a snapshot is published once, and readers get the newest`() async throws {
        try await withWarehouse { warehouse, pool in
            let first = try await warehouse.publish(snapshot(value: 2))
            #expect(first.isNew)
            let again = try await warehouse.publish(snapshot(value: 2))
            #expect(again == PublishedSnapshot(digest: first.digest, isNew: false))
            #expect(try await warehouse.newestSnapshot(of: guild) == snapshot(value: 2))
            #expect(try await warehouse.publish(snapshot(value: 3)).isNew)
            #expect(try await warehouse.newestSnapshot(of: guild) == snapshot(value: 3))
            for change in ["UPDATE snapshot SET member_part = ''", "DELETE FROM snapshot"] {
                await #expect(throws: PostgresError.self) {
                    try await pool.withConnection { connection in try await connection.execute(change) }
                }
            }
        }
    }

    @Test func `artifacts are kept with their snapshot`() async throws {
        try await withWarehouse { warehouse, _ in
            let chart = StoredArtifact(name: "size.png", mediaType: "image/png", bytes: [137, 80, 0, 255])
            _ = try await warehouse.publish(snapshot(value: 2))
            try await warehouse.store([chart], of: snapshot(value: 2))
            try await warehouse.store([chart], of: snapshot(value: 2))
            #expect(try await warehouse.artifact("size.png", of: snapshot(value: 2)) == chart)
            #expect(try await warehouse.artifact("size.png", of: snapshot(value: 3)) == nil)
            #expect(try await warehouse.artifacts(of: snapshot(value: 2)).map(\.name) == ["size.png"])
        }
    }

    @Test func `a database that only reads says so and keeps nothing`() async throws {
        try await withTestDatabase { database in
            let pool = Pool(settings: database.settings, size: 1)
            _ = try await Migrator(folder: migrationsFolder).migrate(pool)
            await pool.close()
            var settings = database.settings
            settings.readOnly = true
            let reading = Pool(settings: settings, size: 1)
            let error = await #expect(throws: WarehouseError.self) {
                try await Warehouse(pool: reading).publish(snapshot(value: 2))
            }
            #expect(error?.underlying?.code == .readOnly)
            #expect(try await Warehouse(pool: reading).newestSnapshot(of: guild) == nil)
            await reading.close()
        }
    }
}
