package import Guilds
import Postgres

/// A character of which something is new since the matching looked last.
package struct IdentityNews: Sendable, Hashable {
    /// The character by identity.
    package let key: CharacterKey
    /// The name under which its profile is asked for.
    package let name: String?
    /// When its achievements were last found changed.
    package let achievementsAt: Timestamp?
    /// Since when its profile is not found or not valid.
    package let goneSince: Timestamp?
    /// Whether it had another name then, or none.
    package let isRenamed: Bool
    /// Whether its achievements are others than then.
    package let hasNewAchievements: Bool
}

/// What a round of matching found, and about whom.
package struct IdentityFindings: Sendable {
    /// The characters that the round was about, as they were seen.
    package var seen: [IdentityNews]
    /// Pairs that were compared: links of theirs that are not proposed any more end.
    package var compared: Set<CharacterPair>
    /// What the evidence suggests.
    package var proposals: [IdentityProposal]

    /// Findings from their parts.
    package init(seen: [IdentityNews], compared: Set<CharacterPair>, proposals: [IdentityProposal]) {
        self.seen = seen
        self.compared = compared
        self.proposals = proposals
    }
}

extension Warehouse {
    /// The buckets that hold targets, ascending.
    package func crawledBuckets() async throws -> [Bucket] {
        try await withConnection { connection in
            let row = try await connection.query(TargetQueries.clockAndBuckets).one()
            let buckets: [Int16] = try row.value(1)
            return buckets.sorted().compactMap { number in Bucket(rawValue: number) }
        }
    }

    /// Characters of a bucket, in the order of their keys, that differ from what the matching last saw of
    /// them.
    package func identityNews(
        in bucket: Bucket, after last: CharacterKey?, limit: Int
    ) async throws -> [IdentityNews] {
        let parameters: [Parameter] = [
            .int16(bucket.rawValue), .int32(last?.realm.id ?? 0), .int64(last?.id ?? 0), .int(limit),
        ]
        return try await withConnection { connection in
            try await connection.query(IdentityQueries.news, parameters).map { row in
                let achievements: Microseconds? = try row.value(3)
                let gone: Microseconds? = try row.value(4)
                return IdentityNews(
                    key: try row.character(in: bucket.region), name: try row.value(2),
                    achievementsAt: achievements.map { moment in Timestamp(moment) },
                    goneSince: gone.map { moment in Timestamp(moment) }, isRenamed: try row.value(5),
                    hasNewAchievements: try row.value(6))
            }
        }
    }

    /// Sketches the achievements of these characters anew.
    package func sketch(_ keys: [CharacterKey]) async throws {
        try await transaction { connection in
            for (bucket, keys) in keys.byBucket {
                var earned: [CharacterKey: [EarnedAchievement]] = [:]
                for row in try await connection.query(IdentityQueries.earned, keys.parameters(bucket)) {
                    earned[try row.character(in: bucket.region), default: []].append(try row.achievement)
                }
                let anchors = earned.sorted { left, right in left.key < right.key }.flatMap { key, earned in
                    AchievementSketch(earned).anchors.map { anchor in (key: key, anchor: anchor) }
                }
                try await connection.execute(IdentityQueries.dropAnchors, keys.parameters(bucket))
                try await connection.execute(
                    IdentityQueries.addAnchors,
                    anchors.map(\.key).parameters(bucket) + [.int64Array(anchors.map(\.anchor))])
            }
        }
    }

    /// The pairs that one of these characters may belong to: with whom it shares anchors, and with whom it
    /// has a link already.
    package func identityCandidates(of keys: [CharacterKey]) async throws -> Set<CharacterPair> {
        var pairs = Set<CharacterPair>()
        try await withConnection { connection in
            for (bucket, keys) in keys.byBucket {
                let first = bucket.region.number * 256
                let limits: [Parameter] = [
                    .int16(first), .int16(first + 255), .int(AchievementSketch.sharedAtLeast),
                    .int(AchievementSketch.crowd),
                ]
                for row in try await connection.query(
                    IdentityQueries.candidates, keys.parameters(bucket) + limits)
                {
                    pairs.insert(
                        CharacterPair(
                            try row.character(in: bucket.region),
                            try row.character(in: bucket.region, from: 2)))
                }
            }
            for link in try await connection.openLinks(of: keys) where link.proposal.kind != .rename {
                pairs.insert(CharacterPair(link.proposal.from, link.proposal.to))
            }
        }
        return pairs
    }

    /// At how many moments two characters were in one group, as far as our documents tell.
    package func meetings(of pair: CharacterPair) async throws -> Int {
        let (one, other) = (pair.one, pair.other)
        return try await withConnection { connection in
            try await connection.query(IdentityQueries.meetings, one.parameters + other.parameters).one().int(
                0)
        }
    }

    /// The renames of these characters, as their documents tell them.
    package func renames(of keys: [CharacterKey]) async throws -> [IdentityProposal] {
        try await withConnection { connection in
            var renames: [IdentityProposal] = []
            for (bucket, keys) in keys.byBucket {
                for row in try await connection.query(IdentityQueries.renames, keys.parameters(bucket)) {
                    renames.append(
                        IdentityMatcher.rename(
                            of: try row.character(in: bucket.region), from: try row.text(2),
                            to: try row.text(3),
                            after: try row.moment(5), before: Timestamp(try row.timestamp(4))))
                }
            }
            return renames
        }
    }
}

extension Sequence where Element == CharacterKey {
    /// The keys by bucket, both ascending.
    var byBucket: [(bucket: Bucket, keys: [CharacterKey])] {
        Dictionary(grouping: self, by: \.bucket).sorted { left, right in left.key < right.key }
            .map { bucket, keys in (bucket, keys.sorted()) }
    }
}

extension [CharacterKey] {
    /// Bucket, realm ids and character ids as parameters.
    func parameters(_ bucket: Bucket) -> [Parameter] {
        [.int16(bucket.rawValue), .int32Array(map(\.realm.id)), .int64Array(map(\.id))]
    }
}

extension Row {
    /// Reads a key from two columns.
    func character(in region: Region, from first: Int = 0) throws -> CharacterKey {
        CharacterKey(
            realm: RealmKey(region: region, id: try int32(at: first)), id: try int64(at: first + 1))
    }

    /// Reads an achievement from the third column on.
    var achievement: EarnedAchievement {
        get throws {
            EarnedAchievement(id: try value(2), completedAt: Timestamp(try timestamp(3)))
        }
    }
}
