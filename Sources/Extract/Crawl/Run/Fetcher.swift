import BattleNet
import Guilds

/// Fetches one leased target and decides what is to be written; it writes nothing itself.
struct Fetcher: Sendable {
    let client: BattleNetClient
    let purse: PermitPurse
    let policy: RevisitPolicy
    let world: WorldClock
    /// How often a transient failure is tried again at once; each try takes a permit.
    let attempts: Int
    /// The decoder of this release; facts of another one are not taken for known.
    let decoderVersion: Int16
    let breaker: Breaker
    let onEvent: @Sendable (CrawlEvent) -> Void

    /// The longest pause before another try; what takes longer is left to a later visit.
    private static let patience = Duration.seconds(10)

    /// What one target's visit brought, and the requests it took.
    struct Visit: Sendable {
        var completion: Completion
        var requests: Int
    }

    /// Throws only when the crawl as a whole cannot go on, or is cancelled.
    func visit(_ lease: Lease) async throws -> Visit {
        var requests = 0
        var attempt = 1
        while true {
            try await breaker.check()
            try await permit()
            switch await fetch(lease) {
            case .success(let fetched):
                await breaker.answered()
                requests += try await paid(fetched.requests)
                return Visit(completion: completion(of: fetched, lease), requests: requests)
            case .failure(let error):
                requests += try await paid(error.requests)
                guard let outcome = error.outcome else { throw CancellationError() }
                // A token that was withdrawn is replaced at the next try; one that is not handed out is the end.
                let isWithdrawn = error.code == .unauthorised && error.requests > 0 && attempt < attempts
                if error.code == .unauthorised && !isWithdrawn { throw await breaker.refused(error) }
                let pause = pause(after: attempt, error)
                guard (error.isTransient || isWithdrawn) && attempt < attempts && pause <= Self.patience else {
                    await breaker.failed(error)
                    return Visit(
                        completion: completion(outcome, lease, status: error.httpStatus, now: world.now),
                        requests: requests)
                }
                try await Task.sleep(for: pause)
                attempt += 1
            }
        }
    }

    private func fetch(_ lease: Lease) async -> Result<Fetched, BattleNetError> {
        let started = ContinuousClock.now
        let isKnown = lease.decoderVersion == decoderVersion
        do throws(BattleNetError) {
            // A newer decoder must see the whole document once more: neither a 304 nor an equal body will do.
            let fetched = try await client.fetch(
                lease.document, at: lease.address, ifModifiedSince: isKnown ? lease.lastModified : nil,
                knownDigest: isKnown ? lease.digest : nil)
            tell(
                lease, fetched.content == .unchanged ? .unchanged : .received, fetched.requests,
                since: started)
            return .success(fetched)
        } catch {
            tell(lease, .failed(error.code), error.requests, since: started)
            return .failure(error)
        }
    }

    private func tell(_ lease: Lease, _ end: FetchEnd, _ requests: Int, since start: ContinuousClock.Instant)
    {
        onEvent(.fetched(lease.document.kind, end, requests: requests, ContinuousClock.now - start))
    }

    private func permit() async throws {
        let asked = ContinuousClock.now
        try await purse.take()
        onEvent(.permitted(waited: ContinuousClock.now - asked))
    }

    /// Takes the permits for what the client sent beyond the one request it was let out with: a refused
    /// token is renewed and the request sent once more.
    private func paid(_ sent: Int) async throws -> Int {
        for _ in 0..<max(0, sent - 1) { try await permit() }
        return sent
    }

    private func pause(after requests: Int, _ error: BattleNetError) -> Duration {
        max(error.retryAfter ?? .zero, .milliseconds(200) * (1 << (requests - 1)))
    }

    private func completion(of fetched: Fetched, _ lease: Lease) -> Completion {
        let now = world.now
        var outcome = Observation.Outcome.unchanged
        var discoveries: [Discovery] = []
        if case .received(let facts) = fetched.content {
            if let doubt = facts.doubt {
                return completion(.failed(doubt), lease, status: fetched.httpStatus, now: now)
            }
            outcome = .received(facts)
            discoveries = policy.discoveries(from: facts, of: lease, now: now)
            // The same body, read by another release, names its targets but is no news that would wake them.
            if fetched.digest == lease.digest {
                for index in discoveries.indices { discoveries[index].wakes = false }
            }
        }
        let observation = Observation(
            document: lease.document, generation: lease.generation, observedAt: now,
            lastModified: fetched.lastModified ?? lease.lastModified, outcome: outcome,
            digest: fetched.digest ?? lease.digest, decoderVersion: decoderVersion,
            httpStatus: fetched.httpStatus, bytes: fetched.bytes)
        let due = policy.nextDue(
            after: outcome, of: lease, lastModified: observation.lastModified, maxAge: fetched.maxAge,
            now: now)
        return Completion(
            observation: observation, nextDue: due, discoveries: discoveries, evidence: lease.evidence,
            size: outcome.rosterSize)
    }

    private func completion(
        _ outcome: Observation.Outcome, _ lease: Lease, status: Int16, now: Timestamp
    ) -> Completion {
        let observation = Observation(
            document: lease.document, generation: lease.generation, observedAt: now,
            lastModified: nil, outcome: outcome, digest: nil, decoderVersion: decoderVersion,
            httpStatus: status, bytes: 0)
        let due = policy.nextDue(after: outcome, of: lease, lastModified: nil, maxAge: nil, now: now)
        return Completion(
            observation: observation, nextDue: due, discoveries: [], evidence: lease.evidence)
    }
}

extension Observation.Outcome {
    fileprivate var rosterSize: Int32? {
        guard case .received(.roster(let roster)) = self else { return nil }
        return Int32(clamping: roster.members.count)
    }
}

extension Facts {
    /// Why well-formed facts are still not to be believed: a guild has at least its guild master, so an
    /// empty roster is a fault of the source, and believing it would record everybody's departure.
    fileprivate var doubt: Observation.Failure? {
        guard case .roster(let roster) = self, roster.members.isEmpty else { return nil }
        return .malformed
    }
}
