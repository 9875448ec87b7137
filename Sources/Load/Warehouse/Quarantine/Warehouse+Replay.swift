import Crawl
package import Guilds
import Postgres

extension Warehouse {
    /// Tries the held fetches of a document again, in the order in which they were fetched.
    ///
    /// Each is loaded under a new lease, fenced like any load; where the document was confirmed after the
    /// fetch, what was held is older than what is known and is dropped.
    package func replayQuarantined(_ document: DocumentID) async throws -> ReplayTally {
        let held = try await withConnection { connection in
            try await connection.query(QuarantineQueries.ofDocument, document.parameters).map(Held.init)
        }
        var tally = ReplayTally()
        for one in held {
            guard let completion = one.completion.flatMap(Refusal.completion) else {
                tally.unreadable += 1
                continue
            }
            let path = try await replay(one, completion)
            tally[keyPath: path] += 1
            // What was fetched later must not be written before.
            if path == \.held || path == \.refused { break }
        }
        return tally
    }

    /// Tries one fetch; which count of the tally it belongs to.
    private func replay(_ held: Held, _ completion: Completion) async throws -> WritableKeyPath<
        ReplayTally, Int
    > {
        let document = completion.observation.document
        guard let lease = try await lease(document, for: held.observedAt) else {
            guard try await isFree(document) else { return \.held }
            try await drop(held, of: document)
            return \.outdated
        }
        var renewed = completion
        renewed.observation.generation = lease.generation
        renewed.nextDue = lease.nextDue
        do {
            _ = try await loadInOrder([renewed])
        } catch let error as WarehouseError where error.blamesData {
            try await release(document, lease.generation)
            try await refuse(held, Refusal(completion, error.underlying))
            return \.refused
        } catch {
            try await release(document, lease.generation)
            throw error
        }
        try await drop(held, of: document)
        return \.written
    }

    /// A lease of the target for a minute; nil when a worker holds it or it was confirmed since.
    private func lease(
        _ document: DocumentID, for observedAt: Microseconds
    ) async throws -> (generation: Int64, nextDue: Timestamp)? {
        try await withConnection { connection in
            let clock = try await StoreClock(connection)
            return try await connection.query(
                QuarantineQueries.lease,
                document.parameters + [
                    .timestamp(clock.now), .timestamp(clock.now + .seconds(60)), .timestamp(observedAt),
                ]
            ).first.map { row in (try row.value(0), Timestamp(try row.timestamp(1))) }
        }
    }

    private func isFree(_ document: DocumentID) async throws -> Bool {
        try await withConnection { connection in
            let clock = try await StoreClock(connection)
            let row = try await connection.query(
                QuarantineQueries.isHeld, document.parameters + [.timestamp(clock.now)]
            ).first
            return try row.map { row in try !row.bool(0) } ?? true
        }
    }

    private func release(_ document: DocumentID, _ generation: Int64) async throws {
        try await release([
            Lease(
                document: document, address: .region, generation: generation, lastModified: nil, digest: nil,
                decoderVersion: nil, confirmedAt: nil, consecutiveFailures: 0)
        ])
    }

    private func refuse(_ held: Held, _ refusal: Refusal) async throws {
        try await withConnection { connection in
            _ = try await connection.execute(
                QuarantineQueries.refuseAgain,
                refusal.completion.observation.document.parameters + [
                    .int64(held.generation), .text(refusal.sqlState), .text(refusal.reason),
                ])
        }
    }

    private func drop(_ held: Held, of document: DocumentID) async throws {
        try await withConnection { connection in
            _ = try await connection.execute(
                QuarantineQueries.drop, document.parameters + [.int64(held.generation)])
        }
    }
}

/// A row of `QuarantineQueries.ofDocument`.
private struct Held: Sendable {
    let generation: Int64
    let observedAt: Microseconds
    let completion: String?

    init(_ row: Row) throws {
        generation = try row.value(0)
        observedAt = try row.timestamp(1)
        completion = try row.value(2)
    }
}
