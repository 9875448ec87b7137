package import Guilds

/// Slots that have come due and what is to become of each.
package struct DueSlots: Sendable, Hashable {
    /// Why a slot is not run.
    package enum Skip: String, Sendable, Hashable {
        /// Nobody was there when it was due, and the job does not make up for it.
        case missed
        /// An earlier run of the job was still waiting or at work.
        case overlap
    }

    /// A slot with its fate.
    package struct Decision: Sendable, Hashable {
        /// World time.
        package let slot: Timestamp
        /// Nil for a slot that is run.
        package let skip: Skip?
    }

    /// Each due slot, ascending.
    package let decisions: [Decision]

    /// Decides about the slots that are due and were not dealt with before, ascending.
    ///
    /// The newest is on time when it is not older than `grace`; all others were missed. Missed slots follow
    /// the catch-up policy. The overlap policy applies to the newest slot alone, and to `isOpen`: whether a
    /// run of the job that was recorded before is waiting or at work. What `.each` makes up for, a person
    /// wants in full, so that it queues up whatever is open.
    package init(
        _ slots: [Timestamp], now: Timestamp, grace: Duration, catchUp: CatchUp, overlap: Overlap,
        isOpen: Bool
    ) {
        decisions = slots.map { slot in
            let isNewest = slot == slots.last
            let isMissed = !isNewest || slot + grace < now
            let isMadeUp = catchUp == .each || (catchUp == .once && isNewest)
            if isMissed && !isMadeUp { return Decision(slot: slot, skip: .missed) }
            if isMissed && catchUp == .each { return Decision(slot: slot, skip: nil) }
            return Decision(slot: slot, skip: isOpen && overlap == .skip ? .overlap : nil)
        }
    }

    /// The slots that are run.
    package var run: [Timestamp] { slots { skip in skip == nil } }

    /// The slots that are recorded as skipped for this reason.
    package func skipped(_ reason: Skip) -> [Timestamp] { slots { skip in skip == reason } }

    private func slots(_ fits: (Skip?) -> Bool) -> [Timestamp] {
        decisions.filter { decision in fits(decision.skip) }.map(\.slot)
    }
}
