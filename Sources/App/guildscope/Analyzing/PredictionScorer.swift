import Analytics
import Guilds
import Warehouse

/// Scores what a guild's snapshots predicted, when its time has come.
struct PredictionScorer: Sendable {
    let warehouse: Warehouse

    /// Scores the standing predictions that are due by the series' `asOf`: those of the first snapshot of each
    /// week. What the series do not tell by then counts neither for nor against.
    func score(_ series: GuildSeries) async throws {
        let standing = try await warehouse.standingPredictions(
            of: series.guild, weeks: series.periods, now: series.asOf)
        for snapshot in standing {
            let due = snapshot.entries.filter { entry in
                entry.prediction.due <= series.asOf.seconds
                    && entry.prediction.due > snapshot.scoredUntil?.seconds ?? .min
            }
            guard !due.isEmpty else { continue }
            let scores = try due.compactMap { entry in try score(entry, of: snapshot, series) }
            try await warehouse.storeScores(scores, of: snapshot, guild: series.guild, until: series.asOf)
        }
    }

    private func score(
        _ entry: StandingPredictions.Entry, of snapshot: StandingPredictions, _ series: GuildSeries
    ) throws -> StoredScore? {
        guard var claim = Scoring.score([(snapshot.asOf, entry.prediction)], with: series).first else {
            return nil
        }
        // A score is about the method, not about a person.
        claim.prediction.subject = .guild
        return StoredScore(
            number: entry.number, metric: entry.prediction.metric, isOfficer: entry.isOfficer,
            claim: String(decoding: try SnapshotCoding.encode(claim), as: UTF8.self))
    }

    /// The card of everything that was scored of these guilds.
    func card(of guilds: [GuildKey], forOfficers: Bool) async throws -> Scorecard {
        var claims: [ScoredClaim] = []
        for guild in guilds {
            for score in try await warehouse.scores(of: guild, forOfficers: forOfficers) {
                claims.append(try SnapshotCoding.decode(ScoredClaim.self, from: Array(score.claim.utf8)))
            }
        }
        return Scorecard(claims)
    }
}
