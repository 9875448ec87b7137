import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct WatchTests {
    private let address = GuildAddress(region: .eu, realmSlug: "vale-of-tests", nameSlug: "testing-grounds")

    private func discovery(
        _ document: DocumentID, due: Timestamp = .start, address: DocumentAddress? = nil
    ) -> Discovery {
        Discovery(
            document: document, address: address ?? document.someAddress, due: due, wakes: false)
    }

    @Test func `a guild is watched, listed, found and removed`() async throws {
        try await withWarehouse { warehouse, _ in
            #expect(try await warehouse.watch(address, as: nil, at: .start))
            #expect(try await !warehouse.watch(address, as: guild, at: .start + .days(1)))
            let watched = try await warehouse.watchedGuilds()
            #expect(watched.map(\.key) == [guild])
            #expect(watched.map(\.addedAt) == [.start])
            try await warehouse.enlist([discovery(DocumentID(.guild, of: guild), address: .guild(address))])
            #expect(try await warehouse.guild(at: address) == guild)
            #expect(
                try await warehouse.knownGuildSlugs(region: .eu, realmSlug: "vale-of-tests") == [
                    "testing-grounds"
                ])
            #expect(try await warehouse.unwatch(address))
            #expect(try await !warehouse.unwatch(address))
            #expect(try await warehouse.watchedGuilds().isEmpty)
        }
    }

    @Test func `a removed guild's documents are not due until it is added again`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.watch(address, as: guild, at: .start)
            let documents = [DocumentKind.guild, .roster, .guildAchievements].map { kind in
                DocumentID(kind, of: guild)
            }
            let others = [
                DocumentID(.summary, of: hero(1)),
                DocumentID(.guild, of: GuildKey(realm: guild.realm, id: 4)),
            ]
            try await warehouse.enlist((documents + others).map { document in discovery(document) })
            _ = try await warehouse.unwatch(address)
            let muchLater = Timestamp.start + .days(4000)
            let meanwhile = try await warehouse.claim(.all, limit: 99, now: muchLater, lease: .zero)
            #expect(Set(meanwhile.map(\.document)) == Set(others))
            try await warehouse.watch(address, as: guild, at: .start + .days(2))
            let again = try await warehouse.claim(.all, limit: 99, now: .start + .days(2), lease: .zero)
            #expect(Set(again.map(\.document)) == Set(documents + others))
        }
    }

    @Test func `who was not found is asked for at once under a new name`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.summary, of: hero(1))
            let renamed = DocumentAddress.character(
                CharacterAddress(region: .eu, realmSlug: "vale-of-tests", name: "renamed"))
            let lease = try await warehouse.lease(document)
            _ = try await warehouse.complete([lease.completion(.missing, due: .start + .days(9))])
            try await warehouse.enlist([discovery(document)])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start + .days(9))
            try await warehouse.enlist([discovery(document, address: renamed)])
            #expect(try await warehouse.outlook(.all, now: .start).nextDue == .start)
        }
    }

    @Test func `who is renamed while being asked for is asked for again under the new name`() async throws {
        try await withWarehouse { warehouse, _ in
            let document = DocumentID(.summary, of: hero(1))
            let renamed = DocumentAddress.character(
                CharacterAddress(region: .eu, realmSlug: "vale-of-tests", name: "renamed"))
            let lease = try await warehouse.lease(document)
            try await warehouse.enlist([discovery(document, due: .start + .hours(1), address: renamed)])
            _ = try await warehouse.complete([lease.completion(.missing, due: .start + .days(9))])
            let again = try await warehouse.claim(
                .all, limit: 1, now: .start + .hours(1), lease: .seconds(60))
            #expect(again.map(\.address) == [renamed])
        }
    }
}
