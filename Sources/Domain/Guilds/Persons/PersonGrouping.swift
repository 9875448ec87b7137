/// Who belongs to one person, from links and decisions; pure, whatever the order of its input.
package struct PersonGrouping: Sendable {
    /// A character set apart from its alts and when that was decided.
    package typealias Splits = [CharacterKey: Timestamp]

    private var parents: [CharacterKey: CharacterKey] = [:]
    private var members: [CharacterKey: [CharacterKey]] = [:]
    private let vetoes: Set<CharacterPair>

    /// Joins characters along the links that count: what officers confirmed first, then moves, then alts, the
    /// surest first. A link that would bring two characters into one person of whom an officer said that they
    /// are not does not count.
    package init(_ characters: some Sequence<CharacterKey>, links: [IdentityLink], splits: Splits) {
        vetoes = Set(
            links.filter { link in link.status == .rejected }
                .map { link in CharacterPair(link.proposal.from, link.proposal.to) })
        for key in characters {
            parents[key] = key
            members[key] = [key]
        }
        for link in links.sorted(by: Self.goesFirst) where Self.holds(link, splits) {
            join(link.proposal.from, link.proposal.to)
        }
    }

    /// The persons: each a list of characters, ascending, the lists by their first.
    package var persons: [[CharacterKey]] {
        members.values.map { keys in keys.sorted() }.sorted { left, right in left[0] < right[0] }
    }

    /// What a person is called: a number made from whoever of them was seen first, so that it stays when
    /// others are found.
    package static func id(of characters: [CharacterKey], firstSeen: [CharacterKey: Timestamp]) -> Int64 {
        let founder = characters.min { left, right in
            (firstSeen[left] ?? .distantFuture, left) < (firstSeen[right] ?? .distantFuture, right)
        }
        var digest = Fingerprint()
        digest.combine("person")
        digest.combine(founder?.description ?? "")
        return Int64(bitPattern: digest.value)
    }

    private static func goesFirst(_ left: IdentityLink, _ right: IdentityLink) -> Bool {
        func place(_ link: IdentityLink) -> (Int, Int, Double, IdentityLinkID) {
            (
                link.status == .confirmed ? 0 : 1, link.proposal.kind.isMove ? 0 : 1,
                -link.proposal.confidence, link.id
            )
        }
        return place(left) < place(right)
    }

    /// Whether a link counts; of a character set apart only what was confirmed afterwards, and its moves.
    private static func holds(_ link: IdentityLink, _ splits: Splits) -> Bool {
        guard link.status.counts, link.proposal.kind != .rename else { return false }
        guard link.proposal.kind == .alt else { return true }
        let apart = [link.proposal.from, link.proposal.to].compactMap { key in splits[key] }.max()
        guard let apart else { return true }
        return link.status == .confirmed && link.decidedAt.map { moment in moment > apart } ?? false
    }

    private mutating func join(_ left: CharacterKey, _ right: CharacterKey) {
        guard let one = root(left), let other = root(right), one != other else { return }
        let (ours, theirs) = (members[one, default: []], members[other, default: []])
        let isVetoed = ours.contains { key in
            theirs.contains { stranger in vetoes.contains(CharacterPair(key, stranger)) }
        }
        guard !isVetoed else { return }
        let (kept, gone) = one < other ? (one, other) : (other, one)
        for key in members[gone, default: []] { parents[key] = kept }
        members[kept, default: []] += members.removeValue(forKey: gone) ?? []
    }

    private func root(_ key: CharacterKey) -> CharacterKey? { parents[key] }
}

extension Timestamp {
    fileprivate static let distantFuture = Timestamp(milliseconds: .max)
}
