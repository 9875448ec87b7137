import Crawl
import Guilds
import Postgres
import SystemPackage
import Warehouse

/// BenchClaim URL MIGRATIONS TARGETS SECONDS WORKERS BATCH: claims and completes batches of a large table, ours and a
/// claim without watermark, first undisturbed, then while another session holds an old snapshot.
struct ClaimBench {
    let url: String
    let seconds: Int
    let workers: Int
    let batch: Int

    private static let lease = Duration.seconds(180)

    /// Each worker has a warehouse and a connection of its own, as processes have.
    private func pool() throws -> Pool { Pool(settings: try ConnectionSettings(url: url), size: 1) }

    func ours() throws -> Workers {
        let crew = try (0..<workers).map { _ in
            let warehouse = Warehouse(pool: try pool())
            return Worker(warehouse: warehouse) { limit in
                try await warehouse.claim(.all, limit: limit, now: Targets.now, lease: Self.lease)
            }
        }
        return Workers(workers: crew, batch: batch)
    }

    func naive() throws -> Workers {
        let crew = try (0..<workers).map { _ in
            let pool = try pool()
            return Worker(warehouse: Warehouse(pool: pool)) { limit in
                try await NaiveClaim(pool: pool).claim(limit: limit)
            }
        }
        return Workers(workers: crew, batch: batch)
    }

    /// At full speed and at an even pace of about two batches per worker and second.
    func measure(_ name: String, _ workers: Workers) async throws -> (full: Measurement, paced: Measurement) {
        // Everybody has looked around and has prepared its statements before it counts.
        _ = try await workers.work(for: .seconds(2), rest: .zero)
        let full = try await workers.work(for: .seconds(seconds), rest: .zero)
        let paced = try await workers.work(for: .seconds(seconds), rest: .milliseconds(500))
        row(name + ", full speed", full)
        row(name + ", paced", paced)
        return (full, paced)
    }

    private func row(_ name: String, _ result: Measurement) {
        let cells = [
            result.claimsPerSecond, result.targetsPerSecond, result.milliseconds(0.5),
            result.milliseconds(0.99), result.milliseconds(1),
        ]
        print(pad(name, 44) + cells.map { cell in pad(decimal(cell), -11) }.joined())
    }
}

func pad(_ text: String, _ width: Int) -> String {
    let gap = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? gap + text : text + gap
}

func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}

let arguments = CommandLine.arguments
guard arguments.count == 7, let count = Int(arguments[3]), let seconds = Int(arguments[4]),
    let workers = Int(arguments[5]), let batch = Int(arguments[6])
else { fatalError("usage: BenchClaim URL MIGRATIONS TARGETS SECONDS WORKERS BATCH") }
let settings = try ConnectionSettings(url: arguments[1])
let pool = Pool(settings: settings, size: 4)
let clock = ContinuousClock()
_ = try await Migrator(folder: FilePath(arguments[2])).migrate(pool)
let made = try await clock.measure { try await Targets(count: count).make(pool) }
print(
    "\(count) targets in 128 buckets, made in \(decimal(made / .seconds(1))) s; \(workers) workers, batches of \(batch)"
)
print("ms: of one claim, from the call to the leases, everything on the same cores\n")
print(
    pad("", 44)
        + ["claims/s", "targets/s", "p50 ms", "p99 ms", "max ms"].map { title in pad(title, -11) }.joined())

let bench = ClaimBench(url: arguments[1], seconds: seconds, workers: workers, batch: batch)
let ours = try await bench.measure("watermark", try bench.ours())
let naive = try await bench.measure("no watermark", try bench.naive())

let reader = try await Connection.open(settings)
let held = try await reader.transaction(isolation: .repeatableRead) { reader in
    _ = try await reader.query("SELECT count(*) FROM crawl_bucket")
    let since = clock.now
    var moved = 0
    let movers = try bench.ours()
    while moved < 80_000 { moved += try await movers.work(for: .seconds(1), rest: .zero).targets }
    print("\na snapshot is held from here on; \(moved) targets have moved since")
    let ours = try await bench.measure("watermark, old snapshot", try bench.ours())
    let naive = try await bench.measure("no watermark, old snapshot", try bench.naive())
    print("the snapshot was held for \(decimal((clock.now - since) / .seconds(1))) s")
    return (ours: ours, naive: naive)
}
await reader.close()
await pool.close()
print(
    "\nbench claim claims_per_s=\(decimal(ours.full.claimsPerSecond))"
        + " targets_per_s=\(decimal(ours.full.targetsPerSecond))"
        + " p50_ms=\(decimal(ours.paced.milliseconds(0.5))) p99_ms=\(decimal(ours.paced.milliseconds(0.99)))"
        + " held_p50_ms=\(decimal(held.ours.paced.milliseconds(0.5)))"
        + " held_p99_ms=\(decimal(held.ours.paced.milliseconds(0.99)))"
        + " naive_p99_ms=\(decimal(naive.paced.milliseconds(0.99)))"
        + " naive_held_p99_ms=\(decimal(held.naive.paced.milliseconds(0.99)))"
        + " x_naive=\(decimal(ours.full.claimsPerSecond / naive.full.claimsPerSecond))"
        + " x_naive_held=\(decimal(held.ours.full.claimsPerSecond / held.naive.full.claimsPerSecond))")
