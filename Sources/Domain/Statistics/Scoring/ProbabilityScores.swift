import Foundation

/// A probability that was told, and what came of it.
package struct Prediction: Sendable, Hashable {
    /// The probability of the event, between 0 and 1.
    package var probability: Double
    /// Whether the event came.
    package var happened: Bool

    /// A scored prediction.
    package init(_ probability: Double, happened: Bool) {
        self.probability = probability
        self.happened = happened
    }
}

/// How good predicted probabilities were.
package struct ProbabilityScores: Sendable, Hashable {
    /// How many predictions were scored.
    package let count: Int
    /// The share of events.
    package let baseRate: Double
    /// Mean squared distance between probability and outcome: G. W. Brier, Monthly Weather Review 78 (1950).
    package let brier: Double
    /// Mean negative logarithm of the probability of what came; probabilities are held within 1e-12 of 0 and 1.
    package let logLoss: Double
    /// The probability that an event was given more than a non-event; nil without both.
    package let auc: Double?
    /// The standard error of `auc`: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44 (1988).
    package let aucError: Double?

    /// Scores of the predictions; nil for none. O(n log n).
    package init?(_ predictions: [Prediction]) {
        guard !predictions.isEmpty else { return nil }
        let size = Double(predictions.count)
        count = predictions.count
        baseRate = Double(predictions.count(where: \.happened)) / size
        brier =
            predictions.reduce(0) { sum, one in
                let miss = one.probability - (one.happened ? 1 : 0)
                return sum + miss * miss
            } / size
        logLoss =
            predictions.reduce(0) { sum, one in
                let held = min(1 - 1e-12, max(1e-12, one.probability))
                return sum - log(one.happened ? held : 1 - held)
            } / size
        let placements = Placements(predictions)
        auc = placements?.auc
        aucError = placements?.error
    }

    /// The interval of `auc`, computed for its log odds so that it stays between 0 and 1.
    package func aucInterval(level: Double = 0.95) -> ClosedRange<Double>? {
        guard let auc, let aucError, auc > 0, auc < 1 else { return nil }
        let spread = StandardNormal.quantile((1 + level) / 2) * aucError / (auc * (1 - auc))
        return logistic(logit(auc) - spread)...logistic(logit(auc) + spread)
    }

    /// By how much the Brier score is better than always telling the base rate: 1 is perfect, 0 no better.
    package var brierSkill: Double {
        let naive = baseRate * (1 - baseRate)
        return naive > 0 ? 1 - brier / naive : 0
    }
}

/// For each event the share of non-events below it, and the reverse.
private struct Placements {
    let auc: Double
    let error: Double

    init?(_ predictions: [Prediction]) {
        let events = predictions.filter(\.happened).map(\.probability).sorted()
        let others = predictions.filter { one in !one.happened }.map(\.probability).sorted()
        guard events.count > 0, others.count > 0 else { return nil }
        let ofEvents = events.map { value in Self.share(of: others, below: value) }
        let ofOthers = others.map { value in 1 - Self.share(of: events, below: value) }
        auc = ofEvents.reduce(0, +) / Double(events.count)
        let spread =
            (ofEvents.variance ?? 0) / Double(events.count) + (ofOthers.variance ?? 0) / Double(others.count)
        error = spread.squareRoot()
    }

    /// Ties count half.
    private static func share(of sorted: [Double], below value: Double) -> Double {
        let below = sorted.partitioningIndex { other in other >= value }
        let upTo = sorted.partitioningIndex { other in other > value }
        return (Double(below) + Double(upTo - below) / 2) / Double(sorted.count)
    }
}
