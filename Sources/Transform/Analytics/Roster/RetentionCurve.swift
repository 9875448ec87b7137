import Guilds
import Statistics

/// The share of newcomers who stay longer than an age.
///
/// Those who were there before watching began came at an unknown time and are left out, not counted as new. A
/// departure is known to lie between two looks at the roster: the curve takes the middle, and its interval also
/// holds what the earliest and the latest possible departures would give.
struct RetentionCurve {
    /// Weeks that are told.
    static let ages = [1, 2, 4, 8, 12, 16, 20, 26, 39, 52]
    /// Fewer people than this at an age tell nothing of it.
    static let wanted = KaplanMeier.fewestAtRisk
    static let basis = "newcomers seen to join"

    let middle: KaplanMeier
    private let earliest: KaplanMeier
    private let latest: KaplanMeier
    private let lengths: [Double]
    private let before: Int

    var count: Int { lengths.count }

    init(_ stays: [Stay], until sight: Timestamp) {
        let followed = stays.filter { stay in stay.arrival == .joined }
        before = stays.count { stay in stay.arrival == .present }
        let days = followed.map { stay in stay.days(until: sight) }
        func curve(_ lengths: [Double]) -> KaplanMeier {
            // An hour stands for stays that began and ended between two looks.
            KaplanMeier(
                zip(followed, lengths).map { stay, length in
                    Lifetime(end: max(1.0 / 24, length), isEnded: stay.left != nil)
                })
        }
        lengths = days.map(\.middle)
        middle = curve(lengths)
        earliest = curve(days.map(\.earliest))
        latest = curve(days.map(\.latest))
    }

    /// Nil where too few can be followed for so long; the interval is in per cent.
    func chance(days: Double) -> (share: Double, interval: Insight.Interval, atRisk: Int)? {
        guard middle.shownUntil >= days else { return nil }
        let atRisk = lengths.count { length in length >= days }
        let ranges = [earliest, middle, latest].map { curve in Self.range(curve, days, atRisk: atRisk) }
        let low = ranges.map(\.lowerBound).min() ?? 0
        let high = ranges.map(\.upperBound).max() ?? 1
        return (
            middle.survival(at: days), Insight.Interval(low: 100 * low, high: 100 * high, level: 0.95), atRisk
        )
    }

    /// Where nobody or everybody left, the bound of a share that was never seen to be otherwise.
    private static func range(_ curve: KaplanMeier, _ days: Double, atRisk: Int) -> ClosedRange<Double> {
        if let range = curve.interval(at: days) { return range }
        let belief = Insight.Interval.share(0, of: max(1, atRisk)).high / 100
        return curve.survival(at: days) > 0 ? (1 - belief)...1 : 0...belief
    }

    var coverage: Double { Finding.share(count, of: count + before) }

    var missing: String? {
        Finding.reason(before) { count in
            "\(Wording.count(count, "member")) came before watching began, so how long they stayed is not known"
        }
    }

    /// What is missing to tell of an age.
    func shortage(weeks: Int, _ study: Study) -> String {
        let watched = study.series.rosterSeen.first.map { first in
            (study.series.asOf - first.since).days / 7
        }
        let left = weeks - Int(watched ?? 0)
        guard left <= 0 else { return "needs \(Wording.count(left, "more week", "more weeks"))" }
        return "needs \(Self.wanted) newcomers followed for \(Wording.count(weeks, "week"))"
    }
}
