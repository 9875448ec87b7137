/// What the visits of one target have taught about how often its document changes.
///
/// The rate is about `events / days`; both are 0 while nothing is learnt and the prior of the kind counts.
package struct ChangeEvidence: Sendable, Hashable {
    /// Changes seen, in expectation: a change found after an interval may stand for several.
    package var events: Double
    /// Days over which they were looked for.
    package var days: Double

    package init(events: Double = 0, days: Double = 0) {
        self.events = events
        self.days = days
    }
}
