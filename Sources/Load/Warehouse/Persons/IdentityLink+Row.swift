import Guilds
import Postgres

extension IdentityLink {
    /// Reads the columns of `LinkQueries.open` from `first` on.
    init(_ row: Row, in region: Region, from first: Int = 0) throws {
        let own = try row.character(in: region, from: first)
        let other = try row.character(in: region, from: first + 5)
        let isFrom: Bool = try row.value(first + 7)
        let evidence = try SnapshotCoding.decode(
            [IdentityEvidence].self, from: Array(try row.text(first + 12).utf8))
        guard let kind = IdentityKind(rawValue: try row.text(first + 4)) else {
            throw WarehouseError(
                .badRow, "a link between characters is of a kind that this version does not know")
        }
        let action: String? = try row.value(first + 14)
        self.init(
            id: IdentityLinkID(rawValue: try row.value(first + 2)),
            proposal: IdentityProposal(
                kind, from: isFrom ? own : other, to: isFrom ? other : own,
                confidence: try row.value(first + 8), after: try row.moment(first + 9),
                before: try row.moment(first + 10), names: try row.value(first + 11), evidence: evidence),
            recordedAt: Timestamp(try row.timestamp(first + 3)), isManual: try row.value(first + 13),
            decision: action.flatMap(IdentityAction.init(rawValue:)), decidedAt: try row.moment(first + 15))
    }
}

extension IdentityProposal {
    /// Both ends, or the one of a rename, each with the other.
    var ends: [(own: CharacterKey, other: CharacterKey, isFrom: Bool)] {
        from == to ? [(from, to, true)] : [(from, to, true), (to, from, false)]
    }
}

extension Connection {
    /// The links that are held of these characters, each once, by id.
    nonisolated func openLinks(of keys: some Sequence<CharacterKey>) async throws -> [IdentityLink] {
        var links: [IdentityLinkID: IdentityLink] = [:]
        for (bucket, keys) in Set(keys).byBucket {
            for row in try await query(LinkQueries.open, keys.parameters(bucket)) {
                let link = try IdentityLink(row, in: bucket.region)
                links[link.id] = link
            }
        }
        return links.values.sorted { left, right in left.id < right.id }
    }

    /// Writes both ends of a link.
    nonisolated func hold(_ proposal: IdentityProposal, isManual: Bool, at now: Timestamp) async throws {
        let evidence = String(decoding: try SnapshotCoding.encode(proposal.evidence), as: UTF8.self)
        for end in proposal.ends {
            let parameters: [Parameter] = [
                .int64(proposal.id.rawValue), .timestamp(Microseconds(now)), .text(proposal.kind.rawValue),
                .int32(end.other.realm.id), .int64(end.other.id), .bool(end.isFrom),
                .double(proposal.confidence),
                .timestamp(proposal.after.map { moment in Microseconds(moment) }),
                .timestamp(proposal.before.map { moment in Microseconds(moment) }),
                .textArray(proposal.names), .text(evidence), .bool(isManual),
            ]
            try await execute(LinkQueries.hold, end.own.parameters + parameters)
        }
    }

    /// Ends both ends of a link.
    nonisolated func supersede(_ link: IdentityLink, at now: Timestamp) async throws {
        for end in link.proposal.ends {
            try await execute(
                LinkQueries.supersede,
                end.own.parameters + [.int64(link.id.rawValue), .timestamp(Microseconds(now))])
        }
    }
}
