import Guilds

extension Analysis {
    /// Everyone in the guild with what every member may know of them.
    static let members = Analysis(name: "members", version: 1) { study in
        let season = study.season
        let rows = study.members.sorted(by: comesFirst).map { member in
            row(member, season: season, study: study)
        }
        let seen = study.members.count { member in !member.itemLevel.changes.isEmpty }
        return [
            Finding(
                metric: "roster.members", n: rows.count, basis: "members",
                coverage: Finding.share(seen, of: rows.count),
                missing: Finding.reason(rows.count - seen) { count in
                    "\(Wording.count(count, "profile")) private or not seen yet"
                },
                figure: .table(
                    columns: [
                        "Member", "Class", "Role", "Rank", "Level", "Item level", "Keystone rating",
                        "Member since",
                    ], rows: rows),
                sentence: "\(Wording.count(rows.count, "member")) in the roster.")
        ]
    }

    /// By rank, then the best geared first.
    private static func comesFirst(_ left: MemberSeries, _ right: MemberSeries) -> Bool {
        func order(_ member: MemberSeries) -> (Int16, Int16, Int16, CharacterKey) {
            (
                member.rank.newest ?? .max, -(member.level.newest ?? 0), -(member.itemLevel.newest ?? 0),
                member.character
            )
        }
        return order(left) < order(right)
    }

    private static func row(_ member: MemberSeries, season: KeystoneSeason?, study: Study) -> [Insight.Cell] {
        let arrival = study.series.events(of: member).last(where: \.isArrival)
        let since: Insight.Cell? = arrival.map { event in
            event.kind == .present
                ? .text("before \(CalendarDate(event.seenAt).long)") : .date(event.seenAt.seconds)
        }
        return [
            member.cell, member.classCell, .text(known: member.specialization.newest?.role?.name),
            .number(known: member.rank.newest.map(Double.init)),
            .number(known: member.level.newest.map(Double.init)),
            .number(known: member.itemLevel.newest.map(Double.init)),
            .number(known: season.flatMap { season in member.rating(in: season, at: study.series.asOf) }),
            since ?? .unknown,
        ]
    }
}

extension MemberSeries {
    /// The member in a table: a key, never a name.
    var cell: Insight.Cell { .member(realm: character.realm.id, id: character.id) }

    var classCell: Insight.Cell { .text(known: characterClass?.name) }
}

extension Insight.Cell {
    static func text(known value: String?) -> Insight.Cell { value.map(Insight.Cell.text) ?? .unknown }
    static func number(known value: Double?) -> Insight.Cell { value.map(Insight.Cell.number) ?? .unknown }
}
