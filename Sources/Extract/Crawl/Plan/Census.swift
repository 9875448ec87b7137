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
    private static let usable = 0.9
    /// Documents that a changed summary wakes: equipment, raids, keystones, their season, and achievements.
    private static let wokenDocuments = 5.0

    /// Requests a day that the budget leaves for summaries and what they wake, after the promises and the other
    /// kinds; never negative.
    package func requestsLeft(by census: Census) -> Double {
        let fixed = census.targets.reduce(0.0) { sum, entry in
            guard entry.key != .summary, entry.key != .status else { return sum }
            return sum + Double(entry.value) / interval(of: entry.key).days
        }
        // A character is promised a look from its first visit on; before that its summary stands for it.
        let promised = max(census.targets[.summary] ?? 0, census.targets[.status] ?? 0)
        let promises = Double(promised) / intervals.promise.days
        return max(0, Double(census.requestsPerHour) * 24 * Self.usable - fixed - promises)
    }

    /// The price at which all summaries, and the documents that they wake, ask for what the budget leaves.
    ///
    /// The floor whenever the budget holds what the intervals alone ask for, whatever the sample.
    package func price(for census: Census, now: Timestamp) -> FreshnessPrice {
        guard !census.sample.isEmpty else { return .floor }
        let each = Double(census.targets[.summary] ?? 0) / Double(census.sample.count)
        let values = census.sample.map { summary in
            let idle = summary.lastModified.map { modified in now - modified }
            return RevisitValue(
                importance: summary.importance * Importance.activity(idle: idle),
                rate: ChangeRate(summary.evidence, prior: DocumentKind.summary.prior))
        }
        return .fitting(
            values, each: each, visitsPerDay: requestsLeft(by: census), within: intervals.summary.days...90,
            woken: Self.wokenDocuments)
    }
}
