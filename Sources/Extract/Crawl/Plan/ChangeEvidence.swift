import Foundation

/// What the visits of one target have taught about how often its document changes.
///
/// The rate is about `events / days`; both are 0 while nothing is learnt and the prior of the kind counts.
package struct ChangeEvidence: Sendable, Hashable, Codable {
    /// Changes seen, in expectation: a change found after an interval may stand for several.
    package var events: Double
    /// Days over which they were looked for.
    package var days: Double

    /// Evidence of `events` changes in `days`; nothing learnt when left out.
    package init(events: Double = 0, days: Double = 0) {
        self.events = events
        self.days = days
    }
}

extension ChangeEvidence {
    /// How long evidence counts: after so many days half of it is forgotten, since habits change.
    package static let halfLife = 60.0

    /// The evidence after a visit that came `days` after the one before.
    ///
    /// One step of expectation maximisation for interval-censored observations (Cho and Garcia-Molina's
    /// maximum likelihood is its fixed point): no change counts 0 events, a change found after t days counts
    /// Dt/(1 - exp(-Dt)) at the present estimate D. Where the source tells when it last changed, `quiet` days
    /// ago, a change counts one and only the time since then counts: before it, nothing is known.
    /// A visit that came at no distance teaches nothing.
    package func after(_ days: Double, changed: Bool, quiet: Double? = nil, prior: ChangePrior)
        -> ChangeEvidence
    {
        guard days > 0 else { return self }
        let kept = pow(0.5, days / Self.halfLife)
        guard changed else { return ChangeEvidence(events: events * kept, days: self.days * kept + days) }
        if let quiet {
            let known = min(max(quiet, 0), days)
            return ChangeEvidence(events: events * kept + 1, days: self.days * kept + known)
        }
        let expected = ChangeRate(self, prior: prior).mean * days
        let events = expected < 1e-9 ? 1 : expected / -expm1(-expected)
        return ChangeEvidence(events: self.events * kept + events, days: self.days * kept + days)
    }
}

/// What is believed of a change rate before anything is learnt: as if `events` had been seen in `days`.
package struct ChangePrior: Sendable, Hashable {
    /// Changes as if seen.
    package let events: Double
    /// Days as if watched.
    package let days: Double

    /// `events` must be above 1, so that the expected time to the next change is finite.
    package init(events: Double, days: Double) {
        precondition(events > 1 && days > 0, "a prior needs more than one event and some days")
        self.events = events
        self.days = days
    }

    /// A character of whom nothing is known but that it is in a guild: some play daily, many hardly ever, so that
    /// little evidence outweighs it.
    package static let character = ChangePrior(events: 1.3, days: 2.2)
    /// A guild's roster: somebody gains a level or changes rank most days.
    package static let roster = ChangePrior(events: 2, days: 1)
    /// Documents that change a few times a year.
    package static let settled = ChangePrior(events: 1.5, days: 60)
}

/// A belief about a change rate in changes per day: a gamma distribution with `shape` and `rate` in days.
package struct ChangeRate: Sendable, Hashable {
    /// Shape of the gamma distribution: changes seen and believed.
    package let shape: Double
    /// Rate of the gamma distribution: days watched and believed.
    package let rate: Double

    /// What is believed after the evidence.
    package init(_ evidence: ChangeEvidence, prior: ChangePrior) {
        shape = evidence.events + prior.events
        rate = evidence.days + prior.days
    }

    /// Expected changes per day.
    package var mean: Double { shape / rate }

    /// Probability that nothing changed within `days`: the rate is uncertain, so its tail is that of a Lomax
    /// distribution, longer than an exponential's.
    package func survival(_ days: Double) -> Double { pow(rate / (rate + days), shape) }
}
