import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// People go, counts stay.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct RetentionTests {
    private let town = Townsfolk()

    @Test func `a character that is no more leaves nothing but numbers`() async throws {
        try await withWarehouse { warehouse, pool in
            try await town.live(warehouse)
            try await town.vanish(warehouse)
            #expect(try await town.tables(pool, holding: "987654321").count > 12)
            let before = try await town.aggregates(pool)
            let result = try await warehouse.retain(now: town.day(27) + .hours(1))
            #expect(result.removed == 1)
            #expect(result.outlook.candidates.map(\.character) == [town.gone])
            #expect(result.outlook.candidates.map(\.reason) == [.invalid])
            #expect(try await town.tables(pool, holding: "987654321") == [:])
            #expect(try await town.aggregates(pool) == before)
            let again = try await warehouse.retain(now: town.day(27) + .hours(2))
            #expect(again.removed == 0)
            let health = try #require(try await warehouse.retentionHealth())
            #expect(health.removedEver == 1)
            #expect(health.haltedSince == nil)
        }
    }

    @Test func `one look is not enough, nor a realm that answers for nobody`() async throws {
        try await withWarehouse { warehouse, pool in
            try await town.live(warehouse)
            let lease = try await warehouse.lease(DocumentID(.status, of: town.gone), at: town.day(26))
            _ = try await warehouse.complete([lease.completion(.missing, at: town.day(26), due: town.day(27))]
            )
            #expect(try await warehouse.retain(now: town.day(26)).removed == 0)
            let second = try await warehouse.lease(DocumentID(.status, of: town.gone), at: town.day(27))
            _ = try await warehouse.complete([
                second.completion(.missing, at: town.day(27), due: town.day(28))
            ])
            let result = try await warehouse.retain(now: town.day(27))
            #expect(result.removed == 0)
            #expect(result.outlook.heldBack == ["nobody else of its realm answers": 1])
            #expect(try await warehouse.retentionHealth()?.heldBack == 1)
            #expect(try await town.tables(pool, holding: "987654321")["character_state"] == 1)
        }
    }

    @Test func `of a character that the roster still lists only the profile goes`() async throws {
        try await withWarehouse { warehouse, pool in
            try await town.live(warehouse)
            try await town.vanish(warehouse)
            let all = (1...30).map { id in hero(Int64(id), realm: id == 2 ? 633 : 1403) } + [town.gone]
            try await warehouse.load(
                roster(all.map { key in member(key) }), as: town.rosterID, at: town.day(27))
            let result = try await warehouse.retain(now: town.day(27) + .hours(1))
            #expect(result.outlook.candidates.map(\.profileOnly) == [true])
            let left = try await town.tables(pool, holding: "987654321")
            #expect(left["character_state"] == nil)
            #expect(left["equipment_now"] == nil)
            #expect(left["keystone_run"] == nil)
            #expect(left["membership_now"] != nil)
            #expect(left["roster_member_state_now"] != nil)
            #expect(try await warehouse.retain(now: town.day(27) + .hours(2)).outlook.candidates == [])
        }
    }

    @Test func `who was only ever listed goes a month after the last roster that did`() async throws {
        try await withWarehouse { warehouse, pool in
            try await warehouse.load(
                roster([member(town.gone, level: 5), member(hero(1))]), as: town.rosterID)
            try await warehouse.load(roster([member(hero(1))]), as: town.rosterID, at: town.day(5))
            try await warehouse.load(roster([member(hero(1))]), as: town.rosterID, at: town.day(34))
            #expect(try await warehouse.retain(now: town.day(34)).removed == 0)
            #expect(try await warehouse.retain(now: town.day(36)).removed == 1)
            #expect(try await town.tables(pool, holding: "987654321") == [:])
        }
    }

    @Test func `many at once halt until a person allows them`() async throws {
        try await withWarehouse { warehouse, pool in
            try await town.live(warehouse)
            for id in Int64(1)...9 {
                for number in [Int64(26), 27] {
                    let status = DocumentID(.status, of: hero(id))
                    let lease = try await warehouse.lease(status, at: town.day(number))
                    _ = try await warehouse.complete([
                        lease.completion(.missing, at: town.day(number), due: town.day(number + 1))
                    ])
                }
            }
            try await warehouse.load(roster([member(town.gone)]), as: town.rosterID, at: town.day(27))
            try await warehouse.load(
                summary(hero(30)), as: DocumentID(.summary, of: hero(30)), at: town.day(27) + .hours(1))
            let halted = try await warehouse.retain(now: town.day(27) + .hours(2))
            #expect(halted.removed == 0)
            #expect(halted.outlook.objection != nil)
            #expect(try await warehouse.retentionHealth()?.haltedSince == town.day(27) + .hours(2))
            let still = try await warehouse.retain(
                now: town.day(28), allowance: halted.outlook.candidates.count - 1)
            #expect(still.removed == 0)
            #expect(try await warehouse.retentionHealth()?.haltedSince == town.day(27) + .hours(2))
            let allowed = try await warehouse.retain(
                now: town.day(28), allowance: halted.outlook.candidates.count)
            #expect(allowed.removed == halted.outlook.candidates.count)
            #expect(try await warehouse.retentionHealth()?.haltedSince == nil)
        }
    }

    @Test func `a run that was killed half-way is finished by the next`() async throws {
        try await withWarehouse { warehouse, pool in
            try await town.live(warehouse)
            try await town.vanish(warehouse)
            // What a crash in the middle of the removal's transaction leaves is nothing of it.
            await #expect(throws: WarehouseError.self) {
                try await warehouse.transaction { connection in
                    try await connection.execute(OptOutQueries.takeLock)
                    _ = try await Removal(
                        connection: connection, bucket: town.gone.bucket, characters: [town.gone],
                        extent: .everything
                    ).run(at: town.day(27))
                    _ = try await connection.execute("SELECT 1 / 0")
                }
            }
            #expect(try await town.tables(pool, holding: "987654321").count > 12)
            #expect(try await warehouse.retain(now: town.day(27) + .hours(1)).removed == 1)
            #expect(try await town.tables(pool, holding: "987654321") == [:])
        }
    }

    // MARK: forgetting
}
