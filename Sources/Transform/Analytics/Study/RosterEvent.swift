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
        /// Went as another character of the same person came: a transfer or a swap of characters.
        case replaced
        /// Came as another character of the same person went.
        case replacing
    }

    fileprivate(set) var kind: Kind
    let member: MemberSeries
    /// When the roster first showed it.
    let seenAt: Timestamp

    /// Days between the looks that show one character of a person gone and another there, at most.
    static let mostDaysBetween = 7.0

    /// Whether a stay begins with it.
    var isArrival: Bool {
        switch kind {
        case .present, .joined, .returned, .replacing: true
        case .left, .moved, .replaced: false
        }
    }
}

extension GuildSeries {
    /// Everything that happened in the roster, by member and time. Whoever goes as another character of theirs
    /// comes has neither left nor joined.
    var rosterEvents: [RosterEvent] {
        var all = members.flatMap { member in events(of: member) }
        let places = Dictionary(grouping: all.indices) { place in all[place].member.person }
        for (person, places) in places where person != nil {
            for (gone, come) in Self.replacements(places, all) {
                all[gone].kind = .replaced
                all[come].kind = .replacing
            }
        }
        return all
    }

    /// A person's departures and the arrivals of other characters that take their place, by places in the events.
    private static func replacements(_ places: [Int], _ events: [RosterEvent]) -> [(gone: Int, come: Int)] {
        var arrivals = places.filter { place in events[place].kind == .joined }
        return places.filter { place in events[place].kind == .left }.compactMap { gone in
            let departure = events[gone]
            let near = arrivals.filter { place in
                events[place].member.character != departure.member.character
                    && abs((events[place].seenAt - departure.seenAt).days) <= RosterEvent.mostDaysBetween
            }
            let come = near.min { left, right in
                abs((events[left].seenAt - departure.seenAt).days)
                    < abs((events[right].seenAt - departure.seenAt).days)
            }
            guard let come else { return nil }
            arrivals.removeAll { place in place == come }
            return (gone, come)
        }
    }

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
