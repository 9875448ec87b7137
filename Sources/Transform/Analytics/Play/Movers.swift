import Guilds

extension Analysis {
    /// The largest gains of the last four weeks.
    static let movers = Analysis(name: "movers", version: 1) { study in
        [itemLevels(study), ratings(study)]
    }

    static let mostMovers = 5

    private static func itemLevels(_ study: Study) -> Finding {
        let gains = study.members.compactMap { member -> Gain? in
            guard let before = member.itemLevel.change(validAt: study.recently)?.value,
                let now = member.itemLevel.newest
            else { return nil }
            return Gain(member: member, before: Double(before), now: Double(now))
        }
        return table(
            "movers.itemlevel", gains, of: study, what: "item levels",
            columns: ["Member", "Class", "Item level before", "Now", "Gain"])
    }

    private static func ratings(_ study: Study) -> Finding {
        guard let season = study.season else {
            return table("movers.rating", [], of: study, what: "keystone rating", columns: ratingColumns)
        }
        let from = max(study.recently, season.start)
        let gains = study.members.compactMap { member -> Gain? in
            guard let now = member.rating(in: season, at: study.series.asOf) else { return nil }
            return member.ratingBefore(from, in: season).map { before in
                Gain(member: member, before: before, now: now)
            }
        }
        return table("movers.rating", gains, of: study, what: "keystone rating", columns: ratingColumns)
    }

    private static let ratingColumns = ["Member", "Class", "Rating before", "Now", "Gain"]

    private static func table(
        _ metric: String, _ gains: [Gain], of study: Study, what: String, columns: [String]
    ) -> Finding {
        let day = CalendarDate(study.recently).long
        let risen = gains.filter { gain in gain.size > 0 }
        let top = risen.sorted { ($1.size, $0.member.character) < ($0.size, $1.member.character) }
            .prefix(mostMovers)
        return Finding(
            metric: metric, from: study.recently, n: gains.count, basis: "members compared",
            coverage: Finding.share(gains.count, of: study.members.count),
            missing: Finding.reason(study.members.count - gains.count) { count in
                "\(Wording.count(count, "member")) cannot be compared: not seen at both ends, or without a value"
            },
            figure: .table(columns: columns, rows: top.map(\.row)),
            sentence: risen.isEmpty
                ? "Nobody is known to have gained \(what) since \(day)."
                : "\(Wording.count(risen.count, "member")) of \(gains.count) compared gained \(what) since \(day)."
        )
    }
}

/// How far one member came.
private struct Gain {
    let member: MemberSeries
    let before: Double
    let now: Double

    var size: Double { now - before }

    var row: [Insight.Cell] {
        [member.cell, member.classCell, .number(before), .number(now), .number(size)]
    }
}

extension MemberSeries {
    /// The rating at a moment of the season: 0 when the season had only begun or the profile showed none.
    fileprivate func ratingBefore(_ moment: Timestamp, in season: KeystoneSeason) -> Double? {
        if let known = rating(in: season, at: moment) { return known }
        return moment <= season.start || rating.reading(at: moment) == .none ? 0 : nil
    }
}
