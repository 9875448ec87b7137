import Guilds

/// A study with what its raids tell.
struct RaidStudy {
    let study: Study
    let record: RaidRecord
    let history: RaidHistory
    let tiers: [RaidTier]

    init(_ study: Study) {
        self.study = study
        record = study.raids
        history = RaidHistory(record, in: study.series)
        tiers = history.tiers(study.population?.content.raids)
    }

    var asOf: Timestamp { study.series.asOf }

    /// The tier that runs: that of the running season, unless nothing is known of it yet.
    var tier: RaidTier? { record.seenUntil == nil ? nil : tiers.last }

    /// A boss by its name; a boss that no document names stays unnamed.
    func name(of boss: BossKey) -> String {
        let names = tiers.flatMap(\.bosses).first { $0.encounterID == boss.encounterID }?.name ?? ""
        return names.isEmpty ? "an unnamed boss" : names
    }

    /// When a boss fell, as far as it is known.
    func cell(_ kill: FirstKill) -> Insight.Cell {
        if kill.isExact { return .date(kill.latest.seconds) }
        let by = CalendarDate(kill.latest)
        guard let earliest = kill.earliest else { return .text("by \(by.long)") }
        return .text("\(CalendarDate(earliest).short) to \(by.long)")
    }

    /// Whole days since the reset; nil before the first known one.
    func dayOfWeek(_ moment: Timestamp) -> Int? {
        study.series.periods.last { period in period.start <= moment }.map { period in
            min(6, Int((moment - period.start).days))
        }
    }

    func nothing(_ metric: String, basis: String) -> Finding {
        Finding(
            metric: metric, n: 0, basis: basis,
            figure: .notEnough(needs: "needs a boss that \(record.quorum) members killed together"),
            sentence: "No raid of the guild has been seen yet.")
    }
}

extension RaidHistory {
    /// The weeks of a tier, ascending.
    func weeks(of tier: RaidTier) -> [RaidWeek] {
        weeks.filter { week in week.end > tier.start && tier.end.map { end in week.start < end } ?? true }
    }
}
