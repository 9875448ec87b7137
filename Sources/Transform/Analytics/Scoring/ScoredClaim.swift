package import Guilds

/// A prediction and what came of it.
package struct ScoredClaim: Sendable, Hashable, Codable {
    /// The moment at which it was made, in seconds since 1970.
    package var made: Int64
    /// What was claimed.
    package var prediction: Guilds.Prediction
    /// What came: a number, or 1 and 0 for something that happened or did not. Nil when something claimed by then
    /// has not come, and so lies beyond any interval.
    package var outcome: Double?
    /// What held when it was made: the plainest forecast of a number; nil where it is not known.
    package var before: Double?
}

extension ScoredClaim {
    /// An order that makes sums over claims the same wherever they come from.
    static func precedes(_ left: ScoredClaim, _ right: ScoredClaim) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }

    private var numbers: [Double] {
        let told =
            switch prediction.claim {
            case .value(let value, _): value
            case .chance(let chance): chance
            }
        return [told, outcome ?? .infinity, before ?? .infinity]
    }
}

/// Tells afterwards what came of predictions.
package enum Scoring {
    /// The predictions that are due and of which the later series of the guild tell what came; others are left out:
    /// what is not known counts neither for nor against.
    package static func score(
        _ predictions: [(made: Timestamp, prediction: Guilds.Prediction)], with later: GuildSeries
    ) -> [ScoredClaim] {
        score(predictions, with: Study(later))
    }

    static func score(
        _ predictions: [(made: Timestamp, prediction: Guilds.Prediction)], with later: Study
    ) -> [ScoredClaim] {
        let realisations = Dictionary(
            GuildAnalysis.realisations.map { one in (one.metric, one) },
            uniquingKeysWith: { first, _ in first })
        return predictions.compactMap { made, prediction in
            guard prediction.due <= later.series.asOf.seconds,
                let realisation = realisations[prediction.metric],
                let value = realisation.value(prediction, later)
            else { return nil }
            var now = prediction
            now.due = made.seconds
            let before: Double? =
                switch prediction.claim {
                case .chance: nil
                case .value: realisation.value(now, later).flatMap { value in value.isFinite ? value : nil }
                }
            return ScoredClaim(
                made: made.seconds, prediction: prediction, outcome: value.isFinite ? value : nil,
                before: before)
        }
    }
}
