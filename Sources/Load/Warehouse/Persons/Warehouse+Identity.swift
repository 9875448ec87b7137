package import Guilds
import Postgres

/// What a round of matching changed.
package struct IdentityChanges: Sendable, Hashable {
    /// Links that are held for the first time, or in another form.
    package var held = 0
    /// Links that the evidence does not support any more.
    package var ended = 0
    /// Characters whose person became another.
    package var moved = 0

    /// Nothing.
    package init() {}

    /// Takes in what another round changed.
    package mutating func add(_ other: IdentityChanges) {
        held += other.held
        ended += other.ended
        moved += other.moved
    }
}

extension Warehouse {
    /// Writes what a round of matching found, and the persons that follow, in one transaction.
    ///
    /// A link whose kind and confidence are held already stays as it is; one that became another is ended and
    /// held anew; one that was made by a person stays whatever is found. The same findings twice change
    /// nothing.
    package func record(_ findings: IdentityFindings, at now: Timestamp) async throws -> IdentityChanges {
        try await identityTransaction { connection in
            var changes = IdentityChanges()
            var touched = Set<CharacterKey>()
            let keys =
                findings.compared.flatMap { pair in [pair.one, pair.other] } + findings.seen.map(\.key)
            let known = Dictionary(
                uniqueKeysWithValues: try await connection.openLinks(of: keys).map { link in (link.id, link) }
            )
            let proposed = Dictionary(
                findings.proposals.map { proposal in (proposal.id, proposal) },
                uniquingKeysWith: { first, _ in first })
            for (id, link) in known.sorted(by: { left, right in left.key < right.key })
            where proposed[id] == nil && findings.covers(link) {
                try await connection.supersede(link, at: now)
                touched.formUnion([link.proposal.from, link.proposal.to])
                changes.ended += 1
            }
            for (id, proposal) in proposed.sorted(by: { left, right in left.key < right.key }) {
                if let link = known[id] {
                    guard !link.isManual, !link.proposal.says(proposal) else { continue }
                    try await connection.supersede(link, at: now)
                }
                try await connection.hold(proposal, isManual: false, at: now)
                touched.formUnion([proposal.from, proposal.to])
                changes.held += 1
            }
            try await connection.remember(findings.seen)
            changes.moved = try await connection.regroup(touched, at: now)
            return changes
        }
    }

    /// Runs a transaction that changes links, decisions or persons; they go one after the other.
    func identityTransaction<Value>(_ body: (Connection) async throws -> Value) async throws -> Value {
        try await transaction { connection in
            try await connection.execute(LinkQueries.lock, [.int64(LinkQueries.lockKey)])
            return try await body(connection)
        }
    }
}

extension IdentityFindings {
    /// Whether the round had to propose the link again if it still held.
    fileprivate func covers(_ link: IdentityLink) -> Bool {
        if link.isManual { return false }
        // A name that was told once stays told.
        if link.proposal.kind == .rename { return false }
        return compared.contains(CharacterPair(link.proposal.from, link.proposal.to))
    }
}

extension IdentityProposal {
    /// Whether another says the same; more of the same evidence is no news.
    fileprivate func says(_ other: IdentityProposal) -> Bool {
        kind == other.kind && from == other.from && to == other.to && confidence == other.confidence
            && after == other.after && before == other.before
    }
}

extension Connection {
    fileprivate nonisolated func remember(_ seen: [IdentityNews]) async throws {
        for (bucket, news) in Dictionary(grouping: seen, by: \.key.bucket).sorted(by: { left, right in
            left.key < right.key
        }) {
            let rest: [Parameter] = [
                .textArray(news.map(\.name)),
                .timestampArray(
                    news.map { one in one.achievementsAt.map { moment in Microseconds(moment) } }),
                .timestampArray(news.map { one in one.goneSince.map { moment in Microseconds(moment) } }),
            ]
            try await execute(IdentityQueries.remember, news.map(\.key).parameters(bucket) + rest)
        }
    }
}
