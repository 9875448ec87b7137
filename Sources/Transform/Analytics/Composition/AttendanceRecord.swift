import Guilds
import Statistics

/// Who of the raid team came to the evenings on which bosses fell: a proxy for attendance, which no source reports.
struct AttendanceRecord {
    struct Raider {
        let member: MemberSeries
        /// By evening; nil where it is not known.
        let came: [Bool?]
        let role: Role?

        var evenings: Int { came.count { one in one == true } }
        var known: Int { came.count { one in one != nil } }
    }

    /// With fewer evenings nothing is told.
    static let fewestEvenings = 5
    static let basis = "raid evenings in 12 weeks, told from members' last kills"

    let evenings: [RaidEvening]
    /// One character per person: the one that came most.
    let raiders: [Raider]
    let since: Timestamp

    init(_ study: Study) {
        let since = study.series.asOf - .days(84)
        let evenings = study.raidEvenings(since: since)
        let all = RaidTeam(study).members.map { member in
            Raider(
                member: member, came: evenings.map { evening in evening.attendance(of: member) },
                role: member.specialization.newest?.role)
        }
        raiders = Dictionary(grouping: all) { raider in raider.member.personKey }.values.compactMap { alts in
            alts.max { left, right in
                (left.evenings, right.member.character) < (right.evenings, left.member.character)
            }
        }.sorted { $0.member.character < $1.member.character }
        self.evenings = evenings
        self.since = since
    }

    /// What is believed of each raider's share of evenings, drawn towards the team's.
    var beliefs: [Double] {
        let groups = raiders.map { raider in ShareShrinkage.Group(raider.evenings, of: raider.known) }
        if let shrinkage = ShareShrinkage(groups) {
            return groups.map { group in
                let belief = shrinkage.posterior(group)
                return belief.successes / (belief.successes + belief.failures)
            }
        }
        return groups.map { group in (Double(group.events) + 1) / (Double(group.count) + 2) }
    }

    var shortage: String {
        "needs \(Wording.count(max(1, Self.fewestEvenings - evenings.count), "more raid evening")) with a kill"
    }

    var isEnough: Bool { evenings.count >= Self.fewestEvenings && !raiders.isEmpty }

    /// Known of all pairs of raider and evening.
    var coverage: Double {
        Finding.share(raiders.map(\.known).reduce(0, +), of: raiders.count * evenings.count)
    }

    var missing: String? {
        coverage < 1 ? "some raid documents were not seen on some evenings, or members came later" : nil
    }
}
