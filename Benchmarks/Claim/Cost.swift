import Foundation
import Postgres

/// Processor time and pages that a server process has used so far.
struct Usage {
    /// Nanoseconds on a processor; 0 where the system does not tell.
    let processor: Int
    /// Pages read, from memory or disk.
    let pages: Int

    static func - (left: Usage, right: Usage) -> Usage {
        Usage(processor: left.processor - right.processor, pages: left.pages - right.pages)
    }
}

/// Reads the usage of the one connection of a pool, whose database nobody else uses meanwhile.
struct Meter {
    let pool: Pool

    func read() async throws -> Usage {
        let (process, pages) = try await pool.withConnection { connection in
            try await connection.executeScript("SELECT pg_stat_force_next_flush()")
            let row = try await connection.query(
                """
                SELECT pg_backend_pid(), blks_hit + blks_read FROM pg_stat_database
                WHERE datname = current_database()
                """
            ).one()
            return (try row.int(0), try row.int(1))
        }
        let schedule = try? String(contentsOfFile: "/proc/\(process)/schedstat", encoding: .utf8)
        return Usage(
            processor: schedule?.split(separator: " ").first.flatMap { text in Int(text) } ?? 0, pages: pages)
    }
}

/// What claims used, one by one.
struct Cost {
    private var processor: [Int] = []
    private var latencies: [Duration] = []
    private var allPages = 0
    private var allTargets = 0

    mutating func add(_ usage: Usage, latency: Duration, targets: Int) {
        processor.append(usage.processor)
        latencies.append(latency)
        allPages += usage.pages
        allTargets += targets
    }

    private var count: Int { max(1, processor.count) }

    /// Processor time of the mean claim, the questions of the meter included.
    var milliseconds: Double { Double(processor.reduce(0, +)) / Double(count) / 1e6 }
    /// Processor time that 99 of 100 claims did not exceed.
    var worstMilliseconds: Double {
        let sorted = processor.sorted()
        return sorted.isEmpty ? 0 : Double(sorted[min(sorted.count - 1, sorted.count * 99 / 100)]) / 1e6
    }
    /// Time from the call to the leases that such a share of the claims did not exceed.
    func latency(_ share: Double) -> Double {
        let sorted = latencies.sorted()
        return sorted.isEmpty
            ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] / .milliseconds(1)
    }
    var pages: Int { allPages / count }
    var targets: Int { allTargets / count }
}
