package import Guilds

/// When a target is visited again: a pure decision from what the visit brought.
package struct RevisitPolicy: Sendable, Hashable {
    /// How long documents of each kind are left alone; the defaults suit one guild on one key.
    package struct Intervals: Sendable, Hashable {
        /// A guild's roster.
        package var roster: Duration = .hours(6)
        /// A guild's other documents.
        package var guild: Duration = .hours(24)
        /// Indexes of realms, seasons and periods, and the running season.
        package var index: Duration = .hours(24)
        /// Leaderboards that can be entered, and the list of them.
        package var board: Duration = .hours(3)
        /// Leaderboards in the last hours of their week.
        package var rushedBoard: Duration = .hours(1)
        /// How long the last hours of a board's week are.
        package var boardRush: Duration = .hours(12)
        /// How long after the end of its week a board is asked for the last time.
        package var boardClosing: Duration = .hours(1)
        /// Documents that hardly ever change once written: a period, a class list.
        package var settled: Duration = .days(14)
        /// A character seen playing; one that rests is asked after a quarter of its idle time.
        package var summary: Duration = .hours(6)
        /// The longest a resting character is left alone.
        package var restingSummary: Duration = .days(7)
        /// Documents that the summary wakes when the character played: the terms of the API ask for a look
        /// at everything stored within 30 days.
        package var woken: Duration = .days(28)
        /// Between two looks at whether a character may still be kept; the promise is 30 days.
        package var promise: Duration = .days(25)
        /// How long after play the documents are asked for that are large or tell little news: achievements,
        /// professions, reputations, player-versus-player. Four requests a week for who plays every day.
        package var slow: Duration = .days(7)
        /// A guild's activity feed, which keeps only the newest entries.
        package var activity: Duration = .hours(6)

        /// The defaults.
        package init() {}
    }

    /// A longer `max-age` is not believed: everything stored must be looked at within 30 days.
    private static let longestMaxAge = Duration.hours(24)

    /// How long documents are left alone while the budget holds everything.
    package var intervals: Intervals
    /// What a visit must be worth; at its floor the intervals alone decide.
    package var price: FreshnessPrice
    /// The weekly reset of each region whose periods are known.
    package var resets: [Region: WeeklyReset]

    /// A policy; without a price or resets the intervals alone decide.
    package init(
        intervals: Intervals = Intervals(), price: FreshnessPrice = .floor,
        resets: [Region: WeeklyReset] = [:]
    ) {
        self.intervals = intervals
        self.price = price
        self.resets = resets
    }

    /// The next due time after a visit at `now`.
    ///
    /// Never inside the answer's `maxAge`. While the budget holds everything (the price is at its floor) the
    /// intervals decide; above it a visit waits until it is worth the price. `evidence` is what is learnt, this
    /// visit included; nil stands for the lease's. Failures back off exponentially by kind with a jitter that is a
    /// function of the document, so that the same world gives the same plan.
    package func nextDue(
        after outcome: Observation.Outcome, of lease: Lease, lastModified: Timestamp?, maxAge: Duration?,
        now: Timestamp, evidence: ChangeEvidence? = nil
    ) -> Timestamp {
        let interval =
            switch outcome {
            case .received, .unchanged:
                answered(
                    lease, settlesAt: outcome.settlesAt ?? lease.settlesAt, evidence ?? lease.evidence,
                    lastModified: lastModified, now: now)
            case .missing where lease.document.kind == .leaderboard:
                missingBoard(lease, now: now) ?? backOff(intervals.board, limit: .hours(24), lease)
            case .missing: backOff(.hours(24), limit: .days(14), lease)
            case .hidden: backOff(.days(3), limit: .days(14), lease)
            case .failed(let failure): backOff(base(failure), limit: limit(failure), lease)
            }
        return now + max(interval, min(maxAge ?? .zero, Self.longestMaxAge))
    }

    private func answered(
        _ lease: Lease, settlesAt: Timestamp?, _ evidence: ChangeEvidence, lastModified: Timestamp?,
        now: Timestamp
    ) -> Duration {
        if lease.document.kind == .leaderboard, let settlesAt {
            return boardInterval(until: settlesAt, now: now)
        }
        return max(
            regular(lease.document, lastModified: lastModified, now: now),
            priced(lease, evidence, lastModified: lastModified, now: now))
    }

    /// What is learnt of the target's change rate by an answered visit.
    package func evidence(
        after outcome: Observation.Outcome, of lease: Lease, lastModified: Timestamp?, now: Timestamp
    ) -> ChangeEvidence {
        guard let confirmedAt = lease.confirmedAt else { return lease.evidence }
        let changed: Bool
        switch outcome {
        case .received: changed = true
        case .unchanged: changed = false
        case .missing, .hidden, .failed: return lease.evidence
        }
        return lease.evidence.after(
            (now - confirmedAt).days, changed: changed,
            quiet: lastModified.map { modified in (now - modified).days }, prior: lease.document.kind.prior)
    }

    /// The interval of the promise for one document: spread over two days, so that characters that were found
    /// together are not all looked at in one hour.
    func promiseInterval(of document: DocumentID) -> Duration {
        intervals.promise + .days(2) * jitter(document, 0) - .days(1)
    }

    /// How long the target is left alone while the budget holds everything.
    private func regular(_ document: DocumentID, lastModified: Timestamp?, now: Timestamp) -> Duration {
        let interval = regularInterval(document, lastModified: lastModified, now: now)
        guard document.kind == .roster || document.kind == .summary, let reset = resets[document.region]
        else { return interval }
        return reset.pulled(
            now + interval, now: now, spread: jitter(document, 0),
            isInPlay: isInPlay(document, lastModified: lastModified, now: now)) - now
    }

    private func regularInterval(_ document: DocumentID, lastModified: Timestamp?, now: Timestamp) -> Duration
    {
        switch document.kind {
        case .summary: summaryInterval(idle: lastModified.map { modified in now - modified })
        case .status: promiseInterval(of: document)
        default: interval(of: document.kind)
        }
    }

    /// How long documents of the kind are left alone, where neither play nor spreading changes it.
    func interval(of kind: DocumentKind) -> Duration {
        switch kind {
        case .roster: intervals.roster
        case .guild, .guildAchievements: intervals.guild
        case .guildActivity: intervals.activity
        case .realms, .realm, .connectedRealms, .seasons, .season, .periods: intervals.index
        case .leaderboards, .leaderboard: intervals.board
        case .period, .keystoneDungeons, .classes, .playableSpecializations, .races, .journalInstances:
            intervals.settled
        case .summary: intervals.summary
        case .status: intervals.promise
        case .equipment, .specializations, .achievements, .raids, .dungeons, .keystoneProfile,
            .keystoneSeasonProfile, .professions, .reputations, .pvpSummary:
            intervals.woken
        }
    }

    /// How long a summary is left alone: a quarter of the time for which the character has rested.
    ///
    /// Importance has no say, only the price has: a roster that comes at the same moment may change it.
    func summaryInterval(idle: Duration?) -> Duration {
        guard let idle else { return intervals.summary }
        return min(max(idle / 4, intervals.summary), intervals.restingSummary)
    }

    private func base(_ failure: Observation.Failure) -> Duration {
        switch failure {
        case .rateLimited: .seconds(60)
        case .unavailable, .timedOut: .seconds(300)
        case .malformed: .hours(6)
        case .unauthorised: .hours(1)
        case .suspect: .seconds(900)
        // A second look, on another day, decides whether what is held must go.
        case .invalid, .replaced: .days(1)
        }
    }

    private func limit(_ failure: Observation.Failure) -> Duration {
        switch failure {
        case .malformed: .days(3)
        case .invalid, .replaced: .days(14)
        default: .hours(6)
        }
    }

    private func backOff(_ base: Duration, limit: Duration, _ lease: Lease) -> Duration {
        let doublings = min(Int(lease.consecutiveFailures), 10)
        let grown = min(base * (1 << doublings), limit)
        return grown + grown * jitter(lease.document, lease.consecutiveFailures) / 4
    }

    /// A number from 0 to 1 that a document and its failures decide.
    func jitter(_ document: DocumentID, _ failures: Int16) -> Double {
        var fingerprint = Fingerprint()
        fingerprint.combine(document.description)
        fingerprint.combine(failures)
        return Double(fingerprint.value >> 11) / Double(1 << 53)
    }
}

extension DocumentKind {
    /// What is believed of the change rate of such a document before anything is learnt.
    package var prior: ChangePrior {
        switch self {
        case .roster, .guild, .guildAchievements, .guildActivity, .leaderboard: .roster
        default: scope == .character ? .character : .settled
        }
    }
}
