import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ClaimTests {
    private func discovery(
        _ document: DocumentID, due: Timestamp = .start, wakes: Bool = false, address: DocumentAddress? = nil
    ) -> Discovery {
        Discovery(document: document, address: address ?? document.someAddress, due: due, wakes: wakes)
    }

    @Test func `the longest overdue come first, from all realms`() async throws {
        try await withWarehouse { warehouse, _ in
            let documents = (1...6).map { id in DocumentID(.summary, of: hero(Int64(id), realm: Int32(id))) }
            try await warehouse.enlist(
                documents.enumerated().map { place, document in
                    discovery(document, due: .start - .hours(Int64(place)))
                })
            let first = try await warehouse.claim(.all, limit: 4, now: .start, lease: .seconds(60))
            #expect(first.map(\.document.subject) == [6, 5, 4, 3])
            let rest = try await warehouse.claim(.all, limit: 4, now: .start, lease: .seconds(60))
            #expect(rest.map(\.document.subject) == [2, 1])
            let none = try await warehouse.claim(.all, limit: 4, now: .start, lease: .seconds(60))
            #expect(none.isEmpty)
        }
    }

    @Test func `workers side by side never hold the same target`() async throws {
        try await withWarehouse(connections: 8) { warehouse, _ in
            let documents = (1...400).map { id in
                DocumentID(.summary, of: hero(Int64(id), realm: Int32(id % 7)))
            }
            try await warehouse.enlist(documents.map { document in discovery(document) })
            let claimed = try await withThrowingTaskGroup(of: [DocumentID].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var mine: [DocumentID] = []
                        while true {
                            let leases = try await warehouse.claim(
                                .all, limit: 9, now: .start, lease: .seconds(60))
                            if leases.isEmpty { return mine }
                            mine += leases.map(\.document)
                        }
                    }
                }
                return try await group.reduce(into: []) { all, some in all += some }
            }
            #expect(claimed.count == 400)
            #expect(Set(claimed).count == 400)
        }
    }

    @Test func `leases that ran out or were released come back under a higher generation`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.summary, of: hero(1))
            try await warehouse.enlist([discovery(document)])
            let short = try await warehouse.claim(.all, limit: 1, now: .start, lease: .zero)
            let second = try await warehouse.claim(.all, limit: 1, now: .start, lease: .seconds(60))
            #expect(second.first?.generation == (short.first?.generation ?? 0) + 1)
            var outlook = try await warehouse.outlook(.all, now: .start)
            #expect(outlook.due == 1)
            #expect(outlook.held == 1)
            #expect(outlook.nextDue == nil)
            #expect((outlook.leaseEndsIn ?? .zero) > .seconds(50))
            // The first worker's release comes too late: the lease is not its own any more.
            try await warehouse.release(short)
            outlook = try await warehouse.outlook(.all, now: .start)
            #expect(outlook.held == 1)
            try await warehouse.release(second)
            outlook = try await warehouse.outlook(.all, now: .start)
            #expect(outlook.held == 0)
            #expect(outlook.nextDue == .start)
        }
    }

    @Test func `a wake during the fetch keeps the target due, one before it does not`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.equipment, of: hero(1))
            try await warehouse.enlist([discovery(document, wakes: true)])
            let lease = try await warehouse.lease(document)
            try await warehouse.enlist([discovery(document, due: .start + .hours(1), wakes: true)])
            _ = try await warehouse.complete([
                lease.completion(.received(equipment(hero(1), [item("HEAD", 1)])), due: .start + .days(28))
            ])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start + .hours(1))
            let again = try await warehouse.claim(
                .all, limit: 1, now: .start + .hours(1), lease: .seconds(60))
            _ = try await warehouse.complete(
                again.map { lease in
                    lease.completion(.unchanged, at: .start + .hours(1), due: .start + .days(28))
                })
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start + .days(28))
        }
    }

    @Test func `a known target is brought forward only by a wake; its address is kept current`() async throws
    {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.summary, of: hero(1))
            let moved = DocumentAddress.character(
                CharacterAddress(region: .eu, realmSlug: "new-vale", name: "renamed"))
            try await warehouse.enlist([discovery(document, due: .start + .days(5))])
            try await warehouse.enlist([discovery(document, due: .start, address: moved)])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start + .days(5))
            try await warehouse.enlist([
                discovery(document, due: .start + .days(2), wakes: true, address: moved)
            ])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start + .days(2))
            let leases = try await warehouse.claim(.all, limit: 1, now: .start + .days(2), lease: .seconds(9))
            #expect(leases.map(\.address) == [moved])
        }
    }

    @Test func `a guild's scope is its own, its region's and its members' documents`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(
                roster([member(hero(1)), member(hero(2, realm: 633))]), as: DocumentID(.roster, of: guild))
            let inside = [
                DocumentID(.guild, of: guild), DocumentID(.periods, of: .eu),
                DocumentID(.summary, of: hero(1)),
                DocumentID(.equipment, of: hero(2, realm: 633)),
            ]
            let outside = [
                DocumentID(.periods, of: .us), DocumentID(.summary, of: hero(3)),
                DocumentID(.guild, of: GuildKey(realm: guild.realm, id: 4)),
            ]
            try await warehouse.enlist((inside + outside).map { document in discovery(document) })
            let leases = try await warehouse.claim(.guild(guild), limit: 99, now: .start, lease: .seconds(60))
            #expect(Set(leases.map(\.document)) == Set(inside))
            #expect(try await warehouse.outlook(.guild(guild), now: .start).held == 4)
            let one = try await warehouse.claim(
                .character(hero(3)), limit: 99, now: .start, lease: .seconds(60))
            #expect(one.map(\.document) == [DocumentID(.summary, of: hero(3))])
        }
    }
}
