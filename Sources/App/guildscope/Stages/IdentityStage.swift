import Guilds
import Warehouse

/// Finds out who is who: compares whoever has news with those of a like history, and keeps what follows.
///
/// Each round writes what it found in one transaction and remembers whom it was about, so that a stage that
/// is killed goes on where it was, and one without news reads little more than the targets.
struct IdentityStage: Sendable {
    let warehouse: Warehouse
    let console: Console

    /// Characters with news that a round takes; it holds their histories and those of their candidates in
    /// memory.
    private static let round = 50
    /// Candidates whose histories are in memory at once.
    private static let pairsAtOnce = 400

    /// What a run of the stage did.
    struct Summary: Sendable {
        var examined = 0
        var compared = 0
        var changes = IdentityChanges()
    }

    /// Matches every character of these regions that has news; of all regions unless told.
    func run(regions: Set<Region>? = nil) async throws -> Summary {
        var summary = Summary()
        guard let now = try await warehouse.newestObservation() else { return summary }
        for bucket in try await warehouse.crawledBuckets()
        where regions.map({ regions in regions.contains(bucket.region) }) ?? true {
            var last: CharacterKey?
            while true {
                try Task.checkCancellation()
                let news = try await warehouse.identityNews(in: bucket, after: last, limit: Self.round)
                guard let newest = news.last else { break }
                try await match(news, at: now, &summary)
                last = newest.key
                console.progress("\(summary.examined) characters compared", fraction: nil)
            }
        }
        console.clearBar()
        tell(summary)
        return summary
    }

    private func match(_ news: [IdentityNews], at now: Timestamp, _ summary: inout Summary) async throws {
        try await warehouse.sketch(news.filter(\.hasNewAchievements).map(\.key))
        let pairs = try await warehouse.identityCandidates(of: news.map(\.key)).sorted { left, right in
            (left.one, left.other) < (right.one, right.other)
        }
        var proposals: [IdentityProposal] = []
        for start in stride(from: 0, to: pairs.count, by: Self.pairsAtOnce) {
            try Task.checkCancellation()
            proposals += try await compare(pairs[start..<min(start + Self.pairsAtOnce, pairs.count)])
        }
        proposals += try await warehouse.renames(of: news.filter(\.isRenamed).map(\.key))
        summary.changes.add(
            try await warehouse.record(
                IdentityFindings(seen: news, compared: Set(pairs), proposals: proposals), at: now))
        summary.examined += news.count
        summary.compared += pairs.count
    }

    private func compare(_ pairs: ArraySlice<CharacterPair>) async throws -> [IdentityProposal] {
        let traces = try await warehouse.traces(of: Set(pairs.flatMap { pair in [pair.one, pair.other] }))
        var proposals: [IdentityProposal] = []
        for pair in pairs {
            guard let one = traces[pair.one], let other = traces[pair.other] else { continue }
            var found = IdentityMatcher.proposals(one, other)
            // Whether they were seen together is only asked of those for whom it matters.
            if !found.isEmpty {
                let meetings = try await warehouse.meetings(of: pair)
                if meetings > 0 { found = IdentityMatcher.proposals(one, other, meetings: meetings) }
            }
            proposals += found
        }
        return proposals
    }

    private func tell(_ summary: Summary) {
        console.say(
            "\(summary.examined) characters with news, \(summary.compared) pairs compared: "
                + "\(summary.changes.held) links found or changed, \(summary.changes.ended) given up, "
                + "\(summary.changes.moved) characters of another person than before")
        console.result(
            "identified",
            [
                ("examined", .integer(summary.examined)), ("compared", .integer(summary.compared)),
                ("held", .integer(summary.changes.held)), ("ended", .integer(summary.changes.ended)),
                ("moved", .integer(summary.changes.moved)),
            ])
    }
}
