import Crawl
import Guilds
import Postgres
import SystemPackage
import TestDatabase
import Testing

@testable import Warehouse

/// The migrations of this checkout.
let migrationsFolder = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent().appending("migrations")

/// Runs with a migrated database of its own.
func withWarehouse<Value>(
    connections: Int = 6, _ body: (Warehouse, Pool) async throws -> Value
) async throws -> Value {
    try await withTestDatabase { database in
        let pool = Pool(settings: database.settings, size: connections)
        do {
            _ = try await Migrator(folder: migrationsFolder).migrate(pool)
            let value = try await body(Warehouse(pool: pool), pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }
}

/// Waits until the condition holds; gives up after ten minutes.
func eventually(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<60_000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("waited for ten minutes")
}

extension Warehouse {
    /// Makes a target known and leases it, as a crawl would.
    func lease(_ document: DocumentID, at now: Timestamp = .start) async throws -> Lease {
        try await enlist([Discovery(document: document, address: document.someAddress, due: now, wakes: true)]
        )
        let leases = try await claim(.all, limit: 1000, now: now, lease: .seconds(60))
        try await release(leases.filter { lease in lease.document != document })
        return try #require(leases.first { lease in lease.document == document })
    }

    /// Leases the document and completes it with these facts; the verdict and the rows written.
    @discardableResult
    func load(_ facts: Facts, as document: DocumentID, at now: Timestamp = .start) async throws -> LoadResult
    {
        let lease = try await lease(document, at: now)
        return try #require(try await complete([lease.completion(.received(facts), at: now)]).first)
    }
}

extension Lease {
    func completion(
        _ outcome: Observation.Outcome, at now: Timestamp = .start, modified: Timestamp? = nil,
        due: Timestamp? = nil, discoveries: [Discovery] = [], evidence: ChangeEvidence? = nil,
        size: Int32? = nil, settlesAt: Timestamp? = nil
    ) -> Completion {
        Completion(
            observation: Observation(
                document: document, generation: generation, observedAt: now, lastModified: modified,
                outcome: outcome, digest: 7, decoderVersion: 1, httpStatus: 200, bytes: 100),
            nextDue: due ?? now + .days(1), discoveries: discoveries, evidence: evidence ?? self.evidence,
            size: size, settlesAt: settlesAt)
    }
}

extension DocumentID {
    var someAddress: DocumentAddress {
        switch kind.scope {
        case .region: .region
        case .guild:
            .guild(GuildAddress(region: region, realmSlug: "vale-of-tests", nameSlug: "guild-\(subject)"))
        case .character:
            .character(CharacterAddress(region: region, realmSlug: "vale-of-tests", name: "hero\(subject)"))
        }
    }
}

extension Timestamp {
    /// 2026-03-02T00:00:00Z.
    static let start = Timestamp(seconds: 1_772_409_600)
}

let guild = GuildKey(realm: RealmKey(region: .eu, id: 1403), id: 9_001)

func hero(_ id: Int64, realm: Int32 = 1403) -> CharacterKey {
    CharacterKey(realm: RealmKey(region: .eu, id: realm), id: id)
}

func member(_ key: CharacterKey, rank: Int16 = 5, level: Int16 = 90) -> RosterMember {
    RosterMember(
        character: key, name: "Hero\(key.id)", realmSlug: "vale-of-tests", level: level,
        characterClass: CharacterClass(id: 8), raceID: 4, rank: rank)
}

func roster(_ members: [RosterMember], of guild: GuildKey = guild) -> Facts {
    .roster(Roster(guild: guild, guildName: "Testing Grounds", realmSlug: "vale-of-tests", members: members))
}

func summary(
    _ key: CharacterKey, itemLevel: Int16 = 600, name: String? = nil, login: Timestamp = .start
) -> Facts {
    .summary(
        CharacterSummary(
            key: key, name: name ?? "Hero\(key.id)", realmSlug: "vale-of-tests", level: 90,
            characterClass: CharacterClass(id: 8), raceID: 4, faction: .alliance,
            activeSpecialization: Specialization(id: 64), guild: guild, achievementPoints: 1234,
            averageItemLevel: itemLevel, equippedItemLevel: itemLevel - 2, lastLogin: login))
}

func item(_ slot: String, _ id: Int32, level: Int16 = 600) -> EquippedItem {
    EquippedItem(
        slot: EquipmentSlot(slot), itemID: id, name: "Item \(id)", quality: "EPIC", itemLevel: level,
        bonuses: [1, 2], enchantments: [], sockets: [0], setID: nil)
}

func equipment(_ key: CharacterKey, _ items: [EquippedItem]) -> Facts {
    .equipment(Equipment(character: key, items: items))
}

func run(_ dungeon: Int32, level: Int16, at moment: Timestamp, by key: CharacterKey) -> KeystoneRun {
    KeystoneRun(
        dungeonID: dungeon, dungeonName: "Dungeon \(dungeon)", level: level, completedAt: moment,
        duration: .seconds(1800), isTimed: true, affixes: [9, 10], rating: 250.5,
        members: [
            KeystoneRunMember(character: key, specialization: Specialization(id: 64), itemLevel: 600),
            KeystoneRunMember(character: hero(777, realm: 633), specialization: nil, itemLevel: nil),
        ])
}
