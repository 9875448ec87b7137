import Crawl
import Guilds
import Postgres
import SystemPackage
import Warehouse

/// BenchLoad URL MIGRATIONS CHARACTERS WRITERS BATCH: loads summaries through the warehouse.
///
/// Before each pass it prints `ready` and waits for a line on standard input, so that whoever started it can read
/// the processes' CPU time; after it, `PASS OBSERVATIONS ROWS SECONDS`.
struct LoadBench {
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
        let batches = stride(from: 0, to: completions.count, by: batch).map { start in
            Array(completions[start..<min(completions.count, start + batch)])
        }
        try say("ready")
        _ = readLine()
        let clock = ContinuousClock()
        let started = clock.now
        let rows = try await write(batches)
        let seconds = (clock.now - started) / .seconds(1)
        try say("visit\(visit) \(completions.count) \(rows) \(seconds)")
    }

    /// Unbuffered: whoever waits for a line gets it at once.
    private func say(_ line: String) throws {
        try FileDescriptor.standardOutput.writeAll((line + "\n").utf8)
    }

    private func write(_ batches: [[Completion]]) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            var rows = 0
            for (place, batch) in batches.enumerated() {
                if place >= writers, let done = try await group.next() { rows += done }
                group.addTask {
                    try await warehouse.complete(batch).reduce(0) { sum, result in sum + result.rows }
                }
            }
            for try await done in group { rows += done }
            return rows
        }
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

let arguments = CommandLine.arguments
guard arguments.count == 6, let characters = Int(arguments[3]), let writers = Int(arguments[4]),
    let batch = Int(arguments[5])
else { fatalError("usage: BenchLoad URL MIGRATIONS CHARACTERS WRITERS BATCH") }
let pool = Pool(settings: try ConnectionSettings(url: arguments[1]), size: writers)
_ = try await Migrator(folder: FilePath(arguments[2])).migrate(pool)
let bench = LoadBench(
    warehouse: Warehouse(pool: pool), population: Population(count: characters), writers: writers,
    batch: batch)
try await bench.prepare()
try await bench.visit(0)
try await bench.visit(1)
await pool.close()
