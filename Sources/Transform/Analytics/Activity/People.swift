import Guilds

/// One person behind one or more characters.
enum PersonKey: Hashable, Comparable {
    case linked(Int64)
    /// Linked to no other character.
    case alone(CharacterKey)
}

extension MemberSeries {
    var personKey: PersonKey { person.map(PersonKey.linked) ?? .alone(character) }
}

/// When members are known to have played, besides their logins: kills of raid bosses and ends of keystone runs.
struct PlayRecord {
    private let moments: [CharacterKey: [Timestamp]]

    init(_ study: Study) {
        var moments: [CharacterKey: [Timestamp]] = [:]
        for member in study.series.members {
            for kill in member.kills {
                let ends = kill.tally.changes.compactMap { change in change.value?.lastKill }
                if !ends.isEmpty { moments[member.character, default: []] += ends }
            }
        }
        for run in study.series.runs {
            for member in run.members { moments[member, default: []].append(run.completedAt) }
        }
        self.moments = moments.mapValues { moments in moments.sorted() }
    }

    /// Whether the member played in a stretch, its closing second included; an act proves it.
    func activity(of member: MemberSeries, since start: Timestamp, until end: Timestamp) -> WeekActivity {
        let activity = member.activity(since: start, until: end)
        guard activity != .active, let acts = moments[member.character] else { return activity }
        var (low, high) = (0, acts.count)
        while low < high {
            let middle = (low + high) / 2
            if acts[middle] >= start { high = middle } else { low = middle + 1 }
        }
        return low < acts.count && acts[low] < end + .seconds(1) ? .active : activity
    }
}

/// How many people of a stretch are known to have played: alts count once.
struct PeopleCount {
    private(set) var active = 0
    private(set) var inactive = 0
    private(set) var unknown = 0
    /// People of whom a character's profile was seen at some time.
    private var visible = 0

    init(_ members: [MemberSeries], _ record: PlayRecord, since start: Timestamp, until end: Timestamp) {
        var people: [PersonKey: (activity: WeekActivity, isVisible: Bool)] = [:]
        for member in members {
            let key = member.personKey
            let before = people[key]
            let now = record.activity(of: member, since: start, until: end)
            let isVisible = !member.lastLogin.changes.isEmpty || before?.isVisible == true
            people[key] = (before.map { Self.joined($0.activity, now) } ?? now, isVisible)
        }
        for (activity, isVisible) in people.values {
            visible += isVisible ? 1 : 0
            switch activity {
            case .active: active += 1
            case .inactive: inactive += 1
            case .unknown: unknown += 1
            }
        }
    }

    /// One character that played is enough; of an idle person all characters are known to be idle.
    private static func joined(_ left: WeekActivity, _ right: WeekActivity) -> WeekActivity {
        if left == .active || right == .active { return .active }
        return left == .inactive && right == .inactive ? .inactive : .unknown
    }

    var known: Int { active + inactive }
    var people: Int { known + unknown }

    /// Whether the count speaks for the guild, as `ActivityCount.isTelling` for characters.
    var isTelling: Bool { known > 0 && 2 * visible >= people && 10 * known >= 9 * visible }
}

extension Study {
    /// Who of a week's people played; nil when the roster was not seen then.
    func people(in week: Week, _ record: PlayRecord? = nil) -> PeopleCount? {
        members(in: week).map { members in
            PeopleCount(
                members, record ?? PlayRecord(self), since: week.period.start, until: week.period.end)
        }
    }
}
