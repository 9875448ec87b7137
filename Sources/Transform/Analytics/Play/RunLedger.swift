import Guilds

/// What is known of a member's keystone runs in one week.
enum RunReading: Hashable {
    /// The keystone profile was seen late enough in the week: so many, also none.
    case known(Int)
    /// Others told of runs, or the profile was seen too early to know of all.
    case atLeast(Int)
    case unknown

    /// Slots of the weekly vault, where they are certain.
    var slots: Int? {
        switch self {
        case .known(let runs): WeeklyVault.slots(runs: runs)
        // More runs than open the last slot change nothing.
        case .atLeast(let runs): runs >= (WeeklyVault.steps.last ?? 0) ? WeeklyVault.steps.count : nil
        case .unknown: nil
        }
    }

    var known: Int? {
        guard case .known(let runs) = self else { return nil }
        return runs
    }
}

/// Who took part in how many keystone runs in which week.
///
/// The documents list the best run of each dungeon, so these are the runs that are known of, not all.
struct RunLedger {
    /// A look so shortly before the reset tells the week as good as whole.
    static let nearEnough = Duration.hours(12)

    private var counts: [CharacterKey: [Int: Int]] = [:]
    /// Runs in which some member took part, by the week's step; weeks without any are left out.
    private(set) var totals: [Int: Int] = [:]
    private let asOf: Timestamp

    init(_ study: Study) {
        asOf = study.series.asOf
        let weeks = study.weeks
        var index = 0
        // Runs are ascending by their end.
        for run in study.series.runs {
            while index < weeks.count, !weeks[index].contains(run.completedAt),
                weeks[index].period.start <= run.completedAt
            {
                index += 1
            }
            guard index < weeks.count else { break }
            guard weeks[index].contains(run.completedAt) else { continue }
            let step = weeks[index].step
            totals[step, default: 0] += 1
            for member in run.members { counts[member, default: [:]][step, default: 0] += 1 }
        }
    }

    /// Runs of a member in a week that some document tells.
    func told(_ member: MemberSeries, in week: Week) -> Int {
        counts[member.character]?[week.step] ?? 0
    }

    /// What is known of a member's runs in a week; in the running one, what was known at the last look.
    func reading(of member: MemberSeries, in week: Week) -> RunReading {
        let told = told(member, in: week)
        let end = min(week.period.end, asOf)
        // The profile is written at log-out and seen on while the summary stays the same.
        guard let span = member.rating.seen.last(where: { span in span.since <= end }),
            span.until >= week.period.start
        else { return told > 0 ? .atLeast(told) : .unknown }
        return week.isRunning || span.until >= end - Self.nearEnough ? .known(told) : .atLeast(told)
    }

    /// When a member's runs of the running week were last looked at.
    func lastLook(at member: MemberSeries) -> Timestamp? {
        member.rating.seen.last.map { span in min(span.until, asOf) }
    }
}
