package import Guilds

/// One slot of one job.
package struct RunKey: Sendable, Hashable {
    /// The name of the job, as its file says.
    package let job: String
    /// World time.
    package let slot: Timestamp

    /// The slot of a job.
    package init(job: String, slot: Timestamp) {
        self.job = job
        self.slot = slot
    }
}

/// The right to run a slot: whoever has the highest generation may say how it ended.
package struct RunLease: Sendable, Hashable {
    /// The slot that may be run.
    package let key: RunKey
    /// Which try this is, the first being 1.
    package let attempt: Int32
    /// Fences late writers: a higher one has taken the run over.
    package let generation: Int64
}

/// How a run ended.
package enum RunOutcome: String, Sendable, Hashable, CaseIterable {
    case succeeded
    /// Done, but some targets failed; they will be tried again.
    case partial
    case failed
    case timedOut = "timed_out"
    /// Stopped by the person who had asked for it.
    case stopped
    /// The workers that ran it died too often.
    case abandoned
    /// Not run: nobody was there when it was due.
    case missed
    /// Not run: an earlier run of the job was waiting or at work.
    case overlapped

    /// Whether the slot was passed over.
    package var isSkip: Bool { self == .missed || self == .overlapped }
}

/// What a run did, or a part of it: added up over its attempts.
package struct RunCounts: Sendable, Hashable {
    /// Requests that were sent to the API.
    package var requests = 0
    /// Whatever else is counted, by name.
    package var others: [String: Int] = [:]

    /// Nothing yet.
    package init() {}

    /// Adds to one of the other counts.
    package mutating func add(_ count: Int, to name: String) {
        others[name, default: 0] += count
    }
}

/// A run as it is recorded. All times but the slot follow the database's clock.
package struct RunRecord: Sendable, Hashable {
    /// Where a run stands.
    package enum State: String, Sendable, Hashable {
        case queued
        case running
        case ended
    }

    /// The slot.
    package let key: RunKey
    /// Where it stands.
    package let state: State
    /// Nil until it has ended.
    package let outcome: RunOutcome?
    /// Whether a person asked for it.
    package let isAsked: Bool
    /// Tries that began.
    package let attempt: Int32
    /// When the first try began; nil while none did.
    package let startedAt: Timestamp?
    /// When it ended; nil until then.
    package let endedAt: Timestamp?
    /// What its tries did.
    package let counts: RunCounts
    /// Why it failed, in words safe for everybody.
    package let error: String?
    /// The version of the program that ran it last.
    package let codeVersion: String?

    /// From the first start to the end, pauses included; nil while it runs and where it never began.
    package var duration: Duration? {
        startedAt.flatMap { start in endedAt.map { end in end - start } }
    }
}
