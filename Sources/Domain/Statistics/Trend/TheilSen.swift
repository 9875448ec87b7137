/// A straight line through the medians: the slope half of all pairs lie above and half below.
///
/// P. K. Sen, "Estimates of the Regression Coefficient Based on Kendall's Tau", Journal of the American
/// Statistical Association 63 (1968). Up to 29 % of the points may be wild without moving it far.
/// Steps may be irregular. O(n² log n).
package struct TheilSen: Sendable, Hashable {
    /// Change of the value per step.
    package let slope: Double
    /// Value of the line at step 0: median value less slope times median step.
    package let intercept: Double

    private let slopes: [Double]
    private let variance: Double

    /// Nil when no two samples differ in step.
    package init?(_ samples: [Sample]) {
        var slopes: [Double] = []
        for (index, first) in samples.enumerated() {
            for second in samples[(index + 1)...] where second.step != first.step {
                slopes.append((second.value - first.value) / (second.step - first.step))
            }
        }
        slopes.sort()
        let steps = samples.map(\.step)
        let values = samples.map(\.value)
        guard let slope = slopes.quantileOfSorted(0.5), let middleStep = steps.median,
            let middleValue = values.median
        else { return nil }
        self.slope = slope
        intercept = middleValue - slope * middleStep
        self.slopes = slopes
        let ties = Ties(of: steps).varianceTerm + Ties(of: values).varianceTerm
        variance = max(0, Kendall.term(samples.count) - ties) / 18
    }

    /// The slopes between which the true one lies with probability `level`; nil when too few slopes are known.
    ///
    /// Sen's normal approximation. Serial correlation makes it too narrow (of 95 % intervals 71 % hold at
    /// n = 26 and phi = 0.6), so the variance is multiplied by `inflation`, that of the trend test.
    package func interval(level: Double, inflation: Double = 1) -> Interval? {
        let reach = StandardNormal.quantile((1 + level) / 2) * (variance * inflation).squareRoot()
        return Interval(ofSorted: slopes, reach: reach / 2)
    }

    /// What the line leaves unexplained, one value per sample.
    package func residuals(of samples: [Sample]) -> [Double] {
        samples.map { sample in sample.value - intercept - slope * sample.step }
    }
}
