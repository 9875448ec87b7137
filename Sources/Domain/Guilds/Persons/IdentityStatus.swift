/// What an officer says about a link.
package enum IdentityAction: String, Sendable, Hashable, CaseIterable {
    /// It is so.
    case confirm
    /// It is not so.
    case reject
    /// The evidence decides again.
    case undo
    /// Two characters are of one person, whatever the evidence.
    case join
    /// A character is no alt of anybody, whatever the evidence.
    case split
}

/// What a link counts for: the newest word of an officer, else the evidence.
package enum IdentityStatus: String, Sendable, Hashable {
    case confirmed
    case rejected
    /// The evidence suffices: it counts until somebody says otherwise.
    case likely
    /// The evidence does not suffice: it waits for an officer.
    case possible

    /// The confidence from which on a link counts without an officer.
    package static let bar = 0.8

    /// The status from the evidence and the newest decision about the link.
    package init(confidence: Double, decision: IdentityAction?) {
        switch decision {
        case .confirm, .join: self = .confirmed
        case .reject: self = .rejected
        case .undo, .split, nil: self = confidence >= Self.bar ? .likely : .possible
        }
    }

    /// Whether the link holds a person together.
    package var counts: Bool { self == .confirmed || self == .likely }
}

/// A link as it is kept, with what was decided about it.
package struct IdentityLink: Sendable, Hashable {
    /// What it is called.
    package var id: IdentityLinkID
    /// What it says and why.
    package var proposal: IdentityProposal
    /// World time at which it was first held in this form.
    package var recordedAt: Timestamp
    /// Whether a person made it rather than the evidence.
    package var isManual: Bool
    /// The newest decision about it; nil when there is none.
    package var decision: IdentityAction?
    /// When that was, by the database's clock.
    package var decidedAt: Timestamp?

    /// A link from its parts.
    package init(
        id: IdentityLinkID, proposal: IdentityProposal, recordedAt: Timestamp, isManual: Bool,
        decision: IdentityAction?, decidedAt: Timestamp?
    ) {
        self.id = id
        self.proposal = proposal
        self.recordedAt = recordedAt
        self.isManual = isManual
        self.decision = decision
        self.decidedAt = decidedAt
    }

    /// What it counts for.
    package var status: IdentityStatus {
        IdentityStatus(confidence: isManual ? 0 : proposal.confidence, decision: decision)
    }
}
