import Guilds

extension Analysis {
    /// Who left in the last four weeks, and how long they had been there as far as it was seen.
    static let leavers = Analysis(name: "leavers", version: 2) { study in
        let histories = Dictionary(grouping: study.events, by: \.member.character)
        let departures = histories.values.compactMap { events in Departure(events) }
        let recent = departures.filter { departure in departure.seenAt >= study.recently }.sorted {
            left, right in
            (right.seenAt, left.member.character) < (left.seenAt, right.member.character)
        }
        let day = CalendarDate(study.recently).long
        return [
            Finding(
                metric: "officers.leavers", from: study.recently, n: recent.count, basis: "members who left",
                figure: .table(
                    columns: ["Member", "Class", "Rank", "Gone by", "Days in the guild"],
                    rows: recent.map(\.row)),
                sentence: recent.isEmpty
                    ? "Nobody left since \(day)."
                    : "\(Wording.count(recent.count, "member")) left since \(day).")
        ]
    }
}

/// One member's last stay in the guild.
private struct Departure {
    let member: MemberSeries
    let seenAt: Timestamp
    let rank: Int16?
    let days: Double
    /// Whether the member was there before watching began, so that the stay was longer than seen.
    let isLonger: Bool

    /// Of a member's events, ascending; nil for whoever is there, and for a character whose place another of the
    /// same person took.
    init?(_ events: [RosterEvent]) {
        guard let end = events.last, end.kind == .left, let start = events.last(where: \.isArrival) else {
            return nil
        }
        member = end.member
        seenAt = end.seenAt
        rank = member.rank.changes.last { change in change.value != nil }?.value
        days = (end.seenAt - start.seenAt).days.rounded(.down)
        isLonger = start.kind == .present
    }

    var row: [Insight.Cell] {
        [
            member.cell, member.classCell, .number(known: rank.map(Double.init)),
            .date(seenAt.seconds),
            isLonger ? .text("at least \(Wording.number(days))") : .number(days),
        ]
    }
}
