import Foundation

/// An exponentially weighted moving average with limits that allow for the memory of the series.
///
/// S. W. Roberts, "Control Chart Tests Based on Geometric Moving Averages", Technometrics 1 (1959). The limits of
/// independent values are far too narrow for weekly figures; for a first-order memory phi the variance of the
/// average is exactly s² w/(2 - w) · (1 + phi(1 - w))/(1 - phi(1 - w)) (F. Zhang, Technometrics 40, 1998).
/// An unknown step leaves the average where it was.
package struct ControlChart: Sendable, Hashable {
    /// One known step.
    package struct Point: Sendable, Hashable {
        /// The step of the sample.
        package let step: Double
        /// The moving average with that sample.
        package let average: Double
        /// Whether the average lies beyond the limits.
        package let isAlarm: Bool
    }

    /// The middle of the learning samples, from which deviations count.
    package let centre: Double
    /// How far the average may lie from the centre.
    package let reach: Double
    /// The watched steps.
    package let points: [Point]

    /// Watches `samples` by what `learning` was like; nil when that is too short (12) or too full of gaps.
    ///
    /// `weight` is that of the newest value; the limits lie `deviations` standard deviations of the average away.
    package init?(_ samples: [Sample], learning: [Sample], weight: Double = 0.3, deviations: Double = 3) {
        guard learning.count >= Trend.fewestSamples, let centre = learning.map(\.value).median,
            let deviation = learning.map(\.value).variance?.squareRoot(),
            let memory = Autocorrelation(
                of: learning.map { sample in sample.value - centre }, steps: learning.map(\.step))
        else { return nil }
        let phi = memory.corrected
        let kept = phi * (1 - weight)
        let variance = deviation * deviation * weight / (2 - weight) * (1 + kept) / (1 - kept)
        let reach = deviations * variance.squareRoot()
        var average = centre
        self.centre = centre
        self.reach = reach
        points = samples.map { sample in
            average += weight * (sample.value - average)
            return Point(step: sample.step, average: average, isAlarm: abs(average - centre) > reach)
        }
    }
}
