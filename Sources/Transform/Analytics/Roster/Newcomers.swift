import Guilds

extension Analysis {
    /// Who joined or came back in the last four weeks and is still there.
    static let newcomers = Analysis(name: "newcomers", version: 2) { study in
        let current = Set(study.members.map(\.character))
        let events = study.events.filter { event in
            event.seenAt >= study.recently && current.contains(event.member.character)
                && (event.kind == .joined || event.kind == .returned)
        }
        let newest = Dictionary(grouping: events, by: \.member.character)
            .compactMap { _, events in events.max { $0.seenAt < $1.seenAt } }
            .sorted { ($1.seenAt, $0.member.character) < ($0.seenAt, $1.member.character) }
        return [
            Finding(
                metric: "roster.newcomers", from: study.recently, n: newest.count, basis: "members",
                figure: .table(
                    columns: ["Member", "Class", "How", "Seen on"],
                    rows: newest.map { event in
                        [
                            event.member.cell, event.member.classCell,
                            .text(event.kind == .joined ? "joined" : "came back"),
                            .date(event.seenAt.seconds),
                        ]
                    }),
                sentence: newest.isEmpty
                    ? "Nobody new since \(CalendarDate(study.recently).long)."
                    : "\(Wording.count(newest.count, "newcomer")) since \(CalendarDate(study.recently).long)."
            )
        ]
    }
}
