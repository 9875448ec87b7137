package import Guilds
import Postgres

extension Warehouse {
    /// What happened to the persons of a guild up to a moment, from one statement; names and persons are
    /// those of today.
    package func timeline(of guild: GuildKey, until moment: Timestamp) async throws -> RosterTimeline {
        var reading = TimelineReading(region: guild.region)
        try await withConnection { connection in
            let parameters = guild.parameters + [.timestamp(Microseconds(moment))]
            for row in try await connection.query(TimelineQueries.timeline, parameters) {
                try reading.take(row)
            }
        }
        return RosterTimeline(
            members: Array(reading.members.values), links: Array(reading.links.values), names: reading.names)
    }

    /// The newest name of each of these characters, `Name-realm`; who has none is left out.
    package func displayNames(of keys: some Sequence<CharacterKey>) async throws -> [CharacterKey: String] {
        let buckets = Set(keys).byBucket
        return try await withConnection { connection in
            var names: [CharacterKey: String] = [:]
            for (bucket, keys) in buckets {
                for row in try await connection.query(LinkQueries.names, keys.parameters(bucket)) {
                    let name: String? = try row.value(2)
                    let slug: String? = try row.value(3)
                    guard let name else { continue }
                    names[try row.character(in: bucket.region)] = TimelineReading.named(name, slug)
                }
            }
            return names
        }
    }

    /// Everybody who was in a guild's roster.
    package func everMembers(of guild: GuildKey) async throws -> [CharacterKey] {
        try await withConnection { connection in
            try await connection.query(LinkQueries.everMembers, guild.parameters).map { row in
                try row.character(in: guild.region)
            }
        }
    }

    /// The links that are held of everybody who was in the guild's roster, by id.
    package func identityLinks(of guild: GuildKey) async throws -> [IdentityLink] {
        let keys = try await everMembers(of: guild)
        return try await withConnection { connection in try await connection.openLinks(of: keys) }
    }
}

/// What the rows of the timeline tell.
private struct TimelineReading {
    let region: Region
    var members: [CharacterKey: RosterTimeline.Member] = [:]
    var links: [IdentityLinkID: IdentityLink] = [:]
    var names: [CharacterKey: String] = [:]

    init(region: Region) {
        self.region = region
    }

    static func named(_ name: String, _ slug: String?) -> String {
        slug.map { slug in "\(name)-\(slug)" } ?? name
    }

    mutating func take(_ row: Row) throws {
        let key = try row.character(in: region)
        if try row.isNull(8) {
            try takeStanding(row, of: key)
        } else {
            try takeLink(row, of: key)
        }
    }

    private mutating func takeStanding(_ row: Row, of key: CharacterKey) throws {
        let (name, slug): (String?, String?) = (try row.value(2), try row.value(3))
        let person: Int64? = try row.value(4)
        let display = Self.named(name ?? "somebody", slug)
        members[key, default: .init(key: key, name: display, person: person, standings: [])].standings.append(
            .init(
                rank: try row.value(5), at: Timestamp(try row.timestamp(6)), after: try row.moment(7)))
    }

    private mutating func takeLink(_ row: Row, of key: CharacterKey) throws {
        let other = try row.character(in: region, from: 10)
        let isFrom: Bool = try row.value(12)
        guard let kind = IdentityKind(rawValue: try row.text(9)) else { return }
        let (name, slug): (String?, String?) = (try row.value(19), try row.value(20))
        if let name { names[other] = Self.named(name, slug) }
        let action: String? = try row.value(18)
        let id = IdentityLinkID(rawValue: try row.value(8))
        links[id] = IdentityLink(
            id: id,
            proposal: IdentityProposal(
                kind, from: isFrom ? key : other, to: isFrom ? other : key, confidence: try row.value(13),
                after: try row.moment(14), before: try row.moment(15), names: try row.value(16), evidence: []),
            recordedAt: Timestamp(try row.timestamp(6)), isManual: try row.value(17),
            decision: action.flatMap(IdentityAction.init(rawValue:)), decidedAt: nil)
    }
}
