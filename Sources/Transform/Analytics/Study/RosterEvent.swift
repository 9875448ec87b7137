import Guilds

/// What one change of a member's rank means for the roster.
struct RosterEvent {
    enum Kind: Hashable {
        /// Already there when the roster was first seen: no join.
        case present
        case joined
        case returned
        case left
        case moved(from: Int16, to: Int16)
    }

    let kind: Kind
    let member: MemberSeries
    /// When the roster first showed it.
    let seenAt: Timestamp
}

extension GuildSeries {
    /// Everything that happened in the roster, by member and time.
    var rosterEvents: [RosterEvent] { members.flatMap { member in events(of: member) } }

    /// Everything that happened to one member, ascending.
    func events(of member: MemberSeries) -> [RosterEvent] {
        var events: [RosterEvent] = []
        var rank: Int16?
        for change in member.rank.changes {
            let kind = kind(of: change, from: rank, isFirst: events.isEmpty)
            rank = change.value
            guard let kind else { continue }
            events.append(RosterEvent(kind: kind, member: member, seenAt: change.recordedAt))
        }
        return events
    }

    private func kind(of change: Series<Int16>.Change, from: Int16?, isFirst: Bool) -> RosterEvent.Kind? {
        switch (from, change.value) {
        case (nil, nil): nil
        case (nil, _?) where !isFirst: .returned
        case (nil, _?): isBaseline(change) ? .present : .joined
        case (_?, nil): .left
        case (let from?, let to?): from == to ? nil : .moved(from: from, to: to)
        }
    }

    /// Whether the change belongs to the first sight of the roster, before which nothing is known.
    private func isBaseline(_ change: Series<Int16>.Change) -> Bool {
        guard change.unchangedUntil != nil, let first = rosterSeen.first else { return true }
        return change.recordedAt <= first.since
    }
}
