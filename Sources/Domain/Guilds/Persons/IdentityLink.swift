/// What a link between two identities says.
package enum IdentityKind: String, Sendable, Hashable, CaseIterable {
    /// The same id under another name.
    case rename
    /// The character went on under another realm and id.
    case transfer
    /// The character went on under another id of its realm, on the other side.
    case factionChange = "faction_change"
    /// The character went on under another id of its realm, as after a transfer forth and back.
    case newID = "new_id"
    /// Another character of the same account.
    case alt

    /// Whether both ends are one character at different times.
    package var isMove: Bool { self != .alt && self != .rename }
}

/// What a link is called in commands: a function of kind and keys, so that every computation gives it the
/// same.
package struct IdentityLinkID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number as stored.
    package let rawValue: Int64

    /// An id as stored.
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The id of a link; the ends of an alt link have no order, and `mark` tells renames of one character
    /// apart.
    package init(_ kind: IdentityKind, from: CharacterKey, to: CharacterKey, mark: String = "") {
        let isTurned = kind == .alt && to < from
        self.init(words: kind.rawValue, mark, keys: isTurned ? [to, from] : [from, to])
    }

    /// The id under which a character is set apart from its alts.
    package init(splitting character: CharacterKey) {
        self.init(words: "split", "", keys: [character])
    }

    private init(words: String..., keys: [CharacterKey]) {
        var digest = Fingerprint()
        for word in words { digest.combine(word) }
        for key in keys { digest.combine(key.description) }
        rawValue = Int64(bitPattern: digest.value)
    }

    /// Reads the sixteen hexadecimal digits of `description`.
    package init?(_ text: String) {
        guard text.count == 16, let number = UInt64(text, radix: 16) else { return nil }
        rawValue = Int64(bitPattern: number)
    }

    /// Sixteen hexadecimal digits.
    package var description: String {
        let digits = String(UInt64(bitPattern: rawValue), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    package static func < (left: IdentityLinkID, right: IdentityLinkID) -> Bool {
        UInt64(bitPattern: left.rawValue) < UInt64(bitPattern: right.rawValue)
    }
}

/// A link that the evidence suggests.
package struct IdentityProposal: Sendable, Hashable {
    /// What it says.
    package var kind: IdentityKind
    /// The earlier identity; of an alt link the end with the smaller key.
    package var from: CharacterKey
    /// The later identity; the same as `from` for a rename.
    package var to: CharacterKey
    /// Between 0 and 1, in hundredths.
    package var confidence: Double
    /// The last moment of the old; nil for alts.
    package var after: Timestamp?
    /// The first moment of the new; nil for alts.
    package var before: Timestamp?
    /// The names of a rename.
    package var names: [String]
    /// Why.
    package var evidence: [IdentityEvidence]

    /// A proposal; the confidence is rounded to hundredths, so that a little more of the same changes
    /// nothing.
    package init(
        _ kind: IdentityKind, from: CharacterKey, to: CharacterKey, confidence: Double,
        after: Timestamp? = nil, before: Timestamp? = nil, names: [String] = [], evidence: [IdentityEvidence]
    ) {
        let isTurned = kind == .alt && to < from
        self.kind = kind
        self.from = isTurned ? to : from
        self.to = isTurned ? from : to
        self.confidence = (confidence * 100).rounded() / 100
        self.after = after
        self.before = before
        self.names = names
        self.evidence = evidence
    }

    /// What it is called.
    package var id: IdentityLinkID {
        let mark = kind == .rename ? (names + [before.map { moment in "\(moment.milliseconds)" } ?? ""]) : []
        return IdentityLinkID(kind, from: from, to: to, mark: mark.joined(separator: "\n"))
    }
}
