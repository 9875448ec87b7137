import Guilds

/// Those who raid for the guild now.
///
/// Current members with a kill of a raid boss on normal or harder in the last four weeks. Where fewer than five such
/// members are known, the best geared of those who played at the highest level stand for them, and `basis` says so.
struct RaidTeam {
    enum Basis: Hashable {
        case kills
        case gear
    }

    /// Ascending by key.
    let members: [MemberSeries]
    let basis: Basis
    /// Since when kills or logins count.
    let since: Timestamp

    /// Fewer members with kills than this are no team.
    static let fewestWithKills = 5
    /// A team on the hardest difficulty has twenty.
    static let mostByGear = 20

    init(_ study: Study) {
        let since = study.series.asOf - .days(28)
        self.since = since
        let killers = study.members.filter { member in member.hasRaided(since: since) }
        guard killers.count < Self.fewestWithKills else {
            (members, basis) = (killers, .kills)
            return
        }
        let cap = study.levelCap(of: study.members, at: study.series.asOf)
        let geared = study.members.filter { member in
            member.level.newest == cap && member.itemLevel.newest != nil
                && member.lastLogin.newest.map { login in login >= since } ?? false
        }.sorted { left, right in
            (right.itemLevel.newest ?? 0, left.character) < (left.itemLevel.newest ?? 0, right.character)
        }
        members = geared.prefix(Self.mostByGear).sorted { $0.character < $1.character }
        basis = .gear
    }

    /// What its members are called in counts: `1 raider`.
    func count(_ number: Int) -> String {
        switch basis {
        case .kills: Wording.count(number, "raider")
        case .gear: Wording.count(number, "well-geared member")
        }
    }

    /// What its members are called: `raiders`.
    var noun: String { basis == .kills ? "raiders" : "well-geared members" }

    /// Who belongs to it, in words.
    var definition: String {
        let day = CalendarDate(since).short
        return switch basis {
        case .kills: "members with a raid kill on normal or harder since \(day)"
        case .gear: "best-geared members who played since \(day): too few raid kills are known"
        }
    }
}

extension MemberSeries {
    /// Whether a raid boss on normal or harder fell to the member since a moment.
    func hasRaided(since moment: Timestamp) -> Bool {
        kills.contains { kill in
            kill.boss.difficulty.isRaid && kill.tally.changes.last?.isKill(since: moment) == true
        }
    }
}

extension Difficulty {
    /// Whether it takes a group that knows what it does: normal, heroic or mythic.
    var isRaid: Bool { self == .normal || self == .heroic || self == .mythic }
}

extension Series<KillTally>.Change {
    /// Where no time of the kill is told, it happened after the last look before the change was seen.
    fileprivate func isKill(since moment: Timestamp) -> Bool {
        guard let value else { return false }
        return (value.lastKill ?? unchangedUntil).map { kill in kill >= moment } ?? false
    }
}
