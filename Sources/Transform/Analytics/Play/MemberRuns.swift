import Guilds

extension Analysis {
    /// Who ran how many keystones in which week, the unknown apart.
    static let memberRuns = Analysis(name: "member-runs", version: 1) { study in
        let runs = MemberRuns(study)
        let span = "the last \(Wording.count(runs.weeks.count, "complete week"))"
        var finding = Finding(
            metric: "keystones.members", from: runs.weeks.first?.period.start, n: runs.known,
            basis: "weeks of members in \(span)", coverage: Finding.share(runs.known, of: runs.all),
            missing: Finding.reason(runs.all - runs.known) { _ in
                "\(Wording.percent(1 - Finding.share(runs.known, of: runs.all))) of the members' weeks: the keystone "
                    + "profile was not seen up to the reset"
            },
            figure: .notEnough(needs: "needs one complete week in which a member's runs are known"),
            sentence: "Nobody's keystone runs of a complete week are known yet.")
        guard runs.known > 0 else { return [finding] }
        finding.figure = .table(columns: MemberRuns.columns, rows: runs.rows)
        finding.sentence =
            runs.runners.isEmpty
            ? "Nobody whose keystone runs are known ran any in \(span)."
            : "\(Wording.count(runs.runners.count, "member")) ran keystones in weeks of \(span) whose runs are known; "
                + "the API tells the best of each dungeon only."
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
    /// Whoever is known to have run any, whoever ran most first.
    let runners: [Runner]
    /// Weeks of all members of the newest week, as long as they were there.
    private(set) var all = 0
    /// Those of these weeks whose runs are all known.
    private(set) var known = 0

    init(_ study: Study) {
        let ledger = RunLedger(study)
        let weeks = Array(study.completeWeeks.suffix(Self.mostWeeks))
        let members = weeks.last.flatMap { week in study.members(in: week) } ?? []
        var runners: [Runner] = []
        for member in members {
            let there = weeks.map { week in member.isMember(at: week.period.end) }
            let runs = zip(weeks, there).map { week, isThere in
                isThere ? ledger.reading(of: member, in: week).known : nil
            }
            all += there.count { isThere in isThere }
            known += runs.count { runs in runs != nil }
            let runner = Runner(member: member, runs: runs)
            if runner.total > 0 { runners.append(runner) }
        }
        self.runners = runners.sorted { left, right in
            (right.total, left.member.character) < (left.total, right.member.character)
        }
        self.weeks = weeks
    }

    /// A row for each runner and week.
    var rows: [[Insight.Cell]] {
        runners.flatMap { runner in
            zip(weeks, runner.runs).map { week, runs in
                [runner.member.cell, .date(week.period.start.seconds), .number(known: runs.map(Double.init))]
            }
        }
    }
}
