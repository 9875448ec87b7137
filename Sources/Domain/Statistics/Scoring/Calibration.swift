import Foundation

/// Whether what was told at 30 % came in 30 % of the cases.
package struct ReliabilityBin: Sendable, Hashable {
    /// The mean probability that was told.
    package let told: Double
    /// The share of events.
    package let observed: Double
    /// The 95 % interval of the share, by E. B. Wilson, Journal of the American Statistical Association 22 (1927).
    package let interval: ClosedRange<Double>
    /// How many predictions the bin holds.
    package let count: Int
}

extension [Prediction] {
    /// The predictions in `bins` groups of nearly equal size, by ascending probability; ties stay together.
    package func reliability(bins: Int = 10) -> [ReliabilityBin] {
        guard !isEmpty, bins > 0 else { return [] }
        let sorted = sorted { left, right in left.probability < right.probability }
        var table: [ReliabilityBin] = []
        var start = 0
        while start < count {
            let left = Swift.max(1, bins - table.count)
            var end = start + Swift.max(1, (count - start) / left)
            while end < count, sorted[end].probability == sorted[end - 1].probability { end += 1 }
            table.append(Self.bin(sorted[start..<end]))
            start = end
        }
        return table
    }

    private static func bin(_ slice: ArraySlice<Prediction>) -> ReliabilityBin {
        let events = slice.count(where: \.happened)
        return ReliabilityBin(
            told: slice.map(\.probability).mean ?? 0, observed: Double(events) / Double(slice.count),
            interval: wilson(events, of: slice.count), count: slice.count)
    }

    /// Intercept and slope of the outcomes over the log odds that were told: 0 and 1 where probabilities are right,
    /// a slope below 1 where they are too bold. Nil without both outcomes.
    ///
    /// D. R. Cox, "Two Further Applications of a Model for Binary Regression", Biometrika 45 (1958).
    package var calibrationLine: (intercept: Double, slope: Double)? {
        let rows = map { one in [logit(one.probability)] }
        guard let fit = LogisticRegression(rows, map(\.happened), penalty: 1e-9) else { return nil }
        return (fit.intercept, fit.coefficients[0])
    }
}

/// The interval of a share of which `events` of `count` were seen; 0 to 1 for none.
package func wilson(_ events: Int, of count: Int, level: Double = 0.95) -> ClosedRange<Double> {
    guard count > 0 else { return 0...1 }
    let z = StandardNormal.quantile((1 + level) / 2)
    let n = Double(count)
    let share = Double(events) / n
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, middle - reach)...min(1, middle + reach)
}

/// A monotone correction of probabilities, learnt from earlier predictions.
package enum Calibrator: Sendable, Hashable {
    /// A line in log odds: J. Platt, "Probabilistic Outputs for Support Vector Machines" (1999), with his targets that
    /// keep a small sample from certainty.
    case line(intercept: Double, slope: Double)
    /// Rising steps, interpolated: B. Zadrozny and C. Elkan, "Transforming Classifier Scores Into Accurate
    /// Multiclass Probability Estimates" (2002), by pooling adjacent violators.
    case steps([Step])

    /// A level of the rising correction.
    package struct Step: Sendable, Hashable {
        /// The mean probability that was told.
        package let told: Double
        /// The probability that it stands for.
        package let probability: Double
    }

    /// Rising steps need at least this many predictions; below it the line is safer.
    package static let fewestForSteps = 1000

    /// The correction that suits the number of predictions; nil without both outcomes.
    package init?(_ predictions: [Prediction]) {
        guard predictions.contains(where: \.happened), !predictions.allSatisfy(\.happened) else { return nil }
        if predictions.count >= Self.fewestForSteps {
            self = .isotonic(predictions)
        } else if let line = Calibrator.platt(predictions) {
            self = line
        } else {
            return nil
        }
    }

    /// The corrected probability.
    package func callAsFunction(_ probability: Double) -> Double {
        switch self {
        case .line(let intercept, let slope): return logistic(intercept + slope * logit(probability))
        case .steps(let steps):
            let next = steps.partitioningIndex { step in step.told > probability }
            guard next > 0 else { return steps.first?.probability ?? probability }
            guard next < steps.count else { return steps[next - 1].probability }
            let (low, high) = (steps[next - 1], steps[next])
            let share = (probability - low.told) / (high.told - low.told)
            return low.probability + share * (high.probability - low.probability)
        }
    }

    /// The line by Newton's method on Platt's smoothed targets.
    ///
    /// With a `doubt` it is drawn towards no correction, as if that were the standard error of both numbers before.
    package static func platt(_ predictions: [Prediction], doubt: Double? = nil) -> Calibrator? {
        let price = doubt.map { doubt in 1 / (doubt * doubt) } ?? 0
        let events = Double(predictions.count(where: \.happened))
        let others = Double(predictions.count) - events
        let (high, low) = ((events + 1) / (events + 2), 1 / (others + 2))
        var (intercept, slope) = (0.0, 1.0)
        for _ in 0..<100 {
            var information = SymmetricMatrix(size: 2)
            information[0, 0] = price
            information[1, 1] = 1e-9 + price
            var gradient = [-price * intercept, price * (1 - slope)]
            for one in predictions {
                let x = logit(one.probability)
                let p = logistic(intercept + slope * x)
                information.add([1, x], weight: max(1e-12, p * (1 - p)))
                let surprise = (one.happened ? high : low) - p
                gradient = [gradient[0] + surprise, gradient[1] + surprise * x]
            }
            guard let change = information.cholesky()?.solve(gradient) else { return nil }
            let damping = min(1, 4 / max(abs(change[0]), abs(change[1]), 1e-300))
            (intercept, slope) = (intercept + damping * change[0], slope + damping * change[1])
            if max(abs(change[0]), abs(change[1])) < 1e-10 { break }
        }
        return .line(intercept: intercept, slope: max(0, slope))
    }

    /// The rising steps that fit best in squares. O(n log n).
    package static func isotonic(_ predictions: [Prediction]) -> Calibrator {
        var blocks: [(told: Double, events: Double, count: Double)] = []
        for one in predictions.sorted(by: { left, right in left.probability < right.probability }) {
            blocks.append((one.probability, one.happened ? 1 : 0, 1))
            while blocks.count > 1 {
                let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
                let isTied = last.told / last.count == before.told / before.count
                guard isTied || before.events * last.count >= last.events * before.count else { break }
                blocks.removeLast()
                blocks[blocks.count - 1] = (
                    before.told + last.told, before.events + last.events, before.count + last.count
                )
            }
        }
        return .steps(
            blocks.map { block in
                Step(told: block.told / block.count, probability: block.events / block.count)
            })
    }
}
