import Crawl
import Foundation
import Guilds
import Postgres
import SystemPackage
import Warehouse

/// BenchClaim URL MIGRATIONS TARGETS SECONDS WORKERS BATCH PACE: claims and completes batches of a large table, ours and a
/// claim without watermark, first undisturbed, then while another session holds an old snapshot.
struct ClaimBench {
    let url: String
    let seconds: Int
    let workers: Int
    let batch: Int
    /// Claims a second of all workers together, where they keep an even pace.
    let pace: Int

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
            // Its settings must not follow it into the completions.
            let pool = try pool()
            return Worker(warehouse: Warehouse(pool: try self.pool())) { limit in
                try await NaiveClaim(pool: pool).claim(limit: limit)
            }
        }
        return Workers(workers: crew, batch: batch)
    }

    /// At full speed, then at an even pace for `paced`.
    func measure(_ name: String, _ workers: Workers, paced: Duration) async throws
        -> (full: Measurement, paced: Measurement)
    {
        // Everybody has looked around and has prepared its statements before it counts.
        _ = try await workers.work(for: .seconds(2))
        let full = try await workers.work(for: .seconds(seconds))
        row(name + ", full speed", full)
        let even = try await workers.work(for: paced, claimsPerSecond: pace)
        row(name + ", \(pace) claims/s", even)
        return (full, even)
    }

    /// A few claims of the peer: enough to see what they cost.
    func measurePeer(_ name: String) async throws -> Measurement {
        let result = try await naive().work(for: .seconds(seconds), most: 20)
        row(name + ", full speed", result)
        return result
    }

    /// What one claim costs the server, whatever else the machine does: one worker claims at the pace of one of
    /// `workers`, and its completions are left out of the count.
    func cost(_ name: String, for duration: Duration) async throws -> Cost {
        let pool = try pool()
        let warehouse = Warehouse(pool: pool)
        let meter = Meter(pool: pool)
        let clock = ContinuousClock()
        _ = try await warehouse.claim(.all, limit: batch, now: Targets.now, lease: Self.lease)
        var cost = Cost()
        let end = clock.now + duration
        var next = clock.now
        while clock.now < end {
            next += .seconds(1) * workers / pace
            let before = try await meter.read()
            let began = clock.now
            let leases = try await warehouse.claim(
                .all, limit: batch, now: Targets.now, lease: Self.lease)
            let latency = clock.now - began
            cost.add(try await meter.read() - before, latency: latency, targets: leases.count)
            _ = try await warehouse.complete(leases.map(Workers.completion))
            try await clock.sleep(until: next)
        }
        await pool.close()
        print(
            pad(name + ", alone", 40)
                + "server CPU \(decimal(cost.milliseconds)) ms, mean; 99 of 100 under "
                + "\(decimal(cost.worstMilliseconds)) ms; \(cost.pages) pages for \(cost.targets) targets; "
                + "p50 \(decimal(cost.latency(0.5))), p99 \(decimal(cost.latency(0.99))) ms")
        fflush(nil)
        return cost
    }

    private func row(_ name: String, _ result: Measurement) {
        let cells = [
            result.claimsPerSecond, result.targetsPerSecond, result.milliseconds(0.5),
            result.milliseconds(0.99), result.milliseconds(1),
        ]
        print(
            pad(name, 40) + cells.map { cell in pad(decimal(cell), -11) }.joined()
                + pad(loadAverage(), -8))
        // Whoever waits for the table sees it grow, also through a pipe.
        fflush(nil)
    }
}

/// The machine's load over the last minute, which counts the bench itself.
func loadAverage() -> String {
    guard let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8) else { return "?" }
    return String(text.prefix { letter in letter != " " })
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
guard arguments.count == 8, let count = Int(arguments[3]), let seconds = Int(arguments[4]),
    let workers = Int(arguments[5]), let batch = Int(arguments[6]),
    let pace = Int(arguments[7])
else { fatalError("usage: BenchClaim URL MIGRATIONS TARGETS SECONDS WORKERS BATCH PACE") }
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
    pad("", 40)
        + ["claims/s", "targets/s", "p50 ms", "p99 ms", "max ms"].map { title in pad(title, -11) }.joined()
        + pad("load", -8))

let bench = ClaimBench(url: arguments[1], seconds: seconds, workers: workers, batch: batch, pace: pace)
let ours = try await bench.measure("watermark", try bench.ours(), paced: .seconds(4 * seconds))
let cost = try await bench.cost("watermark", for: .seconds(2 * seconds))
let naive = try await bench.measurePeer("no watermark")

let reader = try await Connection.open(settings)
let held = try await reader.transaction(isolation: .repeatableRead) { reader in
    _ = try await reader.query("SELECT count(*) FROM crawl_bucket")
    let since = clock.now
    var moved = 0
    let movers = try bench.ours()
    while moved < 80_000 { moved += try await movers.work(for: .seconds(1)).targets }
    print("\na snapshot is held from here on; \(moved) targets have moved since")
    let ours = try await bench.measure(
        "watermark, old snapshot", try bench.ours(), paced: .seconds(16 * seconds))
    let cost = try await bench.cost("watermark, old snapshot", for: .seconds(2 * seconds))
    let naive = try await bench.measurePeer("no watermark, old snapshot")
    print("the snapshot was held for \(decimal((clock.now - since) / .seconds(1))) s")
    return (ours: ours, cost: cost, naive: naive)
}
await reader.close()
await pool.close()
print(
    "\nbench claim claims_per_s=\(decimal(ours.full.claimsPerSecond))"
        + " targets_per_s=\(decimal(ours.full.targetsPerSecond))"
        + " p50_ms=\(decimal(ours.paced.milliseconds(0.5))) p99_ms=\(decimal(ours.paced.milliseconds(0.99)))"
        + " held_p50_ms=\(decimal(held.ours.paced.milliseconds(0.5)))"
        + " held_p99_ms=\(decimal(held.ours.paced.milliseconds(0.99)))"
        + " alone_p50_ms=\(decimal(cost.latency(0.5))) alone_p99_ms=\(decimal(cost.latency(0.99)))"
        + " held_alone_p99_ms=\(decimal(held.cost.latency(0.99)))"
        + " cpu_ms=\(decimal(cost.milliseconds)) cpu_p99_ms=\(decimal(cost.worstMilliseconds))"
        + " pages=\(cost.pages) held_cpu_ms=\(decimal(held.cost.milliseconds))"
        + " held_cpu_p99_ms=\(decimal(held.cost.worstMilliseconds)) held_pages=\(held.cost.pages)"
        + " naive_p99_ms=\(decimal(naive.milliseconds(0.99)))"
        + " naive_held_p99_ms=\(decimal(held.naive.milliseconds(0.99)))"
        + " x_naive=\(decimal(ours.full.claimsPerSecond / naive.claimsPerSecond))"
        + " x_naive_held=\(decimal(held.ours.full.claimsPerSecond / held.naive.claimsPerSecond))")
