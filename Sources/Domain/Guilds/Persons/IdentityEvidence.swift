/// One reason for or against a link, in words for officers; it names nobody.
package struct IdentityEvidence: Sendable, Hashable, Codable {
    /// What a reason rests on.
    package enum Kind: String, Sendable, Hashable, Codable {
        /// The same id under another name.
        case sameID = "same_id"
        /// Completion seconds carried over.
        case fingerprint
        /// Achievements that only one of both has, or at another second.
        case differences
        /// One fell silent and the other began.
        case succession
        /// Whether the first is gone.
        case gone
        /// Class, race and faction.
        case nature
        /// The level, which never falls.
        case level
        /// Items that were carried over.
        case equipment
        /// Seconds that an account shows on all its characters.
        case account
        /// Both were played at one place at the same second.
        case together
        /// A person said so.
        case officer
    }

    /// What it rests on.
    package var kind: Kind
    /// What the confidence was multiplied by; above 1 for what lifts it.
    package var weight: Double
    /// The reason as a sentence.
    package var sentence: String

    /// A reason with its weight.
    package init(_ kind: Kind, weight: Double, _ sentence: String) {
        self.kind = kind
        self.weight = weight
        self.sentence = sentence
    }
}
