import Crawl
import Guilds
import Warehouse

/// Loads equipment documents, visit by visit.
struct StateLoad {
    let warehouse: Warehouse
    let wardrobe: Wardrobe
    let writers: Int
    let batch: Int

    private static let chunk = 20_000

    /// A first visit of everybody, `first`, then visits of all in turn until `rows` rows were seen, `again`.
    func run(rows: Int) async throws {
        let count = wardrobe.population.count
        for start in stride(from: 0, to: count, by: Self.chunk) {
            try await warehouse.enlist((start..<min(count, start + Self.chunk)).map(discovery))
        }
        try await visit(0, documents: count, as: "first")
        var left = rows / Wardrobe.slots.count
        var visit = 1
        while left > 0 {
            try await self.visit(visit, documents: min(left, count), as: "again")
            left -= count
            visit += 1
        }
    }

    /// Leases and completes so many documents, a part at a time, so that not all of them are in memory.
    private func visit(_ visit: Int, documents: Int, as name: String) async throws {
        let now = Wardrobe.moment(of: visit)
        var left = documents
        while left > 0 {
            let leases = try await warehouse.claim(
                .all, limit: min(left, Self.chunk), now: now, lease: .seconds(900))
            guard !leases.isEmpty else { fatalError("fewer documents are due than expected") }
            left -= leases.count
            try await TimedWriting(warehouse: warehouse, writers: writers, batch: batch)
                .write(leases.map { lease in completion(lease, visit, at: now) }, as: name)
        }
    }

    private func completion(_ lease: Lease, _ visit: Int, at now: Timestamp) -> Completion {
        let number = wardrobe.population.number(of: lease.document.subject)
        return Completion(
            observation: Observation(
                document: lease.document, generation: lease.generation, observedAt: now,
                lastModified: now - .hours(1),
                outcome: .received(.equipment(wardrobe.equipment(number, visit: visit))), digest: 1,
                decoderVersion: 1, httpStatus: 200, bytes: 30_000),
            nextDue: now + .hours(12) + wardrobe.population.turn(number) / 2, discoveries: [],
            evidence: lease.evidence)
    }

    private func discovery(_ number: Int) -> Discovery {
        let character = wardrobe.population.character(number)
        return Discovery(
            document: DocumentID(.equipment, of: character),
            address: .character(
                CharacterAddress(
                    region: .eu, realmSlug: "lantern-bay", name: "wanderer\(number)")),
            due: .start + wardrobe.population.turn(number), wakes: false)
    }
}
