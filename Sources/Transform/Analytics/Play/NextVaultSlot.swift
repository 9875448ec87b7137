import Guilds

extension Analysis {
    /// Who needs how many runs for the next vault slot of the running week.
    ///
    /// Told are members who run keystones: those with a run in the last four weeks, and raiders.
    static func next(_ study: Study, _ ledger: RunLedger) -> Finding {
        var finding = Finding(
            metric: "keystones.next", n: 0, basis: "members who raid or run keystones", coverage: 0,
            missing: "no week is running", figure: .notEnough(needs: "needs a week that is running"),
            sentence: "What is missing for the next vault slot is told while a week runs.")
        guard let week = study.weeks.last, week.isRunning else { return finding }
        let runners = study.runners(ledger)
        let needs = runners.compactMap { member -> VaultNeed? in
            ledger.reading(of: member, in: week).known.map { runs in
                VaultNeed(member: member, runs: runs, look: ledger.lastLook(at: member))
            }
        }
        let open = needs.filter { need in need.missing != nil }.sorted(by: VaultNeed.comesFirst)
        finding.from = week.period.start
        finding.n = needs.count
        finding.coverage = Finding.share(needs.count, of: runners.count)
        finding.missing = Finding.reason(runners.count - needs.count) { count in
            "\(Wording.count(count, "member")) not seen since the weekly reset: their runs are unknown, not none"
        }
        finding.figure = .table(
            columns: ["Member", "Class", "Runs", "Slots", "Next slot at", "Runs missing", "Seen"],
            rows: open.map(\.row))
        finding.sentence = sentence(needs, open, of: runners.count)
        return finding
    }

    private static func sentence(_ needs: [VaultNeed], _ open: [VaultNeed], of runners: Int) -> String {
        guard runners > 0 else { return "Nobody is known to run keystones." }
        guard !needs.isEmpty else {
            return "Nobody who runs keystones has been seen since the weekly reset."
        }
        let near = open.count { need in need.missing == 1 }
        let seen = "\(needs.count) of \(Wording.count(runners, "member")) who raid or run keystones were seen"
        if open.isEmpty { return "\(seen) since the weekly reset: all have their three vault slots." }
        return
            "\(seen) since the weekly reset: \(needs.count - open.count) have all three vault slots, \(near) "
            + "\(near == 1 ? "is" : "are") one run short of the next."
    }
}

/// What one member needs for the next slot.
private struct VaultNeed {
    let member: MemberSeries
    let runs: Int
    let look: Timestamp?

    var missing: Int? { WeeklyVault.nextStep(runs: runs).map { step in step - runs } }

    var row: [Insight.Cell] {
        [
            member.cell, member.classCell, .number(Double(runs)),
            .number(Double(WeeklyVault.slots(runs: runs))),
            .number(known: WeeklyVault.nextStep(runs: runs).map(Double.init)),
            .number(known: missing.map(Double.init)), look.map { look in .date(look.seconds) } ?? .unknown,
        ]
    }

    /// Those who are nearest first, then those who ran most.
    static func comesFirst(_ left: VaultNeed, _ right: VaultNeed) -> Bool {
        (left.missing ?? .max, -left.runs, left.member.character)
            < (right.missing ?? .max, -right.runs, right.member.character)
    }
}

extension Study {
    /// Current members who ran a keystone in the last four weeks or are in the raid team, ascending by key.
    func runners(_ ledger: RunLedger) -> [MemberSeries] {
        let raiders = Set(RaidTeam(self).members.map(\.character))
        let recent = weeks.suffix(4)
        return members.filter { member in
            raiders.contains(member.character)
                || recent.contains { week in ledger.told(member, in: week) > 0 }
        }
    }
}
