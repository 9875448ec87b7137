package import Guilds

extension RevisitPolicy {
    /// Why well-formed facts are still not to be believed, or what is held must not be kept; nil to go on.
    ///
    /// A guild has at least its guild master, so an empty roster is a fault of the source, and believing it would
    /// record everybody's departure. One that lost more than half of its members is believed when the next answer,
    /// at a later time, says so too.
    package func doubt(of facts: Facts, at lease: Lease, now: Timestamp) -> Observation.Failure? {
        switch facts {
        case .roster(let roster):
            guard !roster.members.isEmpty else { return .malformed }
            guard let size = lease.size, roster.members.count * 2 < Int(size) else { return nil }
            return isAskedAgain(lease, now: now) ? nil : .suspect
        case .status(let status):
            if status.id != lease.document.subject { return .replaced }
            return status.isValid ? nil : .invalid
        default: return nil
        }
    }

    private func isAskedAgain(_ lease: Lease, now: Timestamp) -> Bool {
        guard lease.lastOutcome == Observation.Failure.suspect.rawValue, let since = lease.failingSince else {
            return false
        }
        return since < now
    }
}
