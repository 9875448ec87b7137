import Foundation

/// A logistic regression whose penalty is the one that told well what it had not seen, with a correction learnt from
/// that trial.
///
/// Weights learnt from few events are too bold for people that did not teach them. Of each split a model of one part
/// tells the other. Kept is the strongest penalty whose log loss over all splits is within half a standard error of
/// the least one, by the differences of the same rows: the rule of L. Breiman and others, "Classification and
/// Regression Trees" (1984), section 3.4.3, whose whole standard error made chances too timid here. The chances told under it become a line in log odds
/// (`Calibrator`), drawn towards no correction where the trial was small.
package struct TriedRegression: Sendable, Hashable {
    /// Learnt from all rows under the chosen penalty.
    package let model: LogisticRegression
    /// See `LogisticRegression`.
    package let penalty: Double
    /// Log odds of the corrected chance are this plus `slope` times those of the model.
    package let intercept: Double
    /// See `intercept`.
    package let slope: Double
    /// What was told of rows by models that had not seen them, before the correction; empty without a usable split.
    package let told: [Prediction]

    /// Penalties worth trying, from a weak one to one that leaves little but the base rate.
    package static let penalties: [Double] = [10, 30, 100, 300, 1000]

    /// Rows by their places: some teach, others are told.
    package struct Split: Sendable, Hashable {
        /// The rows that teach.
        package var learn: [Int]
        /// The rows that are told, of none of which anything is learnt.
        package var tell: [Int]

        /// A split of rows.
        package init(learn: [Int], tell: [Int]) {
            self.learn = learn
            self.tell = tell
        }
    }

    /// Chooses among penalties, which are ascending, corrects and learns; nil where the rows do not tell.
    package init?(
        _ rows: [[Double]], _ outcomes: [Bool], splits: [Split], penalties: [Double], doubt: Double = 0.5
    ) {
        let trials = penalties.map { penalty in
            Trial(penalty: penalty, rows: rows, outcomes: outcomes, splits: splits)
        }.filter { trial in !trial.told.isEmpty }
        let best = trials.min { left, right in left.loss < right.loss }
        let chosen = best.flatMap { best in trials.last { trial in trial.isAsGood(as: best) } }
        penalty = chosen?.penalty ?? penalties.last ?? 1
        guard let model = LogisticRegression(rows, outcomes, penalty: penalty) else { return nil }
        self.model = model
        told = chosen?.told ?? []
        if case .line(let intercept, let slope)? = Calibrator.platt(told, doubt: doubt) {
            (self.intercept, self.slope) = (intercept, slope)
        } else {
            (intercept, slope) = (0, 1)
        }
    }

    /// The corrected probability of the event.
    package func probability(_ features: [Double]) -> Double {
        logistic(intercept + slope * model.logOdds(features))
    }
}

/// What models under one penalty told of rows that they had not seen.
private struct Trial {
    let penalty: Double
    let told: [Prediction]
    private let losses: [Double]

    init(penalty: Double, rows: [[Double]], outcomes: [Bool], splits: [TriedRegression.Split]) {
        self.penalty = penalty
        told = splits.flatMap { split -> [Prediction] in
            guard
                let model = LogisticRegression(
                    split.learn.map { row in rows[row] }, split.learn.map { row in outcomes[row] },
                    penalty: penalty)
            else { return [] }
            return split.tell.map { row in
                Prediction(model.probability(rows[row]), happened: outcomes[row])
            }
        }
        losses = told.map { one in
            let held = min(1 - 1e-12, max(1e-12, one.probability))
            return -log(one.happened ? held : 1 - held)
        }
    }

    var loss: Double { losses.mean ?? .infinity }

    /// Whether the loss is within half a standard error of the best one's; of the best itself it is.
    func isAsGood(as best: Trial) -> Bool {
        guard losses.count == best.losses.count else { return false }
        let differences = zip(losses, best.losses).map { own, other in own - other }
        let error = ((differences.variance ?? 0) / Double(differences.count)).squareRoot()
        return (differences.mean ?? 0) <= error / 2
    }
}
