import Guilds

extension Analysis {
    /// Who moved up in rank in the last four weeks.
    static let promotions = Analysis(name: "promotions", version: 1) { study in
        let current = Set(study.members.map(\.character))
        let moves = study.events.compactMap { event -> (event: RosterEvent, from: Int16, to: Int16)? in
            guard case .moved(let from, let to) = event.kind, to < from, event.seenAt >= study.recently else {
                return nil
            }
            return current.contains(event.member.character) ? (event, from, to) : nil
        }.sorted {
            ($1.event.seenAt, $0.event.member.character) < ($0.event.seenAt, $1.event.member.character)
        }
        return [
            Finding(
                metric: "roster.promotions", from: study.recently, n: moves.count, basis: "promotions",
                figure: .table(
                    columns: ["Member", "From rank", "To rank", "Seen on"],
                    rows: moves.map { move in
                        [
                            move.event.member.cell, .number(Double(move.from)), .number(Double(move.to)),
                            .date(move.event.seenAt.seconds),
                        ]
                    }),
                sentence: moves.isEmpty
                    ? "No promotions since \(CalendarDate(study.recently).long)."
                    : "\(Wording.count(moves.count, "promotion")) since \(CalendarDate(study.recently).long)."
            )
        ]
    }
}
