import Guilds

/// What a visit must be worth, and when it is worth more.
extension RevisitPolicy {
    /// How long a price may defer a summary, the promise being kept by the status.
    static let longestSummary = Duration.days(90)

    /// Who played within so many days is in the week's numbers.
    private static let active = Duration.days(8)

    /// How long until a visit is worth the price; zero at the floor and for documents without a price.
    func priced(_ lease: Lease, _ evidence: ChangeEvidence, lastModified: Timestamp?, now: Timestamp)
        -> Duration
    {
        guard !price.isFloor, let limit = longestPriced(lease.document.kind) else { return .zero }
        var importance = lease.importance
        if lease.document.kind == .summary {
            importance *= Importance.activity(idle: lastModified.map { modified in now - modified })
        }
        let rate = ChangeRate(evidence, prior: lease.document.kind.prior)
        let value = RevisitValue(importance: importance, rate: rate)
        func wait(_ price: Double) -> Duration {
            .fractionalDays(value.interval(at: price, within: 0.04...limit.days))
        }
        let due = now + wait(price.value)
        guard let reset = reset(for: lease.document, lastModified: lastModified, now: now) else {
            return due - now
        }
        let soon = now + wait(price.value / WeeklyReset.factor)
        return reset.earliest(due, near: soon, spread: jitter(lease.document, 0)) - now
    }

    /// The weekly reset where it matters for the document: for rosters, and summaries of who played this week.
    func reset(for document: DocumentID, lastModified: Timestamp?, now: Timestamp) -> WeeklyReset? {
        switch document.kind {
        case .roster: resets[document.region]
        case .summary:
            lastModified.flatMap { modified in
                now - modified <= Self.active ? resets[document.region] : nil
            }
        default: nil
        }
    }

    /// How long a price may defer a visit; nil for documents whose number does not grow with the population.
    func longestPriced(_ kind: DocumentKind) -> Duration? {
        switch kind {
        case .summary: Self.longestSummary
        case .guild, .roster, .guildAchievements, .guildActivity: .days(7)
        default: nil
        }
    }
}
