import Foundation

/// Means of groups that are known with unlike precision, drawn towards their common mean.
///
/// The random-effects model; the variance between groups by R. C. Paule and J. Mandel, Journal of Research of the
/// National Bureau of Standards 87 (1982): the one at which the weighted distances are as large as they should be.
package struct MeanShrinkage: Sendable, Hashable {
    /// One group's mean and its standard error.
    package struct Group: Sendable, Hashable {
        /// The mean of the group.
        package var mean: Double
        /// Its standard error, above 0.
        package var error: Double

        /// A mean that is known to within its error.
        package init(mean: Double, error: Double) {
            self.mean = mean
            self.error = error
        }
    }

    /// The common mean.
    package let centre: Double
    /// The variance between groups that chance does not explain; 0 where it explains all.
    package let between: Double

    /// Learns from groups; nil with fewer than three.
    package init?(_ groups: [Group]) {
        guard groups.count >= 3, groups.allSatisfy({ group in group.error > 0 }) else { return nil }
        func centre(_ between: Double) -> Double {
            let weights = groups.map { group in 1 / (group.error * group.error + between) }
            let sum = zip(groups, weights).reduce(0) { sum, pair in sum + pair.0.mean * pair.1 }
            return sum / weights.reduce(0, +)
        }
        func excess(_ between: Double) -> Double {
            let middle = centre(between)
            return groups.reduce(0) { sum, group in
                let miss = group.mean - middle
                return sum + miss * miss / (group.error * group.error + between)
            } - Double(groups.count - 1)
        }
        var high = groups.map(\.mean).variance ?? 0
        while high > 0, excess(high) > 0 { high *= 2 }
        between = excess(0) <= 0 ? 0 : ascent(to: 0, within: 0...high) { value in -excess(value) }
        self.centre = centre(between)
    }

    /// The group's mean after shrinking, and its standard error given `centre` and `between`.
    package func shrunken(_ group: Group) -> Group {
        let own = group.error * group.error
        guard between > 0 else { return Group(mean: centre, error: 0) }
        let trust = between / (between + own)
        return Group(mean: centre + trust * (group.mean - centre), error: (trust * own).squareRoot())
    }
}
