package import Guilds
import Postgres

/// Who of those that are stored must go, and who waits.
package struct RetentionOutlook: Sendable {
    /// A character that is to be removed.
    package struct Candidate: Sendable, Hashable {
        /// Who it is.
        package let character: CharacterKey
        /// Why.
        package let reason: PurgeReason
        /// Whether a roster still lists it, so that only what its own documents told goes.
        package let profileOnly: Bool
    }

    /// In the order of their keys.
    package var candidates: [Candidate] = []
    /// Those whose removal waits for more evidence, by why.
    package var heldBack: [String: Int] = [:]
    /// Why none of them is removed without a person's word; nil when it may go on.
    package var objection: String?
}

/// What a run of retention did.
package struct RetentionResult: Sendable {
    /// What was found.
    package var outlook: RetentionOutlook
    /// Characters that were removed.
    package var removed = 0
    /// Rows that were deleted or changed with them.
    package var rows = 0
}

/// What the last run of retention left behind.
package struct RetentionHealth: Sendable, Hashable {
    /// World time of the last run.
    package let lookedAt: Timestamp
    /// Since when runs halt because too many would go at once; nil when they do not.
    package let haltedSince: Timestamp?
    /// How many were to go at the last run.
    package let candidates: Int
    /// How many wait for more evidence.
    package let heldBack: Int
    /// How many were ever removed.
    package let removedEver: Int
    /// How many asked never to be stored.
    package let optedOut: Int
}

extension Warehouse {
    /// Characters that are removed in one transaction: loads wait meanwhile.
    private static let chunk = 20

    /// Who must go at `now`; `allowance` is how many a person allowed to go at once. Reads all characters.
    package func retentionOutlook(now: Timestamp, allowance: Int? = nil) async throws -> RetentionOutlook {
        try await withConnection { connection in
            let look = RetentionLook(connection: connection, now: now)
            var outlook = RetentionOutlook()
            for verdict in try await look.verdicts() { outlook.add(verdict) }
            outlook.objection = try await look.guardian(of: outlook.candidates.map(\.character))
                .objection(allowance: allowance)
            return outlook
        }
    }

    /// Removes who must go, unless so many would go at once that a person has to look first.
    ///
    /// May be killed at any moment and run again: each few characters go in a transaction of their own, which
    /// judges them once more while nobody can load them.
    package func retain(now: Timestamp, allowance: Int? = nil) async throws -> RetentionResult {
        var result = RetentionResult(outlook: try await retentionOutlook(now: now, allowance: allowance))
        if result.outlook.objection == nil {
            let candidates = Dictionary(grouping: result.outlook.candidates, by: \.character.bucket)
            for (_, inBucket) in candidates.sorted(by: { one, other in one.key < other.key }) {
                for start in stride(from: 0, to: inBucket.count, by: Self.chunk) {
                    try Task.checkCancellation()
                    let chunk = inBucket[start..<min(start + Self.chunk, inBucket.count)]
                    let (removed, rows) = try await purge(chunk.map(\.character), now: now)
                    result.removed += removed
                    result.rows += rows
                }
            }
        }
        let (outlook, removed) = (result.outlook, result.removed)
        try await withConnection { connection in
            _ = try await connection.execute(
                RetentionQueries.record,
                [
                    .timestamp(Microseconds(now)), .bool(outlook.objection != nil),
                    .int32(Int32(clamping: outlook.candidates.count - removed)),
                    .int32(Int32(clamping: outlook.heldBack.values.reduce(0, +))), .int(removed),
                ])
        }
        return result
    }

    /// What the last run left behind; nil before the first.
    package func retentionHealth() async throws -> RetentionHealth? {
        try await withConnection { connection in
            guard let row = try await connection.query(RetentionQueries.last).first else { return nil }
            return RetentionHealth(
                lookedAt: Timestamp(try row.timestamp(0)), haltedSince: try row.moment(1),
                candidates: try row.value(2), heldBack: try row.value(3), removedEver: try row.value(4),
                optedOut: try await connection.query(OptOutQueries.count).one().value(0))
        }
    }

    /// Removes those of a bucket who still must go.
    private func purge(_ characters: [CharacterKey], now: Timestamp) async throws -> (removed: Int, rows: Int)
    {
        guard let bucket = characters.first?.bucket else { return (0, 0) }
        return try await transaction { connection in
            try await connection.execute(OptOutQueries.takeLock)
            let verdicts = try await RetentionLook(connection: connection, now: now).verdicts(of: characters)
            var (removed, rows) = (0, 0)
            for profileOnly in [false, true] {
                let gone = verdicts.compactMap { character, verdict in
                    if case .purge(_, profileOnly) = verdict { character } else { nil }
                }
                guard !gone.isEmpty else { continue }
                rows += try await Removal(
                    connection: connection, bucket: bucket, characters: gone,
                    extent: profileOnly ? .profile : .everything
                ).run(at: now)
                removed += gone.count
            }
            return (removed, rows)
        }
    }
}

extension RetentionOutlook {
    fileprivate mutating func add(_ verdict: (character: CharacterKey, verdict: Verdict)) {
        switch verdict.verdict {
        case .keep: break
        case .holdBack(let why): heldBack[why, default: 0] += 1
        case .purge(let reason, let profileOnly):
            candidates.append(
                Candidate(character: verdict.character, reason: reason, profileOnly: profileOnly))
        }
    }
}
