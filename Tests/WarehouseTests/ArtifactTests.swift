import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// What was drawn of snapshots, as it is kept and served.
@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ArtifactTests {
    private func snapshot(_ asOf: Timestamp = .start, value: Int = 1) -> GuildSnapshot {
        GuildSnapshot(
            guild: guild, asOf: asOf,
            manifest: SnapshotManifest(
                guild: guild, asOf: asOf, methods: ["test": value], series: "s", population: nil, seed: 1,
                renderer: "test"),
            memberPart: [], officerPart: [],
            directory: SnapshotDirectory(
                guildName: "Pale Lantern", realmName: "Vale", names: ["1403/1": "Hero1", "1403/2": "Hero2"]))
    }

    private func text(_ words: String, _ edition: StoredArtifact.Edition = .members) -> StoredArtifact {
        StoredArtifact(
            name: edition == .members ? "digest.md" : "officers-digest.md", mediaType: "text/markdown",
            edition: edition, bytes: Array(words.utf8))
    }

    @Test func `the same report again stores nothing, and what it no longer holds goes`() async throws {
        try await withWarehouse { warehouse, _ in
            _ = try await warehouse.publish(snapshot())
            let chart = StoredArtifact(
                name: "digest.png", mediaType: "image/png", altText: "A line.", bytes: [1, 2, 3])
            let all = [text("one"), text("two", .officers), chart]
            #expect(try await warehouse.store(all, of: snapshot()) == .kept(changed: 3))
            let listed = try await warehouse.artifacts(of: snapshot())
            #expect(try await warehouse.store(all, of: snapshot()) == .kept(changed: 0))
            #expect(try await warehouse.artifacts(of: snapshot()) == listed)
            #expect(try await warehouse.store([text("one"), chart], of: snapshot()) == .kept(changed: 0))
            #expect(
                try await warehouse.artifacts(of: snapshot()).map(\.name) == ["digest.md", "digest.png"])
            #expect(try await warehouse.artifact("digest.png", of: snapshot()) == chart)
        }
    }

    @Test func `an id is the digest of the bytes, and officers' bytes need the officers' right`() async throws
    {
        try await withWarehouse { warehouse, _ in
            _ = try await warehouse.publish(snapshot())
            _ = try await warehouse.store([text("abc"), text("two", .officers)], of: snapshot())
            let listed = try await warehouse.artifacts(of: snapshot())
            // Source: FIPS 180-4, the example of "abc".
            #expect(
                listed.first?.id == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            let secret = try #require(listed.last)
            #expect(secret.edition == .officers)
            for (editions, found) in [
                ([StoredArtifact.Edition.members], nil), ([.members, .officers], text("two", .officers)),
            ] {
                #expect(try await warehouse.artifact(id: secret.id, of: guild, in: editions) == found)
            }
            #expect(try await warehouse.artifact(id: "none", of: guild, in: [.members]) == nil)
        }
    }

    @Test func `languages stand side by side`() async throws {
        try await withWarehouse { warehouse, _ in
            _ = try await warehouse.publish(snapshot())
            _ = try await warehouse.store([text("one")], of: snapshot())
            _ = try await warehouse.store([text("eins")], of: snapshot(), language: "de")
            #expect(try await warehouse.artifact("digest.md", of: snapshot()) == text("one"))
            #expect(
                try await warehouse.artifact("digest.md", of: snapshot(), language: "de") == text("eins"))
        }
    }

    @Test func `what was drawn before somebody was forgotten is not stored after it`() async throws {
        try await withWarehouse { warehouse, _ in
            try await warehouse.load(
                roster([member(hero(1)), member(hero(2))]), as: DocumentID(.roster, of: guild))
            _ = try await warehouse.publish(snapshot())
            let read = try #require(try await warehouse.newestSnapshot(of: guild))
            _ = try await warehouse.store([text("Hero1 and Hero2")], of: read)
            _ = try await warehouse.forget(hero(1), reason: "asked", now: .start + .days(1))
            #expect(try await warehouse.artifacts(of: read).isEmpty)
            #expect(try await warehouse.store([text("Hero1 and Hero2")], of: read) == .outdated)
            #expect(try await warehouse.artifacts(of: read).isEmpty)
            let again = try #require(try await warehouse.newestSnapshot(of: guild))
            #expect(try await warehouse.store([text("Hero2")], of: again) == .kept(changed: 1))
        }
    }

    @Test func `of past weeks the newest stays for a quarter, of the running one all of a few hours`()
        async throws
    {
        try await withWarehouse { warehouse, _ in
            let reset = Timestamp.start
            let days: [Double] = [1, 3, 8, 13, 85, 99, 99.9, 100]
            for day in days {
                let one = snapshot(reset + .milliseconds(Int64(day * 86_400_000)))
                _ = try await warehouse.publish(one)
                _ = try await warehouse.store([text("day \(day)")], of: one, reset: reset)
            }
            var kept: [Double] = []
            for day in days {
                let one = snapshot(reset + .milliseconds(Int64(day * 86_400_000)))
                if try await !warehouse.artifacts(of: one).isEmpty { kept.append(day) }
            }
            // 8 gave way to 13 of its week and 99 to 100 of its own; 1 and 3 are older than 91 days.
            #expect(kept == [13, 85, 99.9, 100])
        }
    }

    @Test func `a week's snapshot is the newest of the stretch`() async throws {
        try await withWarehouse { warehouse, _ in
            for day in [0, 3, 7] { _ = try await warehouse.publish(snapshot(.start + .days(Int64(day)))) }
            let found = try await warehouse.snapshot(of: guild, from: .start, until: .start + .days(7))
            #expect(found?.asOf == .start + .days(3))
            #expect(
                try await warehouse.snapshot(of: guild, from: .start + .days(8), until: .start + .days(9))
                    == nil)
        }
    }
}
