import Guilds
import Statistics

extension Insight.Interval {
    /// The 95 % interval of a share in per cent, from so many of so many.
    ///
    /// Jeffreys: L. D. Brown, T. T. Cai, A. DasGupta, "Interval Estimation for a Binomial Proportion", Statistical
    /// Science 16 (2001).
    static func share(_ events: Int, of count: Int) -> Insight.Interval {
        let belief = BetaDistribution(
            successes: Double(events) + 0.5, failures: Double(count - events) + 0.5)
        return Insight.Interval(
            low: events == 0 ? 0 : 100 * belief.quantile(0.025),
            high: events == count ? 100 : 100 * belief.quantile(0.975), level: 0.95)
    }

    /// `between 40% and 70%`, for an interval in per cent.
    var percentWords: String {
        "between \(Wording.percent(low / 100)) and \(Wording.percent(high / 100))"
    }
}
