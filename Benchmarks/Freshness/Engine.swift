import Crawl

/// The crawl's own plan: due times, learnt rates and one price, as in production.
///
/// What is due is visited in the order of due times; a visit sets the next one by the price, which is fitted to the
/// budget twice a day from a sample.
struct Engine: Policy {
    /// What is cheap to know, beside whether a document changed.
    struct Signals {
        /// `Last-Modified` tells when the last change was.
        var tellsTime = false
        /// Moments at which somebody was seen to have played, ascending, with who it was.
        var seen: [(moment: Double, one: Int)] = []
        /// How much of a full visit an unchanged one costs.
        var unchangedCost = 1.0
    }

    private static let bounds = 0.04...365.0
    private static let samples = 1000

    private let importance: [Double]
    private let visitsPerDay: Double
    private let signals: Signals
    private var due: [Double]
    private var evidence: [ChangeEvidence]
    private var isSeen: [Bool]
    private var price = FreshnessPrice.floor
    private var pricedAt = -1.0
    private var nextSeen = 0
    /// Mean requests of a visit, learnt as we go.
    private var cost = 1.0

    init(importance: [Double], visitsPerDay: Double, signals: Signals = Signals()) {
        self.importance = importance
        self.visitsPerDay = visitsPerDay
        self.signals = signals
        due = []
        evidence = Array(repeating: ChangeEvidence(), count: importance.count)
        isSeen = Array(repeating: false, count: importance.count)
        reprice(now: 0, backlog: 0)
        // In the middle of a running plan, everybody is somewhere within an interval.
        var random = Random(seed: 1)
        due = importance.indices.map { one in
            value(one).interval(at: price.value, within: Self.bounds) * random.uniform()
        }
    }

    mutating func choose(now: Double, room: Int, last: [Double]) -> [Int] {
        notice(until: now, last: last)
        var waiting = due.indices.compactMap { one in due[one] <= now ? (-due[one], one) : nil }
        if now - pricedAt >= 0.5 { reprice(now: now, backlog: max(0, waiting.count - room)) }
        if waiting.count > room { waiting = Array(waiting.greatest(room)) }
        return waiting.map(\.1)
    }

    mutating func visited(_ one: Int, now: Double, after days: Double, changed: Bool, lastChange: Double?) {
        let quiet = signals.tellsTime ? lastChange.map { moment in now - moment } : nil
        evidence[one] = evidence[one].after(days, changed: changed, quiet: quiet, prior: .character)
        due[one] = now + value(one).interval(at: price.value, within: Self.bounds)
        isSeen[one] = false
        cost += 0.001 * ((changed ? 1 : signals.unchangedCost) - cost)
    }

    /// Brings forward who was seen to play, when a visit to somebody who surely changed is worth the price: its
    /// gain is that of a visit after a long time.
    private mutating func notice(until now: Double, last: [Double]) {
        while nextSeen < signals.seen.count, signals.seen[nextSeen].moment <= now {
            let (moment, one) = signals.seen[nextSeen]
            nextSeen += 1
            guard moment > last[one], !isSeen[one],
                value(one).gain(after: Self.bounds.upperBound) > price.value
            else { continue }
            isSeen[one] = true
            due[one] = min(due[one], now)
        }
    }

    /// Fits the price to a little more than the budget, so that none is lost, less a third of the backlog.
    private mutating func reprice(now: Double, backlog: Int) {
        pricedAt = now
        let stride = max(1, importance.count / Self.samples)
        let sample = Swift.stride(from: 0, to: importance.count, by: stride).map(value)
        let visits = visitsPerDay / cost
        price = .fitting(
            sample, each: Double(importance.count) / Double(sample.count),
            visitsPerDay: max(visits * 1.02 - Double(backlog) / 3, visits / 2), within: Self.bounds)
    }

    private func value(_ one: Int) -> RevisitValue {
        RevisitValue(
            importance: importance[one], rate: ChangeRate(evidence[one], prior: .character))
    }
}
