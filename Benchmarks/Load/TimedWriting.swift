import Crawl
import SystemPackage
import Warehouse

/// Writes completions through the warehouse and tells how long it took.
///
/// Before, it prints `ready NAME` and waits for a line on standard input, so that whoever started the process can
/// read its CPU time; afterwards `NAME OBSERVATIONS ROWS SECONDS`.
struct TimedWriting {
    let warehouse: Warehouse
    let writers: Int
    let batch: Int

    func write(_ completions: [Completion], as name: String) async throws {
        let batches = stride(from: 0, to: completions.count, by: batch).map { start in
            Array(completions[start..<min(completions.count, start + batch)])
        }
        try say("ready \(name)")
        _ = readLine()
        let clock = ContinuousClock()
        let started = clock.now
        let rows = try await write(batches)
        let seconds = (clock.now - started) / .seconds(1)
        try say("\(name) \(completions.count) \(rows) \(seconds)")
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
}
