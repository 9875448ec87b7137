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
        guard let reset = resets[lease.document.region],
            isInPlay(lease.document, lastModified: lastModified, now: now)
        else { return due - now }
        let soon = now + wait(price.value / WeeklyReset.factor)
        return reset.earliest(due, near: soon, spread: jitter(lease.document, 0)) - now
    }

    /// Whether the document tells of this week before the week is over: every roster does, and the summary of whoever
    /// played in it.
    func isInPlay(_ document: DocumentID, lastModified: Timestamp?, now: Timestamp) -> Bool {
        switch document.kind {
        case .roster: true
        case .summary: lastModified.map { modified in now - modified <= Self.active } ?? false
        default: false
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
