import BattleNet
import Guilds

/// Fetches one leased target and decides what is to be written; it writes nothing itself.
struct Fetcher: Sendable {
    let gateway: Gateway
    let world: WorldClock
    /// How often a transient failure is tried again at once; each request takes a permit of its own.
    let attempts: Int
    /// The decoder of this release; facts of another one are not taken for known.
    let decoderVersion: Int16
    /// The largest body that is kept for the archive.
    let largestKeptBody: Int
    let breaker: Breaker

    /// The longest pause before another try; what takes longer is left to a later visit.
    private static let patience = Duration.seconds(10)

    /// What one target's visit brought, and the requests it took.
    struct Visit: Sendable {
        var completion: Completion
        var requests: Int
    }

    /// Plans by the policy of the moment. Throws only when the crawl as a whole cannot go on, or is cancelled.
    func visit(_ lease: Lease, _ policy: RevisitPolicy) async throws -> Visit {
        var requests = 0
        var attempt = 1
        while true {
            try await breaker.check()
            switch try await gateway.ask(question(lease)) {
            case .success(let fetched):
                await breaker.answered()
                requests += fetched.requests
                return Visit(completion: completion(of: fetched, lease, policy), requests: requests)
            case .failure(let error):
                requests += error.requests
                guard let outcome = error.code == .late ? .failed(.timedOut) : error.outcome else {
                    throw CancellationError()
                }
                // A token that was withdrawn is replaced at the next try; one that is not handed out is the end.
                if error.code == .unauthorised && !error.isTokenRefused { throw await breaker.refused(error) }
                let pause = pause(after: attempt, error)
                let mayPass = error.isTransient || error.isTokenRefused
                guard mayPass && attempt < attempts && pause <= Self.patience
                else {
                    await breaker.failed(error)
                    return Visit(
                        completion: completion(
                            outcome, lease, policy, status: error.httpStatus, now: world.now),
                        requests: requests)
                }
                try await Task.sleep(for: pause)
                attempt += 1
            }
        }
    }

    // A newer decoder must see the whole document once more: neither a 304 nor an equal body will do.
    private func question(_ lease: Lease) -> Gateway.Question {
        let isKnown = lease.decoderVersion == decoderVersion
        return Gateway.Question(
            document: lease.document, address: lease.address,
            ifModifiedSince: isKnown ? lease.lastModified : nil, knownDigest: isKnown ? lease.digest : nil)
    }

    private func pause(after requests: Int, _ error: BattleNetError) -> Duration {
        max(error.retryAfter ?? .zero, .milliseconds(200) * (1 << (requests - 1)))
    }

    private func completion(of fetched: Fetched, _ lease: Lease, _ policy: RevisitPolicy) -> Completion {
        let now = world.now
        var outcome = Observation.Outcome.unchanged
        var discoveries: [Discovery] = []
        if case .received(let facts) = fetched.content {
            if let doubt = policy.doubt(of: facts, at: lease, now: now) {
                return completion(
                    .failed(doubt), lease, policy, status: fetched.httpStatus, now: now,
                    maxAge: fetched.maxAge)
            }
            outcome = .received(facts)
            discoveries = policy.discoveries(from: facts, of: lease, now: now)
            // The same body, read by another release, names its targets but is no news that would wake them.
            if fetched.digest == lease.digest {
                for index in discoveries.indices {
                    discoveries[index].wakes = false
                    discoveries[index].happenedAt = nil
                }
            }
        }
        let observation = Observation(
            document: lease.document, generation: lease.generation, observedAt: now,
            lastModified: fetched.lastModified ?? lease.lastModified, outcome: outcome,
            digest: fetched.digest ?? lease.digest, decoderVersion: decoderVersion,
            httpStatus: fetched.httpStatus, bytes: fetched.bytes)
        let evidence = policy.evidence(
            after: outcome, of: lease, lastModified: observation.lastModified, now: now)
        let due = policy.nextDue(
            after: outcome, of: lease, lastModified: observation.lastModified, maxAge: fetched.maxAge,
            now: now, evidence: evidence)
        var completion = Completion(
            observation: observation, nextDue: due, discoveries: discoveries, evidence: evidence,
            size: outcome.rosterSize, settlesAt: outcome.settlesAt)
        completion.body = packed(fetched.body, of: lease.document.kind)
        return completion
    }

    /// Packed at once, in the task that fetched: a batch of bodies as they came would fill the memory.
    private func packed(_ body: [UInt8], of kind: DocumentKind) -> PackedBody? {
        guard largestKeptBody > 0 else { return nil }
        do {
            return try PackedBody(packing: body, of: kind, limit: largestKeptBody)
        } catch {
            // Without memory for it the facts still count; the archive has a gap, which a backfill respects.
            return nil
        }
    }

    private func completion(
        _ outcome: Observation.Outcome, _ lease: Lease, _ policy: RevisitPolicy, status: Int16,
        now: Timestamp, maxAge: Duration? = nil
    ) -> Completion {
        let observation = Observation(
            document: lease.document, generation: lease.generation, observedAt: now,
            lastModified: nil, outcome: outcome, digest: nil, decoderVersion: decoderVersion,
            httpStatus: status, bytes: 0)
        let due = policy.nextDue(after: outcome, of: lease, lastModified: nil, maxAge: maxAge, now: now)
        return Completion(
            observation: observation, nextDue: due,
            discoveries: promise(after: outcome, of: lease, policy, now: now), evidence: lease.evidence)
    }

    /// A character whose summary is missing or hidden from the start is stored all the same, by its guild.
    private func promise(
        after outcome: Observation.Outcome, of lease: Lease, _ policy: RevisitPolicy, now: Timestamp
    ) -> [Discovery] {
        guard lease.document.kind == .summary, lease.lastOutcome == nil,
            outcome == .missing || outcome == .hidden,
            let character = lease.document.character
        else { return [] }
        return [policy.promise(of: character, at: lease.address, now: now)]
    }
}

extension Observation.Outcome {
    fileprivate var rosterSize: Int32? {
        guard case .received(.roster(let roster)) = self else { return nil }
        return Int32(clamping: roster.members.count)
    }
}
