import Guilds

/// Keystone runs by member and week, as far as keystone profiles were seen.
///
/// Documents list the best run of each dungeon, so these are at least the runs there were.
struct WeeklyRuns {
    private let study: Study
    private let counts: [CharacterKey: [Int: Int]]

    init(_ study: Study) {
        self.study = study
        var counts: [CharacterKey: [Int: Int]] = [:]
        let weeks = study.weeks
        for run in study.series.runs {
            let index = weeks.partitioningIndex { week in week.period.start > run.completedAt }
            guard index > 0, weeks[index - 1].contains(run.completedAt) else { continue }
            for member in run.members { counts[member, default: [:]][weeks[index - 1].step, default: 0] += 1 }
        }
        self.counts = counts
    }

    /// Nil when the keystone profile was not seen near the end of the week; boards tell good runs only.
    func count(of member: MemberSeries, in week: Week) -> Int? {
        guard member.rating.seen.reach(theEndOf: week) else { return nil }
        return counts[member.character]?[week.step] ?? 0
    }

    /// Runs per member; nil when too few profiles were seen to speak for the guild.
    func mean(in week: Week) -> Double? {
        guard let members = study.members(in: week) else { return nil }
        let visible = members.count { member in !member.rating.seen.isEmpty }
        let known = members.compactMap { member in count(of: member, in: week) }
        guard !known.isEmpty, 2 * visible >= members.count, 10 * known.count >= 9 * visible else {
            return nil
        }
        return Double(known.reduce(0, +)) / Double(known.count)
    }
}
