import Crawl
import Guilds
import Postgres

/// Decides which completions of a batch are written; pure.
struct Fencing {
    /// What the database knows of an observed target, under lock.
    struct Known {
        let leaseGeneration: Int64
        let completedGeneration: Int64
        let confirmedAt: Microseconds?
        /// A wish that came during the fetch.
        let wokenDueAt: Microseconds?
    }

    enum Decision {
        case accepted(Stamp)
        /// The same completion was written before.
        case repeated
        /// The lease went to somebody else, or the target is gone.
        case fenced
    }

    /// One decision per completion, in order; `known` are their targets.
    static func decide(_ batch: [Completion], known: [Known?]) -> [Decision] {
        var accepted = Set<DocumentID>()
        return batch.enumerated().map { place, completion in
            let observation = completion.observation
            guard let target = known[place],
                target.leaseGeneration == observation.generation
            else { return .fenced }
            guard target.completedGeneration < observation.generation,
                accepted.insert(observation.document).inserted
            else { return .repeated }
            return .accepted(stamp(observation, ordinal: Int32(place), confirmedAt: target.confirmedAt))
        }
    }

    // A clock behind that of the worker before must not turn the order of changes around.
    private static func stamp(_ observation: Observation, ordinal: Int32, confirmedAt: Microseconds?) -> Stamp
    {
        let observedAt = Microseconds(observation.observedAt)
        let recordedAt = confirmedAt.map { before in max(before, observedAt) } ?? observedAt
        return Stamp(
            ordinal: ordinal,
            validFrom: observation.lastModified.map { moment in Microseconds(moment) } ?? recordedAt,
            recordedAt: recordedAt, unchangedUntil: confirmedAt, generation: observation.generation)
    }
}
