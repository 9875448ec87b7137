import Guilds

/// Who came and went in one week.
struct RosterFlow {
    let week: Week
    let joined: Int
    let returned: Int
    let left: Int

    init(week: Week, in study: Study) {
        self.week = week
        let events = study.events.filter { event in week.contains(event.seenAt) }
        joined = events.count { event in event.kind == .joined }
        returned = events.count { event in event.kind == .returned }
        left = events.count { event in event.kind == .left }
    }

    var isKnown: Bool { week.hasKnownChanges }
    var net: Int { joined + returned - left }

    var isQuiet: Bool { joined + returned + left == 0 }

    /// `4 joined and 2 left`.
    var words: String {
        let parts = [(joined, "joined"), (returned, "came back"), (left, "left")].filter { $0.0 > 0 }
            .map { count, verb in "\(Wording.number(Double(count))) \(verb)" }
        guard let last = parts.last else { return "nobody came or left" }
        let rest = parts.dropLast().joined(separator: ", ")
        return rest.isEmpty ? last : "\(rest) and \(last)"
    }

    /// Why weeks are unknown, and what happened in them all the same.
    static func missing(_ flows: [RosterFlow], _ count: (RosterFlow) -> Int) -> String? {
        let unknown = flows.filter { flow in !flow.isKnown }
        guard !unknown.isEmpty else { return nil }
        let weeks = Wording.count(unknown.count, "week")
        let hidden = unknown.map(count).reduce(0, +)
        let rest = hidden == 0 ? "" : "; \(hidden) more cannot be given to one week"
        return "\(weeks) not seen in full (watching began, or the guild could not be seen for a week)\(rest)"
    }
}
