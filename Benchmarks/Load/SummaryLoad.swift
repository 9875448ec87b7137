import Crawl
import Guilds
import Warehouse

/// Loads the summaries of characters that a roster has made known: two visits, the first of which finds every
/// state new.
struct SummaryLoad {
    let warehouse: Warehouse
    let population: Population
    let writers: Int
    let batch: Int

    /// Rosters first, as a crawl does: they make the characters and their targets known.
    func prepare() async throws {
        let rosters = (0..<population.guilds).map { number in
            Discovery(
                document: DocumentID(.roster, of: population.guild(number)),
                address: .guild(
                    GuildAddress(region: .eu, realmSlug: "lantern-bay", nameSlug: "guild-\(number)")),
                due: .start, wakes: false)
        }
        try await warehouse.enlist(rosters)
        let leases = try await warehouse.claim(.all, limit: rosters.count, now: .start, lease: .seconds(900))
        for lease in leases {
            let number = Int(lease.document.subject - population.guild(0).id)
            let first = number * population.guildSize
            let members = first..<min(population.count, first + population.guildSize)
            _ = try await warehouse.complete([
                completion(
                    lease, .roster(population.roster(number)), at: .start,
                    members.map { place in population.discovery(place) })
            ])
        }
    }

    /// Visits every character once.
    func visit(_ visit: Int) async throws {
        let now = Timestamp.start + .days(Int64(visit) * 2 + 1)
        let places = Dictionary(
            uniqueKeysWithValues: (0..<population.count).map { place in (population.character(place), place) }
        )
        var completions: [Completion] = []
        // A part at a time, the longest overdue first, as a crawl does; but each claim passes over all leases that
        // are held, of which a crawl has few.
        while completions.count < population.count {
            let leases = try await warehouse.claim(.all, limit: 20_000, now: now, lease: .seconds(900))
            guard !leases.isEmpty else { break }
            completions += leases.compactMap { lease in
                guard lease.document.kind == .summary, let character = lease.document.character,
                    let place = places[character]
                else { return nil }
                var seen = completion(lease, .summary(population.summary(place, visit: visit)), at: now, [])
                seen.nextDue = now + .days(1) + population.turn(place)
                return seen
            }
        }
        try await TimedWriting(warehouse: warehouse, writers: writers, batch: batch)
            .write(completions, as: "visit\(visit)")
    }

    private func completion(_ lease: Lease, _ facts: Facts, at now: Timestamp, _ discoveries: [Discovery])
        -> Completion
    {
        Completion(
            observation: Observation(
                document: lease.document, generation: lease.generation, observedAt: now,
                lastModified: now - .hours(1), outcome: .received(facts), digest: 1, decoderVersion: 1,
                httpStatus: 200, bytes: 9000),
            nextDue: now + .days(1), discoveries: discoveries, evidence: lease.evidence)
    }
}
