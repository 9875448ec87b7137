import Guilds
import Postgres

/// Where a character belongs, as it is held.
private struct Membership: Hashable {
    var person: Int64
    var links: [Int64]
}

extension Connection {
    /// Forms the persons of these characters, and of everybody linked to them, anew; returns how many
    /// characters have another person than before.
    nonisolated func regroup(_ touched: Set<CharacterKey>, at now: Timestamp) async throws -> Int {
        guard !touched.isEmpty else { return 0 }
        let (keys, links) = try await neighbourhood(of: touched)
        let splits = try await splits(among: keys)
        let firstSeen = try await firstSeen(of: keys)
        let persons = PersonGrouping(keys, links: links, splits: splits).persons
        let held = try await memberships(of: keys)
        var changed = 0
        for characters in persons {
            let person = PersonGrouping.id(of: characters, firstSeen: firstSeen)
            let group = Set(characters)
            for key in characters {
                let because = links.filter { link in
                    link.status.counts && link.proposal.kind != .rename
                        && (link.proposal.from == key || link.proposal.to == key)
                        && group.contains(link.proposal.from) && group.contains(link.proposal.to)
                }.map(\.id.rawValue)
                let wanted =
                    characters.count > 1 ? Membership(person: person, links: because.sorted()) : nil
                guard held[key] != wanted else { continue }
                try await move(key, to: wanted, from: held[key], at: now)
                if held[key]?.person != wanted?.person { changed += 1 }
            }
        }
        return changed
    }

    private nonisolated func move(
        _ key: CharacterKey, to wanted: Membership?, from held: Membership?, at now: Timestamp
    ) async throws {
        let moment = Parameter.timestamp(Microseconds(now))
        if held != nil { try await execute(LinkQueries.endMember, key.parameters + [moment]) }
        guard let wanted else { return }
        try await execute(
            LinkQueries.addMember,
            key.parameters + [moment, .int64(wanted.person), .int64Array(wanted.links)])
    }

    /// Everybody who is linked to the touched, near or far, by links that count, and all links among them.
    private nonisolated func neighbourhood(
        of touched: Set<CharacterKey>
    ) async throws -> (Set<CharacterKey>, [IdentityLink]) {
        var keys = touched
        var links: [IdentityLinkID: IdentityLink] = [:]
        var frontier = touched
        // Whoever was set apart or rejected leaves others behind that have to be looked at too.
        var isFirst = true
        while !frontier.isEmpty {
            var next = Set<CharacterKey>()
            for link in try await openLinks(of: frontier) {
                links[link.id] = link
                if isFirst || link.status.counts { next.formUnion([link.proposal.from, link.proposal.to]) }
            }
            frontier = next.subtracting(keys)
            keys.formUnion(next)
            isFirst = false
        }
        let inside = links.values.filter { link in
            keys.contains(link.proposal.from) && keys.contains(link.proposal.to)
        }
        return (keys, inside.sorted { left, right in left.id < right.id })
    }

    /// Who of them is set apart, and since when.
    private nonisolated func splits(among keys: Set<CharacterKey>) async throws -> PersonGrouping.Splits {
        let names = Dictionary(
            uniqueKeysWithValues: keys.map { key in (IdentityLinkID(splitting: key), key) })
        var splits: PersonGrouping.Splits = [:]
        for decision in try await decisions(of: keys) {
            guard let key = names[decision.link] else { continue }
            splits[key] = decision.action == .split ? decision.at : nil
        }
        return splits
    }

    private nonisolated func firstSeen(of keys: Set<CharacterKey>) async throws -> [CharacterKey: Timestamp] {
        var moments: [CharacterKey: Timestamp] = [:]
        for (bucket, keys) in keys.byBucket {
            for row in try await query(LinkQueries.firstSeen, keys.parameters(bucket)) {
                moments[try row.character(in: bucket.region)] = Timestamp(try row.timestamp(2))
            }
        }
        return moments
    }

    private nonisolated func memberships(
        of keys: Set<CharacterKey>
    ) async throws -> [CharacterKey: Membership] {
        var held: [CharacterKey: Membership] = [:]
        for (bucket, keys) in keys.byBucket {
            for row in try await query(LinkQueries.openMembers, keys.parameters(bucket)) {
                held[try row.character(in: bucket.region)] = Membership(
                    person: try row.value(2), links: try row.value(3))
            }
        }
        return held
    }
}
