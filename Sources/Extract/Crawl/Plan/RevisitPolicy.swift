package import Guilds

/// When a target is visited again: a pure decision from what the visit brought.
package struct RevisitPolicy: Sendable, Hashable {
    /// How long documents of each kind are left alone; the defaults suit one guild on one key.
    package struct Intervals: Sendable, Hashable {
        package var roster: Duration = .hours(6)
        package var guild: Duration = .hours(24)
        /// Indexes of realms, seasons and periods, and the running season.
        package var index: Duration = .hours(24)
        /// Documents that hardly ever change once written: a period, a class list.
        package var settled: Duration = .days(14)
        /// A character seen playing; one that rests is asked after a quarter of its idle time.
        package var summary: Duration = .hours(12)
        /// The longest a resting character is left alone.
        package var restingSummary: Duration = .days(7)
        /// Documents that the summary wakes when the character played: the terms of the API ask for a look
        /// at everything stored within 30 days.
        package var woken: Duration = .days(28)
        /// How long after play the large achievement document is asked for.
        package var achievements: Duration = .days(7)

        package init() {}
    }

    /// A longer `max-age` is not believed: everything stored must be looked at within 30 days.
    private static let longestMaxAge = Duration.hours(24)

    package var intervals: Intervals

    package init(intervals: Intervals = Intervals()) {
        self.intervals = intervals
    }

    /// The next due time after a visit at `now`.
    ///
    /// Never inside the answer's `maxAge`. Failures back off exponentially by kind with a jitter that is a
    /// function of the document, so that the same world gives the same plan.
    package func nextDue(
        after outcome: Observation.Outcome, of lease: Lease, lastModified: Timestamp?, maxAge: Duration?,
        now: Timestamp
    ) -> Timestamp {
        let interval =
            switch outcome {
            case .received, .unchanged: regular(lease.document.kind, lastModified: lastModified, now: now)
            case .missing: backOff(.hours(24), limit: .days(14), lease)
            case .hidden: backOff(.days(3), limit: .days(14), lease)
            case .failed(let failure): backOff(base(failure), limit: limit(failure), lease)
            }
        return now + max(interval, min(maxAge ?? .zero, Self.longestMaxAge))
    }

    private func regular(_ kind: DocumentKind, lastModified: Timestamp?, now: Timestamp) -> Duration {
        switch kind {
        case .roster: intervals.roster
        case .guild, .guildAchievements, .guildActivity: intervals.guild
        case .realms, .connectedRealms, .seasons, .season, .periods, .leaderboard: intervals.index
        case .period, .keystoneDungeons, .classes, .playableSpecializations, .races, .journalInstances:
            intervals.settled
        case .summary: summaryInterval(idle: lastModified.map { modified in now - modified })
        case .status, .equipment, .specializations, .achievements, .raids, .dungeons, .keystoneProfile,
            .keystoneSeasonProfile:
            intervals.woken
        }
    }

    private func summaryInterval(idle: Duration?) -> Duration {
        guard let idle else { return intervals.summary }
        return min(max(idle / 4, intervals.summary), intervals.restingSummary)
    }

    private func base(_ failure: Observation.Failure) -> Duration {
        switch failure {
        case .rateLimited: .seconds(60)
        case .unavailable, .timedOut: .seconds(300)
        case .malformed: .hours(6)
        case .unauthorised: .hours(1)
        }
    }

    private func limit(_ failure: Observation.Failure) -> Duration {
        failure == .malformed ? .days(3) : .hours(6)
    }

    private func backOff(_ base: Duration, limit: Duration, _ lease: Lease) -> Duration {
        let doublings = min(Int(lease.consecutiveFailures), 10)
        let grown = min(base * (1 << doublings), limit)
        return grown + grown * jitter(lease) / 4
    }

    private func jitter(_ lease: Lease) -> Double {
        var fingerprint = Fingerprint()
        fingerprint.combine(lease.document.description)
        fingerprint.combine(lease.consecutiveFailures)
        return Double(fingerprint.value >> 11) / Double(1 << 53)
    }
}
