import Guilds
import Statistics

/// The weekly values of goals' measures for one team.
struct GoalMeasure {
    let study: Study
    let team: RaidTeam
    let ledger: RunLedger

    /// Fewer known members than this are no team.
    static let fewest = 3

    init(_ study: Study) {
        self.study = study
        team = RaidTeam(study)
        ledger = RunLedger(study)
    }

    /// One value per week; nil where too little is known.
    func values(_ measure: Goal.Measure, in weeks: [Week]) -> [Double?] {
        switch measure {
        case .vaultShare(let slots): weeks.map { week in vaultShare(slots, in: week) }
        case .averageRating: averageRatings(in: weeks)
        case .averageItemLevel: averageItemLevels(in: weeks)
        }
    }

    /// Per cent of those whose slots are known; two thirds of the team must be.
    private func vaultShare(_ slots: Int, in week: Week) -> Double? {
        let known = team.members.compactMap { member in ledger.reading(of: member, in: week).slots }
        guard known.count >= Self.fewest, 3 * known.count >= 2 * team.members.count else { return nil }
        return 100 * Double(known.count { count in count >= slots }) / Double(known.count)
    }

    /// The mean of those who have a rating now, so that nobody's first rating looks like a fall; before their first
    /// rating they count 0. A new season begins anew.
    private func averageRatings(in weeks: [Week]) -> [Double?] {
        guard let season = study.season else { return weeks.map { _ in nil } }
        let rated = team.members.filter { member in
            member.rating(in: season, at: study.series.asOf) != nil
        }
        guard rated.count >= Self.fewest else { return weeks.map { _ in nil } }
        return weeks.map { week in
            guard week.period.end > season.start, week.lastSight != nil,
                3 * rated.count(where: { member in member.rating.wasSeen(in: week) }) >= 2 * rated.count
            else { return nil }
            return rated.map { member in member.rating(in: season, at: week.period.end) ?? 0 }.mean
        }
    }

    /// The mean of those whose item level was known all the while: newcomers to the record would shift it.
    private func averageItemLevels(in weeks: [Week]) -> [Double?] {
        let cap = study.levelCap(of: study.members, at: study.series.asOf)
        let geared = team.members.filter { member in
            member.itemLevel.newest != nil && member.level.newest == cap
        }
        guard geared.count >= Self.fewest else { return weeks.map { _ in nil } }
        return weeks.map { week in
            guard
                3 * geared.count(where: { member in member.itemLevel.wasSeen(in: week) }) >= 2 * geared.count
            else { return nil }
            let levels = geared.compactMap { member in
                member.itemLevel.change(validAt: week.period.end)?.value.map(Double.init)
            }
            return 10 * levels.count >= 9 * geared.count ? levels.mean : nil
        }
    }
}
