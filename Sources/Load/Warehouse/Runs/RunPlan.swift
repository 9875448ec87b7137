package import Guilds

/// What the database knows of a job when its due slots are dealt with.
package struct JobState: Sendable, Hashable {
    /// Slots up to this moment have been dealt with.
    package let handledThrough: Timestamp
    /// Whether a run of the job is waiting or at work.
    package let isOpen: Bool
}

/// What becomes of a job's due slots.
package struct RunPlan: Sendable, Hashable {
    /// A slot and, where it is passed over, why.
    package struct Slot: Sendable, Hashable {
        /// World time of the slot.
        package let moment: Timestamp
        /// Nil for a slot that is run.
        package let skip: RunOutcome?

        /// A slot that is run, or that is passed over for a reason.
        package init(_ moment: Timestamp, skip: RunOutcome? = nil) {
            self.moment = moment
            self.skip = skip
        }
    }

    /// Every due slot, ascending.
    package let slots: [Slot]
    /// All slots up to this moment are in the plan.
    package let through: Timestamp

    /// A plan for every slot up to a moment.
    package init(_ slots: [Slot], through: Timestamp) {
        self.slots = slots
        self.through = through
    }
}
