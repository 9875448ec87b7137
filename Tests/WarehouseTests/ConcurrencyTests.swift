import Crawl
import Guilds
import Postgres
import TestDatabase
import Testing

@testable import Warehouse

/// A small deterministic source of choices.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 33)
    }
}

/// A few days in the life of some guilds: what each document tells on each day.
private struct Days {
    static let count = 5
    static let guilds = (1...4).map { id in
        GuildKey(realm: RealmKey(region: .eu, id: Int32(100 + id)), id: Int64(id))
    }

    /// Every document with what it tells on a day.
    static func documents(day: Int) -> [(document: DocumentID, facts: Facts)] {
        var told: [(DocumentID, Facts)] = []
        for guild in guilds {
            let heroes = (0..<25).map { place in
                hero(guild.id * 20 + Int64(place), realm: Int32(100 + place % 6))
            }
            let present = heroes.filter { hero in (Int(hero.id) + day) % 7 != 0 }
            told.append(
                (
                    DocumentID(.roster, of: guild),
                    roster(
                        present.map { hero in member(hero, rank: Int16((Int(hero.id) + day) % 4)) }, of: guild
                    )
                ))
            for hero in heroes.prefix(20) {
                told.append(
                    (
                        DocumentID(.summary, of: hero),
                        summary(hero, itemLevel: Int16(600 + day * (Int(hero.id) % 3)))
                    ))
                let worn = (0...(Int(hero.id) + day) % 3).map { slot in
                    item("SLOT_\(slot)", Int32(slot + day / 2))
                }
                told.append((DocumentID(.equipment, of: hero), equipment(hero, worn)))
            }
        }
        return told
    }

    /// Loads all days: each day's documents shuffled and batched by `dice`, `writers` batches side by side.
    /// Every summary and roster wakes documents of others, so that batches want each other's targets.
    static func load(into warehouse: Warehouse, writers: Int, seed: UInt64) async throws -> [DocumentID: Int]
    {
        var dice = Dice(state: seed)
        var verdicts: [DocumentID: Int] = [:]
        for day in 0..<count {
            let now = Timestamp.start + .days(Int64(day))
            let told = Dictionary(
                uniqueKeysWithValues: documents(day: day).map { told in (told.document, told.facts) })
            try await warehouse.enlist(
                told.keys.map { document in
                    Discovery(document: document, address: document.someAddress, due: now, wakes: true)
                })
            var leases = try await warehouse.claim(.all, limit: 5000, now: now, lease: .seconds(120))
                .filter { lease in told[lease.document] != nil }
            leases.shuffle(using: &dice)
            var batches: [[Completion]] = []
            while !leases.isEmpty {
                let batch = leases.prefix(Int.random(in: 1...60, using: &dice))
                leases.removeFirst(batch.count)
                let woken = documents(day: day).shuffled(using: &dice).prefix(30).map { told in
                    Discovery(
                        document: told.document, address: told.document.someAddress, due: now + .days(1),
                        wakes: true)
                }
                batches.append(
                    batch.compactMap { lease in
                        told[lease.document].map { facts in
                            lease.completion(.received(facts), at: now, discoveries: woken)
                        }
                    })
            }
            try await write(batches, warehouse, writers: writers) { result in
                verdicts[result.document, default: 0] += result.rows
            }
        }
        return verdicts
    }

    private static func write(
        _ batches: [[Completion]], _ warehouse: Warehouse, writers: Int, each: (LoadResult) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: [LoadResult].self) { group in
            for (place, batch) in batches.enumerated() {
                if place >= writers, let done = try await group.next() { done.forEach(each) }
                group.addTask { try await warehouse.complete(batch) }
            }
            for try await done in group { done.forEach(each) }
        }
    }
}

@Suite(.enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.whyNot)))
struct ConcurrencyTests {
    @Test func `the order, the batching and the number of writers leave no trace`() async throws {
        let alone = try await withWarehouse { warehouse, _ in
            let rows = try await Days.load(into: warehouse, writers: 1, seed: 1)
            return (rows, try await warehouse.dumpSeries())
        }
        #expect(alone.1["membership"]?.isEmpty == false)
        for seed in UInt64(2)...3 {
            let together = try await withWarehouse(connections: 8) { warehouse, _ in
                let rows = try await Days.load(into: warehouse, writers: 8, seed: seed)
                return (rows, try await warehouse.dumpSeries())
            }
            #expect(together.0 == alone.0)
            for (table, lines) in alone.1 { #expect(together.1[table] == lines, "\(table)") }
        }
    }

    @Test func `the same batch delivered by several writers at once is written once`() async throws {
        try await withWarehouse(connections: 8) { warehouse, pool in
            let documents = (1...30).map { id in DocumentID(.summary, of: hero(Int64(id))) }
            try await warehouse.enlist(
                documents.map { document in
                    Discovery(document: document, address: document.someAddress, due: .start, wakes: true)
                })
            let leases = try await warehouse.claim(.all, limit: 99, now: .start, lease: .seconds(60))
            let batch = leases.map { lease in
                lease.completion(.received(summary(hero(lease.document.subject))))
            }
            let answers = try await withThrowingTaskGroup(of: [LoadResult].self) { group in
                for _ in 0..<8 { group.addTask { try await warehouse.complete(batch) } }
                return try await group.reduce(into: Set<[LoadResult]>()) { all, one in all.insert(one) }
            }
            #expect(answers.count == 1)
            let attempts = try await pool.withConnection { connection in
                try await connection.query("SELECT count(*) FROM attempt").one().int(0)
            }
            #expect(attempts == 30)
        }
    }
}
