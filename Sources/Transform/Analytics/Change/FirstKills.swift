import Guilds

/// The weeks in which a raid boss first fell to a group of members.
struct FirstKills {
    /// So many members with the same boss are a group of the guild; fewer may have raided elsewhere.
    static let smallestGroup = 5

    private let byStep: [Int: [BossKey]]
    private let names: [Int32: String]

    init(_ study: Study) {
        names = Dictionary(study.series.bosses.map { boss in (boss.encounterID, boss.name) }) { first, _ in
            first
        }
        var tellers: [BossKey: Tellers] = [:]
        for member in study.series.members {
            for kill in member.kills where Self.counts(kill.boss) {
                tellers[kill.boss, default: Tellers()].add(kill.tally, of: member)
            }
        }
        var byStep: [Int: [BossKey]] = [:]
        for (boss, tellers) in tellers {
            guard let moment = tellers.firstKill else { continue }
            let index = study.weeks.partitioningIndex { week in week.period.start > moment }
            guard index > 0, study.weeks[index - 1].contains(moment) else { continue }
            byStep[study.weeks[index - 1].step, default: []].append(boss)
        }
        self.byStep = byStep.mapValues { bosses in bosses.sorted() }
    }

    private static func counts(_ boss: BossKey) -> Bool {
        [.normal, .heroic, .mythic].contains(boss.difficulty)
    }

    /// The bosses that first fell in a week, ascending.
    func bosses(in week: Week) -> [BossKey] { byStep[week.step] ?? [] }

    /// `first kill of Ashmaw (Heroic)`, or how many where there were several; nil for none.
    func words(in week: Week) -> String? {
        let bosses = bosses(in: week)
        guard let first = bosses.first else { return nil }
        guard bosses.count == 1 else { return "\(bosses.count) bosses fell for the first time" }
        let name = names[first.encounterID].flatMap { name in name.isEmpty ? nil : name } ?? "a boss"
        return "first kill of \(name) (\(first.difficulty.rawValue.lowercased()))"
    }
}

/// What members tell of the first kill of one boss.
private struct Tellers {
    /// First kills of members, seen while their count was 1.
    private var exact: [Timestamp] = []
    /// Members first seen with several kills, who may have had the first at any time before.
    private var earlier: [MemberSeries] = []

    mutating func add(_ tally: Series<KillTally>, of member: MemberSeries) {
        guard let first = tally.changes.lazy.compactMap(\.value).first, let moment = first.lastKill else {
            return
        }
        if first.count > 1 {
            earlier.append(member)
        } else if member.isMember(at: moment) {
            exact.append(moment)
        }
    }

    /// When a group of the guild first had the boss; nil when there is none, or another may have had it before.
    var firstKill: Timestamp? {
        let group = FirstKills.smallestGroup
        guard exact.count >= group else { return nil }
        let moment = exact.sorted()[group - 1]
        return earlier.count { member in member.isMember(at: moment) } < group ? moment : nil
    }
}
