import Guilds
import Statistics

/// How good predictions were, metric by metric.
package struct Scorecard: Sendable, Hashable, Codable {
    /// One line per metric, ascending.
    package var metrics: [MetricScore]

    /// The card of scored claims, whatever their order and however many guilds they come from.
    package init(_ claims: [ScoredClaim]) {
        metrics = Dictionary(grouping: claims) { claim in claim.prediction.metric }
            .sorted { left, right in left.key < right.key }
            .map { metric, claims in MetricScore(metric: metric, claims.sorted(by: ScoredClaim.precedes)) }
    }

    /// The line of a metric; nil when nothing of it was scored.
    package func score(_ metric: String) -> MetricScore? { metrics.first { score in score.metric == metric } }
}

/// How good the predictions of one metric were.
package struct MetricScore: Sendable, Hashable, Codable {
    /// What was claimed.
    package var metric: String
    /// Claims that were scored.
    package var count: Int
    /// For each level how often the intervals held what came; empty for chances.
    package var coverage: [Coverage]
    /// How far numbers were off; nil for chances.
    package var error: Errors?
    /// How good chances were; nil for numbers.
    package var chances: Chances?
    /// All of it in one plain sentence.
    package var sentence: String

    /// Intervals made to hold a share, and how often they did.
    package struct Coverage: Sendable, Hashable, Codable {
        /// The share that they are made to hold, 0 to 1.
        package var level: Double
        /// How many held what came.
        package var held: Int
        /// How many there were.
        package var count: Int

        /// The share that held.
        package var share: Double { count > 0 ? Double(held) / Double(count) : 0 }
    }

    /// How far forecasts of a number were off, in its unit.
    package struct Errors: Sendable, Hashable, Codable {
        /// How many numbers came at all.
        package var count: Int
        /// The mean distance between what was told and what came.
        package var mean: Double
        /// The median of these distances.
        package var median: Double
        /// The mean distance divided by that of taking things to stay as they were: below 1 is better than that.
        ///
        /// R. J. Hyndman and A. B. Koehler, "Another Look at Measures of Forecast Accuracy", International Journal
        /// of Forecasting 22 (2006), with the plain forecast of the same claims as its scale. Nil where it is not
        /// known or nothing ever changed.
        package var relativeToStaying: Double?
    }

    /// How good chances were.
    package struct Chances: Sendable, Hashable, Codable {
        /// The share of what happened.
        package var baseRate: Double
        /// Mean squared distance between chance and outcome.
        package var brier: Double
        /// By how much that is better than always telling the base rate: 1 is perfect, 0 no better.
        package var skill: Double
        /// Mean negative logarithm of the chance of what came.
        package var logLoss: Double
        /// The probability that what happened was given a higher chance than what did not; nil without both.
        package var auc: Double?
        /// The slope of outcomes over log odds: 1 where chances are right, below where they are too bold.
        package var slope: Double?
        /// What came of chances alike.
        package var table: [Reliability]
    }

    /// What came of chances that were alike.
    package struct Reliability: Sendable, Hashable, Codable {
        /// The mean chance that was told.
        package var told: Double
        /// The share that happened.
        package var observed: Double
        /// The 95 % interval of that share.
        package var low: Double
        /// See `low`.
        package var high: Double
        /// How many there were.
        package var count: Int
    }
}
