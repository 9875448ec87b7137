import Foundation

/// How long something lasted, as far as it was watched.
package struct Lifetime: Sendable, Hashable {
    /// The age at which it came under observation: 0 when it was watched from its beginning on.
    package var entry: Double
    /// The age at which it ended, or up to which it was seen to last.
    package var end: Double
    /// Whether it ended then; otherwise only that it lasted so long is known.
    package var isEnded: Bool

    /// A lifetime in any unit of time; `end` lies after `entry`.
    package init(entry: Double = 0, end: Double, isEnded: Bool) {
        self.entry = entry
        self.end = end
        self.isEnded = isEnded
    }
}

/// The share that lasts longer than a time, from lifetimes of which some are not over and some were not watched
/// from the beginning.
///
/// E. L. Kaplan and P. Meier, "Nonparametric Estimation From Incomplete Observations", Journal of the American
/// Statistical Association 53 (1958); late entries as in J. P. Klein and M. L. Moeschberger, "Survival Analysis"
/// (2003), 4.6. O(n log n).
package struct KaplanMeier: Sendable, Hashable {
    /// The curve right after one of the times at which something ended.
    package struct Point: Sendable, Hashable {
        /// The age.
        package let time: Double
        /// How many were watched at this age and had not ended before.
        package let atRisk: Int
        /// How many of them ended.
        package let events: Int
        /// The share that lasts longer.
        package let survival: Double
        /// M. Greenwood's sum of events / (at risk · (at risk - events)) up to here, the variance of the logarithm
        /// of `survival`.
        package let greenwood: Double
    }

    /// Beyond the last age at which so many are watched the curve should not be shown: it is guesswork.
    package static let fewestAtRisk = 10

    /// The steps of the curve, by ascending time; before the first one everything lasts.
    package let points: [Point]
    /// How many lifetimes there are.
    package let count: Int
    /// The age up to which at least `fewestAtRisk` are watched; 0 when there never were so many.
    package let shownUntil: Double

    /// The curve of these lifetimes. One that enters at the very age of an event is not yet at risk then.
    package init(_ lifetimes: [Lifetime]) {
        count = lifetimes.count
        let entries = lifetimes.map(\.entry).sorted()
        let ends = lifetimes.sorted { left, right in left.end < right.end }
        var points: [Point] = []
        var (entered, ended, survival, greenwood, shown) = (0, 0, 1.0, 0.0, 0.0)
        while ended < ends.count {
            let time = ends[ended].end
            while entered < entries.count, entries[entered] < time { entered += 1 }
            let atRisk = entered - ended
            var events = 0
            while ended < ends.count, ends[ended].end == time {
                events += ends[ended].isEnded ? 1 : 0
                ended += 1
            }
            if atRisk >= Self.fewestAtRisk { shown = time }
            guard events > 0, atRisk > 0 else { continue }
            survival *= 1 - Double(events) / Double(atRisk)
            greenwood +=
                atRisk > events ? Double(events) / Double(atRisk) / Double(atRisk - events) : .infinity
            points.append(
                Point(time: time, atRisk: atRisk, events: events, survival: survival, greenwood: greenwood))
        }
        self.points = points
        shownUntil = shown
    }

    /// The share that lasts longer than the age.
    package func survival(at time: Double) -> Double { step(at: time)?.survival ?? 1 }

    /// The interval of the share, by the normal approximation of log(-log), which keeps it between 0 and 1.
    ///
    /// Nil where the curve is at 1 or 0 and so tells no spread.
    package func interval(at time: Double, level: Double = 0.95) -> ClosedRange<Double>? {
        guard let point = step(at: time), point.survival > 0, point.survival < 1 else { return nil }
        let z = StandardNormal.quantile((1 + level) / 2)
        let spread = z * point.greenwood.squareRoot() / abs(log(point.survival))
        return pow(point.survival, exp(spread))...pow(point.survival, exp(-spread))
    }

    /// The age by which the share `gone` has ended, as 0.5 for the median; nil when so many never did.
    package func age(gone: Double) -> Double? {
        points.first { point in point.survival <= 1 - gone + 1e-12 }?.time
    }

    private func step(at time: Double) -> Point? {
        let index = points.partitioningIndex { point in point.time > time }
        return index > 0 ? points[index - 1] : nil
    }
}

extension Array {
    /// The first index whose element meets the condition, which all later ones meet as well. O(log n).
    func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
