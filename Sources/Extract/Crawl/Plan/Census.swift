package import Guilds

/// What the price of a visit is fitted from: how many targets there are, a sample of them, and the budget.
package struct Census: Sendable, Hashable {
    /// What is known of one sampled summary.
    package struct Summary: Sendable, Hashable {
        /// How much it matters that it is current; 1 is usual.
        package var importance: Double
        /// What is learnt of its changes.
        package var evidence: ChangeEvidence
        /// When the character last played; nil when the source never told.
        package var lastModified: Timestamp?

        /// One sampled summary.
        package init(importance: Double, evidence: ChangeEvidence, lastModified: Timestamp?) {
            self.importance = importance
            self.evidence = evidence
            self.lastModified = lastModified
        }
    }

    /// Targets of each kind that are asked for; leaderboards of past weeks are not.
    package var targets: [DocumentKind: Int]
    /// Summaries that stand for all of them.
    package var sample: [Summary]
    /// Requests an hour of all API clients together.
    package var requestsPerHour: Int

    /// A census of one database.
    package init(targets: [DocumentKind: Int], sample: [Summary], requestsPerHour: Int) {
        self.targets = targets
        self.sample = sample
        self.requestsPerHour = requestsPerHour
    }
}

extension RevisitPolicy {
    /// The part of the budget that is planned with; the rest is repeats and what people ask for.
    package static let usable = 0.9
    /// Documents that a changed summary wakes: equipment, raids, keystones, their season, and achievements.
    package static let wokenDocuments = 5.0

    /// Requests a day that the budget leaves for what has a price, after the promises and the other kinds; never
    /// negative.
    package func requestsLeft(by census: Census) -> Double {
        let fixed = census.targets.reduce(0.0) { sum, entry in
            guard entry.key != .status, longestPriced(entry.key) == nil else { return sum }
            return sum + Double(entry.value) / interval(of: entry.key).days
        }
        // A character is promised a look from its first visit on; before that its summary stands for it.
        let promised = max(census.targets[.summary] ?? 0, census.targets[.status] ?? 0)
        let promises = Double(promised) / intervals.promise.days
        return max(0, Double(census.requestsPerHour) * 24 * Self.usable - fixed - promises)
    }

    /// The price at which all summaries, the documents that they wake, and the documents of guilds ask for what the
    /// budget leaves.
    ///
    /// The floor whenever the budget holds what the intervals alone ask for, whatever the sample.
    package func price(for census: Census, now: Timestamp) -> FreshnessPrice {
        guard !census.sample.isEmpty else { return .floor }
        let each = Double(census.targets[.summary] ?? 0) / Double(census.sample.count)
        let summaries = census.sample.map { summary in wish(of: summary, now: now) }
        let guilds = census.targets.compactMap { kind, count in
            wish(of: kind).map { wish in (wish: wish, count: Double(count)) }
        }
        return .fitting(visitsPerDay: requestsLeft(by: census)) { price in
            each * summaries.reduce(0) { sum, wish in sum + wish.requestsPerDay(at: price) }
                + guilds.reduce(0) { sum, one in sum + one.count * one.wish.requestsPerDay(at: price) }
        }
    }

    /// What a guild's document asks for as long as nothing is learnt of it; nil for other kinds.
    private func wish(of kind: DocumentKind) -> Wish? {
        guard kind != .summary, let longest = longestPriced(kind) else { return nil }
        let shortest = interval(of: kind).days
        return Wish(
            value: RevisitValue(importance: 1, rate: ChangeRate(ChangeEvidence(), prior: kind.prior)),
            bounds: shortest...max(shortest, longest.days), woken: 0)
    }

    private func wish(of summary: Census.Summary, now: Timestamp) -> Wish {
        let idle = summary.lastModified.map { modified in now - modified }
        let shortest = summaryInterval(idle: idle).days
        return Wish(
            value: summary.value(now: now), bounds: shortest...max(shortest, Self.longestSummary.days),
            woken: Self.wokenDocuments)
    }

    /// What one document asks for: nothing within the shortest interval, which alone decides at the floor.
    private struct Wish {
        let value: RevisitValue
        let bounds: ClosedRange<Double>
        /// Requests that a change leads to.
        let woken: Double

        func requestsPerDay(at price: FreshnessPrice) -> Double {
            let days =
                price.isFloor ? bounds.lowerBound : value.interval(at: price.value, within: bounds)
            return value.requests(after: days, woken: woken) / days
        }
    }
}

extension Census.Summary {
    /// What a visit to the summary is worth.
    package func value(now: Timestamp) -> RevisitValue {
        let idle = lastModified.map { modified in now - modified }
        return RevisitValue(
            importance: importance * Importance.activity(idle: idle),
            rate: ChangeRate(evidence, prior: DocumentKind.summary.prior))
    }
}

extension RevisitPolicy {
    /// The name of the class whose freshness officers ask about first.
    package static let raiders = "raiders"

    /// What competes for the requests, as the sample knows it: raiders who play, other members, and everybody else:
    /// leavers, and those who have not played for months.
    package func classes(of census: Census, now: Timestamp) -> [CapacityForecast.Class] {
        guard !census.sample.isEmpty else { return [] }
        let each = Double(census.targets[.summary] ?? 0) / Double(census.sample.count)
        let values = census.sample.map { summary in summary.value(now: now) }
        let bands = [
            (Self.raiders, Importance.core..<Double.infinity), ("members", 0.5..<Importance.core),
            ("others", 0..<0.5),
        ]
        return bands.compactMap { name, band in
            let some = values.filter { value in band.contains(value.importance) }
            guard !some.isEmpty else { return nil }
            let count = Double(some.count)
            return CapacityForecast.Class(
                name: name, count: Int((each * count).rounded()),
                importance: some.reduce(0) { sum, value in sum + value.importance } / count,
                rate: some.reduce(0) { sum, value in sum + value.rate.mean } / count,
                woken: Self.wokenDocuments, shortest: intervals.summary)
        }
    }
}

extension RevisitValue {
    /// Requests that a visit costs `days` after the one before when a change leads to `woken` more.
    package func requests(after days: Double, woken: Double) -> Double {
        1 + woken * (1 - rate.survival(days))
    }
}
