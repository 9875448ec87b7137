import Guilds

extension Analysis {
    /// Who ran how many keystones in which week, the unknown apart.
    static let memberRuns = Analysis(name: "member-runs", version: 1) { study in
        let runs = MemberRuns(study)
        var finding = Finding(
            metric: "keystones.members", from: runs.weeks.first?.period.start, n: runs.runners.count,
            basis:
                "members with known keystone runs in the last \(Wording.count(runs.weeks.count, "complete week"))",
            coverage: Finding.share(runs.known, of: runs.all),
            missing: Finding.reason(runs.all - runs.known) { _ in
                "\(Wording.percent(1 - Finding.share(runs.known, of: runs.all))) of the members' weeks: the keystone "
                    + "profile was not seen up to the reset"
            },
            figure: .notEnough(needs: "needs one complete week in which a member's runs are known"),
            sentence: "Nobody's keystone runs of a complete week are known yet.")
        guard !runs.runners.isEmpty else { return [finding] }
        finding.figure = .table(columns: MemberRuns.columns, rows: runs.rows)
        finding.sentence =
            "\(Wording.count(runs.runners.count, "member")) ran keystones in the last "
            + "\(Wording.count(runs.weeks.count, "complete week")), as far as is known; the API tells the best of each "
            + "dungeon only."
        return [finding]
    }
}

/// The keystone runs of each member who ran any, week by week, whoever ran most first.
struct MemberRuns {
    static let columns = ["Member", "Week", "Runs"]
    private static let mostWeeks = 8

    struct Runner {
        let member: MemberSeries
        /// By week; nil where not all runs are known.
        let runs: [Int?]

        var total: Int { runs.reduce(0) { sum, runs in sum + (runs ?? 0) } }
    }

    let weeks: [Week]
    let runners: [Runner]

    init(_ study: Study) {
        let ledger = RunLedger(study)
        let weeks = Array(study.completeWeeks.suffix(Self.mostWeeks))
        let members = weeks.last.flatMap { week in study.members(in: week) } ?? []
        runners = members.map { member in
            let runs = weeks.map { week in
                member.isMember(at: week.period.end) ? ledger.reading(of: member, in: week).known : nil
            }
            return Runner(member: member, runs: runs)
        }.filter { runner in runner.total > 0 }.sorted { left, right in
            (right.total, left.member.character) < (left.total, right.member.character)
        }
        self.weeks = weeks
    }

    var all: Int { runners.count * weeks.count }
    var known: Int { runners.reduce(0) { sum, runner in sum + runner.runs.count { runs in runs != nil } } }

    var rows: [[Insight.Cell]] {
        runners.flatMap { runner in
            zip(weeks, runner.runs).map { week, runs in
                [runner.member.cell, .date(week.period.start.seconds), .number(known: runs.map(Double.init))]
            }
        }
    }
}
