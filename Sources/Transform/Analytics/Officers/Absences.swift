import Guilds
import Statistics

extension Analysis {
    /// Members who have been away much longer than they ever were before: a fact, not a prediction.
    static let absences = Analysis(name: "absences", version: 1) { study in
        let rhythms = study.members.compactMap { member in Rhythm(of: member) }
        let away = rhythms.filter(\.isBroken).sorted { left, right in
            (right.away, left.member.character) < (left.away, right.member.character)
        }
        return [
            Finding(
                metric: "officers.absences", n: rhythms.count, basis: "members with a known rhythm",
                coverage: Finding.share(rhythms.count, of: study.members.count),
                missing: Finding.reason(study.members.count - rhythms.count) { count in
                    "\(Wording.count(count, "member")) seen to log in fewer than \(Rhythm.fewestLogins) times, or private"
                },
                figure: .table(
                    columns: [
                        "Member", "Class", "Last login", "Days away", "Usual days between", "Longest before",
                    ],
                    rows: away.map(\.row)),
                sentence: away.isEmpty
                    ? "Nobody with a known rhythm has been away for unusually long."
                    : "\(Wording.count(away.count, "member")) stopped logging in: away longer than ever before, "
                        + "and far longer than usual for them.")
        ]
    }
}

/// How often one member is seen to log in.
struct Rhythm {
    /// Fewer logins than this show no rhythm.
    static let fewestLogins = 5
    /// A shorter absence is nobody's business.
    static let shortestAbsence = 14.0

    let member: MemberSeries
    let lastLogin: Timestamp
    /// Days from the last login to the last look at the profile: later nothing is known.
    let away: Double
    /// Days between logins that were seen: the median and the longest.
    let usual: Double
    let longest: Double

    /// Nil when too few logins are known.
    init?(of member: MemberSeries) {
        let logins = Set(member.lastLogin.changes.compactMap(\.value)).sorted()
        guard logins.count >= Self.fewestLogins, let last = logins.last,
            let seen = member.lastLogin.seen.last?.until ?? member.lastLogin.changes.last?.recordedAt
        else { return nil }
        let gaps = zip(logins, logins.dropFirst()).map { before, after in (after - before).days }
        guard let usual = gaps.median, let longest = gaps.max() else { return nil }
        self.member = member
        self.usual = usual
        self.longest = longest
        lastLogin = last
        away = max(0, (seen - last).days)
    }

    /// Gaps between seen logins are never shorter than the true ones, so this errs on the quiet side.
    var isBroken: Bool { away >= Self.shortestAbsence && away > longest && away >= 3 * usual }

    var row: [Insight.Cell] {
        [
            member.cell, member.classCell, .date(lastLogin.seconds), .number(away.rounded(.down)),
            .number((usual * 10).rounded() / 10), .number((longest * 10).rounded() / 10),
        ]
    }
}

extension Duration {
    /// Days, with fractions.
    var days: Double { Double(milliseconds) / 86_400_000 }
}
