import Guilds
import Statistics

/// The components of a guild's health, each from its own evidence.
struct HealthEvidence {
    let study: Study
    let standings: [PeerStanding]

    init(_ study: Study) {
        self.study = study
        standings = PeerStanding.all(study)
    }

    var components: [HealthComponent] { [retention, activity, progress, gear, depth, data] }

    /// Of the narrowest group that has enough peers: those of the same size, else the region.
    private func standing(_ figure: PeerFigure) -> PeerStanding? {
        let own = standings.filter { standing in standing.figure == figure }
        return own.first { $0.standing.group == .size } ?? own.first { $0.standing.group == .region }
    }

    private var retention: HealthComponent {
        HealthComponent(
            name: "Retention", evidence: "members of 12 weeks ago who are still there",
            value: study.retention?.share, unit: "%",
            direction: .init(course(leavingShare)?.verdict, moreIsBetter: false),
            standing: standing(.retention),
            missing: "the roster of 12 weeks ago was not seen, or had fewer than 5 members")
    }

    /// Members who left of those there the week before, per cent.
    private var leavingShare: [Double?] {
        let weeks = study.completeWeeks
        return weeks.indices.map { index in
            guard index > 0, let before = study.members(in: weeks[index - 1])?.count, before > 0 else {
                return nil
            }
            let flow = RosterFlow(week: weeks[index], in: study)
            return flow.isKnown ? 100 * Double(flow.left) / Double(before) : nil
        }
    }

    private var activity: HealthComponent {
        HealthComponent(
            name: "Activity", evidence: "members who log in during a week, mean of four",
            value: study.recentActivity,
            unit: "%",
            direction: .init(course(study.completeWeeks.map { study.activity(in: $0)?.share })?.verdict),
            standing: standing(.activeShare), missing: "too few profiles were seen in the last four weeks")
    }

    private var progress: HealthComponent {
        let firstKills = FirstKills(study)
        let fresh = study.completeWeeks.suffix(4).contains { week in !firstKills.bosses(in: week).isEmpty }
        let bosses = study.seasonBosses.map(Double.init)
        return HealthComponent(
            name: "Progress", evidence: "bosses killed by 5 members or more this season", value: bosses,
            unit: "bosses", direction: bosses == nil ? nil : fresh ? .improving : .steady,
            standing: standing(.bosses),
            missing: study.season == nil
                ? "the region's seasons are not known" : "too few raid documents were seen")
    }

    private var gear: HealthComponent {
        let weeks = study.completeWeeks
        let levels = zip(weeks, weeks.map { week in study.gear(in: week)?.median }).compactMap {
            week, median in
            median.map { median in Sample(step: Double(week.step), value: median) }
        }
        let changes = zip(levels, levels.dropFirst()).filter { before, now in now.step - before.step == 1 }
            .map { before, now in Sample(step: now.step, value: now.value - before.value) }
        return HealthComponent(
            name: "Gear", evidence: "median item level of active members", value: study.recentGear,
            unit: "item level", direction: .init(Drift(changes: changes)?.verdict),
            standing: standing(.itemLevel),
            missing: "too few active members at the highest level were seen in the last four weeks")
    }

    /// People who played in the last four weeks by the rarest role, so that alts do not count twice.
    private var depth: HealthComponent {
        let active = study.members.filter { member in
            member.level.newest == study.cap && study.playedRecently(member)
        }
        let roles = active.compactMap { member in
            member.specialization.newest?.role.map { role in
                (role, member.person.map(Depth.person) ?? .alone(member.character))
            }
        }
        let people = Dictionary(grouping: roles, by: \.0).mapValues { pairs in Set(pairs.map(\.1)).count }
        let (tanks, healers) = (people[.tank] ?? 0, people[.healer] ?? 0)
        let isKnown = 2 * roles.count >= active.count && roles.count >= Depth.smallestRaid
        return HealthComponent(
            name: "Depth", evidence: "active tanks and healers, the rarer of the two",
            value: isKnown ? Double(min(tanks, healers)) : nil, unit: "people", direction: nil, standing: nil,
            remark: isKnown ? Depth.remark(tanks: tanks, healers: healers) : nil,
            missing: "the roles of at least \(Depth.smallestRaid) active members are needed")
    }

    private var data: HealthComponent {
        let fresh = study.series.asOf - .days(14)
        let seen = study.members.count { member in
            member.lastLogin.seen.last.map { $0.until >= fresh } ?? false
        }
        let count = study.members.count
        return HealthComponent(
            name: "Data", evidence: "members whose profile was seen in the last 14 days",
            value: count == 0 ? nil : 100 * Double(seen) / Double(count), unit: "%", direction: nil,
            standing: nil,
            remark: 2 * seen < count ? "most of what is said here rests on few members" : nil,
            missing: "the roster has not been seen yet")
    }

    private func course(_ values: [Double?]) -> Trend? {
        Trend(
            zip(study.completeWeeks, values).compactMap { week, value in
                value.map { value in Sample(step: Double(week.step), value: value) }
            })
    }
}

/// What a raid group cannot do without.
private enum Depth: Hashable {
    case person(Int64)
    case alone(CharacterKey)

    /// The smallest group that raids; it has two tanks and two healers.
    static let smallestRaid = 10
    private static let needed = 2

    static func remark(tanks: Int, healers: Int) -> String? {
        let scarce = [(tanks, "tank"), (healers, "healer")].filter { count, _ in count <= needed }
        guard !scarce.isEmpty else { return nil }
        let words = scarce.map { count, role in Wording.count(count, "active \(role)") }.joined(
            separator: " and ")
        let isShort = scarce.contains { count, _ in count < needed }
        return isShort
            ? "\(words): fewer than the \(needed) of each that a raid of \(smallestRaid) needs"
            : "\(words): one quit away from too few for a raid of \(smallestRaid)"
    }
}
