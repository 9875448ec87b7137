package import Guilds
import Postgres

/// What an officer decided: the audit trail.
package struct IdentityDecision: Sendable, Hashable {
    /// The link, or what a character set apart is called.
    package let link: IdentityLinkID
    /// The characters it is about; of one set apart only that.
    package let characters: [CharacterKey]
    /// By the database's clock.
    package let at: Timestamp
    /// What was decided.
    package let action: IdentityAction
    /// By whom, as they named themselves.
    package let by: String
    /// Why, in their words; empty where they gave none.
    package let reason: String
}

extension Warehouse {
    /// The link of this name with the newest decision about it, also one that is no longer held; nil when
    /// there never was one.
    package func identityLink(_ id: IdentityLinkID) async throws -> IdentityLink? {
        try await withConnection { connection in try await connection.link(named: id) }
    }

    /// Confirms, rejects or undoes: the decision is added to those before, and persons are formed anew.
    ///
    /// False when there is nothing of this name. A link that a person made ends when it is undone.
    package func decide(
        _ action: IdentityAction, about id: IdentityLinkID, by: String, because reason: String,
        at now: Timestamp
    ) async throws -> Bool {
        try await identityTransaction { connection in
            if let link = try await connection.link(named: id) {
                if link.isManual, action == .undo { try await connection.supersede(link, at: now) }
                try await connection.decide(action, about: id, link.proposal.ends, by: by, because: reason)
                _ = try await connection.regroup([link.proposal.from, link.proposal.to], at: now)
                return true
            }
            guard action == .undo, let key = try await connection.splitCharacter(named: id) else {
                return false
            }
            try await connection.decide(.undo, about: id, [(key, key, true)], by: by, because: reason)
            _ = try await connection.regroup([key], at: now)
            return true
        }
    }

    /// Joins two characters of one region as one person's, whatever the evidence; the link's name.
    package func join(
        _ left: CharacterKey, _ right: CharacterKey, by: String, because reason: String, at now: Timestamp
    ) async throws -> IdentityLinkID {
        let evidence = IdentityEvidence(.officer, weight: 1, "An officer joined the two.")
        let proposal = IdentityProposal(.alt, from: left, to: right, confidence: 1, evidence: [evidence])
        return try await identityTransaction { connection in
            let isHeld = try await connection.openLinks(of: [left]).contains { link in link.id == proposal.id
            }
            if !isHeld { try await connection.hold(proposal, isManual: true, at: now) }
            try await connection.decide(.join, about: proposal.id, proposal.ends, by: by, because: reason)
            _ = try await connection.regroup([left, right], at: now)
            return proposal.id
        }
    }

    /// Sets a character apart from its alts, whatever the evidence; the name under which that can be undone.
    package func split(
        _ key: CharacterKey, by: String, because reason: String, at now: Timestamp
    ) async throws -> IdentityLinkID {
        let id = IdentityLinkID(splitting: key)
        return try await identityTransaction { connection in
            try await connection.decide(.split, about: id, [(key, key, true)], by: by, because: reason)
            _ = try await connection.regroup([key], at: now)
            return id
        }
    }

    /// Every decision about these characters, the oldest first, each once.
    package func identityDecisions(of keys: [CharacterKey]) async throws -> [IdentityDecision] {
        try await withConnection { connection in try await connection.decisions(of: keys) }
    }

    /// The character at an address; nil when none of ours was found there. Of two that bore the name, the one
    /// that still answers.
    package func character(at address: CharacterAddress) async throws -> CharacterKey? {
        guard let realm = try await realm(address.realmSlug, of: address.region) else { return nil }
        let lower = address.name.lowercased()
        let spellings = [address.name, lower, lower.prefix(1).uppercased() + lower.dropFirst()]
        let parameters: [Parameter] = [
            .int16(realm.key.bucket.rawValue), .int32(realm.key.id), .textArray(spellings),
        ]
        return try await withConnection { connection in
            try await connection.query(LinkQueries.characterNamed, parameters).first.map { row in
                CharacterKey(realm: realm.key, id: try row.value(0))
            }
        }
    }
}

extension Connection {
    /// The first and the last bucket there may be.
    private nonisolated static var everyBucket: [Parameter] { [.int16(0), .int16(.max)] }

    fileprivate nonisolated func link(named id: IdentityLinkID) async throws -> IdentityLink? {
        try await query(LinkQueries.named, Self.everyBucket + [.int64(id.rawValue)]).first.flatMap { row in
            guard let bucket = Bucket(rawValue: try row.value(0)) else { return nil }
            return try IdentityLink(row, in: bucket.region, from: 1)
        }
    }

    fileprivate nonisolated func splitCharacter(named id: IdentityLinkID) async throws -> CharacterKey? {
        try await query(LinkQueries.splitNamed, Self.everyBucket + [.int64(id.rawValue)]).first.flatMap {
            row in
            guard let bucket = Bucket(rawValue: try row.value(0)) else { return nil }
            return try row.character(in: bucket.region, from: 1)
        }
    }

    /// One moment for both ends; two decisions about a link never have the same.
    fileprivate nonisolated func decide(
        _ action: IdentityAction, about id: IdentityLinkID,
        _ ends: [(own: CharacterKey, other: CharacterKey, isFrom: Bool)], by: String, because reason: String
    ) async throws {
        let clock = try await query(LinkQueries.clock).one().timestamp(0)
        for end in ends {
            let rest: [Parameter] = [
                .int64(id.rawValue), .timestamp(clock), .text(action.rawValue), .text(by), .text(reason),
                .int32(end.other.realm.id), .int64(end.other.id),
            ]
            try await execute(LinkQueries.decide, end.own.parameters + rest)
        }
    }

    nonisolated func decisions(of keys: some Sequence<CharacterKey>) async throws -> [IdentityDecision] {
        var decisions = Set<IdentityDecision>()
        for (bucket, keys) in Set(keys).byBucket {
            for row in try await query(LinkQueries.decisions, keys.parameters(bucket)) {
                let own = try row.character(in: bucket.region)
                let other = try row.character(in: bucket.region, from: 7)
                guard let action = IdentityAction(rawValue: try row.text(4)) else { continue }
                decisions.insert(
                    IdentityDecision(
                        link: IdentityLinkID(rawValue: try row.value(2)),
                        characters: Set([own, other]).sorted(), at: Timestamp(try row.timestamp(3)),
                        action: action, by: try row.text(5), reason: try row.text(6)))
            }
        }
        return decisions.sorted { left, right in (left.at, left.link) < (right.at, right.link) }
    }
}
