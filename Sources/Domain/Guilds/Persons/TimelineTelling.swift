/// Turns the histories of members into events of persons.
struct TimelineTelling {
    private let members: [RosterTimeline.Member]
    private let links: [IdentityLink]
    private let names: [CharacterKey: String]
    private let byKey: [CharacterKey: RosterTimeline.Member]
    /// The main character of each person: the highest in rank, then whoever was there first.
    private let mains: [Int64: CharacterKey]
    private var events: [RosterTimeline.Event] = []

    init(members: [RosterTimeline.Member], links: [IdentityLink], names: [CharacterKey: String]) {
        self.members = members.sorted { left, right in left.key < right.key }
        self.links = links.filter(\.status.counts)
        self.names = names
        byKey = Dictionary(uniqueKeysWithValues: members.map { member in (member.key, member) })
        let persons = Dictionary(grouping: members.filter { member in member.person != nil }) { member in
            member.person ?? 0
        }
        mains = persons.compactMapValues { members in
            members.min { left, right in Self.place(left) < Self.place(right) }?.key
        }
    }

    private static func place(_ member: RosterTimeline.Member) -> (Int16, Int64, CharacterKey) {
        (
            member.standings.last?.rank ?? .max, member.standings.first?.at.milliseconds ?? .max, member.key
        )
    }

    mutating func tell() -> [RosterTimeline.Event] {
        for member in members { tell(member) }
        for link in links { tell(link) }
        for member in members { tellAlt(member) }
        return events.sorted { left, right in
            (left.at, left.person, left.character, left.kind.rawValue)
                < (right.at, right.person, right.character, right.kind.rawValue)
        }
    }

    private var moves: [IdentityLink] { links.filter { link in link.proposal.kind.isMove } }

    private mutating func tell(_ member: RosterTimeline.Member) {
        var before: RosterTimeline.Standing?
        for standing in member.standings {
            if let (kind, detail) = change(from: before, to: standing, of: member),
                !isPartOfMove(kind, standing, of: member)
            {
                add(kind, at: standing.at, after: standing.after, member.key, detail)
            }
            before = standing
        }
    }

    private func change(
        from before: RosterTimeline.Standing?, to now: RosterTimeline.Standing,
        of member: RosterTimeline.Member
    ) -> (RosterTimeline.Kind, String)? {
        switch (before?.rank, now.rank) {
        case (nil, nil): nil
        case (let old?, nil): (.left, "as rank \(old)")
        case (nil, let new?):
            if before != nil || wasHereBefore(member, now.at) {
                (.returned, "as rank \(new)")
            } else {
                (now.after == nil ? .present : .joined, "as rank \(new)")
            }
        case (let old?, let new?):
            old == new ? nil : (new < old ? .promoted : .demoted, "from rank \(old) to \(new)")
        }
    }

    /// Whether the same character had been a member under another id.
    private func wasHereBefore(_ member: RosterTimeline.Member, _ moment: Timestamp) -> Bool {
        moves.contains { move in
            move.proposal.to == member.key
                && byKey[move.proposal.from]?.standings.contains { standing in standing.at < moment } ?? false
        }
    }

    /// Whether somebody left and joined only because the id became another: both within two days.
    private func isPartOfMove(
        _ kind: RosterTimeline.Kind, _ standing: RosterTimeline.Standing, of member: RosterTimeline.Member
    ) -> Bool {
        func hasCounterpart(_ key: CharacterKey, _ isFitting: (RosterTimeline.Standing) -> Bool) -> Bool {
            byKey[key]?.standings.contains { other in
                isFitting(other) && max(other.at, standing.at) - min(other.at, standing.at) <= .days(2)
            } ?? false
        }
        switch kind {
        case .left:
            return moves.contains { move in
                move.proposal.from == member.key
                    && hasCounterpart(move.proposal.to) { other in other.rank != nil }
            }
        case .joined, .returned:
            return moves.contains { move in
                move.proposal.to == member.key
                    && hasCounterpart(move.proposal.from) { other in other.rank == nil }
            }
        default: return false
        }
    }

    private mutating func tell(_ link: IdentityLink) {
        let proposal = link.proposal
        let subject = byKey[proposal.to] == nil ? proposal.from : proposal.to
        guard byKey[subject] != nil else { return }
        let at = proposal.before ?? link.recordedAt
        switch proposal.kind {
        case .rename:
            let realm = name(subject).drop { letter in letter != "-" }
            let words = proposal.names.map { name in name + realm }.joined(separator: " is now ")
            add(.renamed, at: at, after: proposal.after, subject, words, link)
        case .transfer, .newID:
            let words = "\(name(proposal.from)) is now \(name(proposal.to))"
            add(.transferred, at: at, after: proposal.after, subject, words, link)
        case .factionChange:
            let words = "\(name(proposal.from)) is now \(name(proposal.to))"
            add(.changedFaction, at: at, after: proposal.after, subject, words, link)
        case .alt: break
        }
    }

    /// Each character of a person but the main and those that moved on is told once, with the surest of its
    /// links.
    private mutating func tellAlt(_ member: RosterTimeline.Member) {
        guard let person = member.person, let main = mains[person], main != member.key,
            !moves.contains(where: { move in move.proposal.from == member.key }),
            let joined = member.standings.first
        else { return }
        let reasons = links.filter { link in
            link.proposal.kind == .alt && [link.proposal.from, link.proposal.to].contains(member.key)
        }
        let link = reasons.max { left, right in
            (left.proposal.confidence, right.id) < (right.proposal.confidence, left.id)
        }
        guard let link else { return }
        add(.altOf, at: joined.at, after: joined.after, member.key, "of \(name(main))", link)
    }

    private mutating func add(
        _ kind: RosterTimeline.Kind, at moment: Timestamp, after: Timestamp?, _ key: CharacterKey,
        _ detail: String, _ link: IdentityLink? = nil
    ) {
        let main = byKey[key]?.person.flatMap { person in mains[person] } ?? key
        events.append(
            RosterTimeline.Event(
                at: moment, after: after, kind: kind, character: key, name: name(key), person: name(main),
                detail: detail, link: link?.id,
                confidence: link.map { link in link.status == .confirmed ? 1 : link.proposal.confidence } ?? 1
            ))
    }

    private func name(_ key: CharacterKey) -> String {
        byKey[key]?.name ?? names[key] ?? "somebody on realm \(key.realm.id)"
    }
}
