import Crawl
import Guilds
import Synchronization
import Warehouse

/// A way to claim: ours, or the peer's.
typealias Claim = @Sendable (_ limit: Int) async throws -> [Lease]

/// One process of the crawl: a warehouse of its own, and how it claims.
struct Worker: Sendable {
    let warehouse: Warehouse
    let claim: Claim
}

/// One claim that was made.
private struct Claimed: Sendable {
    let latency: Duration
    let targets: Int
}

/// Workers that claim and complete batches side by side for a while.
struct Workers {
    let workers: [Worker]
    let batch: Int

    /// Works for `duration`, or until each worker has claimed `most` times, so many claims a second together, or at
    /// full speed.
    func work(for duration: Duration, claimsPerSecond: Int? = nil, most: Int = .max) async throws
        -> Measurement
    {
        let clock = ContinuousClock()
        let started = clock.now
        let end = started + duration
        let interval = claimsPerSecond.map { rate in Duration.seconds(1) * workers.count / rate }
        let claims = try await withThrowingTaskGroup(of: [Claimed].self) { group in
            for (place, worker) in workers.enumerated() {
                let offset = (interval ?? .zero) * place / workers.count
                group.addTask {
                    try await self.work(
                        worker, from: started + offset, until: end, interval: interval, most: most)
                }
            }
            return try await group.reduce(into: [Claimed]()) { all, part in all += part }
        }
        return Measurement(
            latencies: claims.map(\.latency).sorted(),
            targets: claims.reduce(0) { sum, claim in sum + claim.targets },
            seconds: (clock.now - started) / .seconds(1))
    }

    /// Claims and completes at even times; a worker that is late does not wait.
    private func work(
        _ worker: Worker, from start: ContinuousClock.Instant, until end: ContinuousClock.Instant,
        interval: Duration?, most: Int
    ) async throws -> [Claimed] {
        let clock = ContinuousClock()
        var claims: [Claimed] = []
        var next = start
        while clock.now < end && claims.count < most {
            if let interval {
                try await clock.sleep(until: next)
                next += interval
            }
            let began = clock.now
            let leases = try await worker.claim(batch)
            claims.append(Claimed(latency: clock.now - began, targets: leases.count))
            _ = try await worker.warehouse.complete(leases.map(Self.completion))
        }
        return claims
    }

    /// The target is looked at again after 31 to 60 days, long after the bench.
    static func completion(_ lease: Lease) -> Completion {
        Completion(
            observation: Observation(
                document: lease.document, generation: lease.generation, observedAt: Targets.now,
                lastModified: nil, outcome: .unchanged, digest: nil, decoderVersion: 1, httpStatus: 304,
                bytes: 0),
            nextDue: Targets.now + .days(31) + .seconds(lease.document.subject * 48271 % 2_505_600),
            discoveries: [], evidence: lease.evidence)
    }
}

/// What the workers did together.
struct Measurement {
    /// Of each claim, ascending.
    let latencies: [Duration]
    let targets: Int
    let seconds: Double

    var claimsPerSecond: Double { Double(latencies.count) / seconds }
    var targetsPerSecond: Double { Double(targets) / seconds }

    /// Milliseconds that this share of the claims did not exceed.
    func milliseconds(_ share: Double) -> Double {
        guard !latencies.isEmpty else { return 0 }
        return latencies[min(latencies.count - 1, Int(share * Double(latencies.count)))] / .milliseconds(1)
    }
}
