package import Guilds
import Postgres

/// The predictions that a guild's snapshot made, and up to when they were scored.
package struct StandingPredictions: Sendable, Hashable {
    /// A prediction with its place in the snapshot and who may see it.
    package struct Entry: Sendable, Hashable {
        /// Its place among the snapshot's predictions.
        package let number: Int
        /// Whether only officers may see it.
        package let isOfficer: Bool
        /// What was claimed.
        package let prediction: Prediction
    }

    /// When the snapshot was made.
    package let asOf: Timestamp
    /// Names the snapshot among those of its moment.
    package let digest: String
    /// What fell due by this moment is scored; nil before any was.
    package let scoredUntil: Timestamp?
    /// In the order of the snapshot.
    package let entries: [Entry]
}

/// What came of one prediction.
package struct StoredScore: Sendable, Hashable {
    /// The place of the prediction among those of its snapshot.
    package let number: Int
    /// What was claimed.
    package let metric: String
    /// Whether only officers may see it.
    package let isOfficer: Bool
    /// The claim with its outcome as canonical text, about nobody in particular.
    package let claim: String

    /// A score from its parts.
    package init(number: Int, metric: String, isOfficer: Bool, claim: String) {
        self.number = number
        self.metric = metric
        self.isOfficer = isOfficer
        self.claim = claim
    }
}

extension Warehouse {
    /// The predictions that stand: those of the first snapshot of each of these weeks, made before `now` and not
    /// longer ago than the longest prediction reaches.
    package func standingPredictions(
        of guild: GuildKey, weeks: [Period], now: Timestamp
    ) async throws -> [StandingPredictions] {
        try await reading { connection in
            try await connection.query(
                AnalysisQueries.standing,
                guild.parameters + [
                    .timestamp(Microseconds(now - Self.longest)), .timestamp(Microseconds(now)),
                    .timestampArray(weeks.map { week in Microseconds(week.start) }),
                ]
            ).map { row in try StandingPredictions(row) }
        }
    }

    /// Predictions are scored for so long after they were made.
    private static let longest = Duration.days(200)

    /// Keeps what came of a snapshot's predictions that fell due by a moment, in one transaction.
    package func storeScores(
        _ scores: [StoredScore], of standing: StandingPredictions, guild: GuildKey, until moment: Timestamp
    ) async throws {
        let snapshot =
            guild.parameters + [
                .timestamp(Microseconds(standing.asOf)), .text(standing.digest),
            ]
        try await transaction { connection in
            for score in scores {
                try await connection.execute(
                    AnalysisQueries.addScore,
                    snapshot + [
                        .int32(Int32(score.number)), .text(score.metric), .bool(score.isOfficer),
                        .text(score.claim),
                    ])
            }
            try await connection.execute(
                AnalysisQueries.noteScored, snapshot + [.timestamp(Microseconds(moment))])
        }
    }

    /// What came of a guild's predictions, the oldest snapshot first; what only officers may see is left out for
    /// others.
    package func scores(of guild: GuildKey, forOfficers: Bool) async throws -> [StoredScore] {
        try await reading { connection in
            try await connection.query(AnalysisQueries.scores, guild.parameters + [.bool(forOfficers)]).map {
                row in
                StoredScore(
                    number: Int(try row.int32(1)), metric: try row.text(2), isOfficer: try row.bool(3),
                    claim: try row.text(4))
            }
        }
    }
}

extension StandingPredictions {
    fileprivate init(_ row: Row) throws {
        let parts: [(insights: [Insight], isOfficer: Bool)] = [
            (try GuildSnapshot.decode(row.text(2)), false), (try GuildSnapshot.decode(row.text(3)), true),
        ]
        let predictions = parts.flatMap { part in
            part.insights.flatMap { insight in insight.predictions ?? [] }.map { one in (one, part.isOfficer)
            }
        }
        self.init(
            asOf: Timestamp(try row.timestamp(0)), digest: try row.text(1), scoredUntil: try row.moment(4),
            entries: predictions.enumerated().map { number, one in
                Entry(number: number, isOfficer: one.1, prediction: one.0)
            })
    }
}
