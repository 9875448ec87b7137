import Guilds

/// What else happened in a week, to set beside a change: it came at the same time, no more is claimed.
struct Circumstances {
    /// So many joins and departures together are worth a mention.
    static let fewestMoves = 3

    private let study: Study
    private let firstKills: FirstKills

    init(_ study: Study) {
        self.study = study
        firstKills = FirstKills(study)
    }

    /// `the season began; 4 joined and 2 left`; nil where nothing is known to have happened.
    func words(in week: Week) -> String? {
        let told = [season(week), moves(week), firstKills.words(in: week), gap(week)].compactMap(\.self)
        return told.isEmpty ? nil : told.joined(separator: "; ")
    }

    private func season(_ week: Week) -> String? {
        study.series.seasons.contains { season in week.contains(season.start) } ? "a season began" : nil
    }

    private func moves(_ week: Week) -> String? {
        let flow = RosterFlow(week: week, in: study)
        guard flow.isKnown, flow.joined + flow.returned + flow.left >= Self.fewestMoves else { return nil }
        return flow.words
    }

    /// A week after one that was not seen carries what happened in both.
    private func gap(_ week: Week) -> String? {
        let before = study.weeks.last { other in other.step < week.step }
        let isBlind = [before, week].compactMap(\.self).contains { week in
            week.lastSight == nil || !week.hasKnownChanges
        }
        return isBlind ? "the guild was not seen in full around that week" : nil
    }
}
