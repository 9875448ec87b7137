import Guilds

extension Analysis {
    /// Keystone runs and vault slots from reset to reset, the unknown apart.
    static let keystoneWeeks = Analysis(name: "keystone-weeks", version: 1) { study in
        let ledger = RunLedger(study)
        let weeks = study.completeWeeks.map { week in KeystoneWeek(week, ledger, in: study) }
        return [runs(weeks), slots(weeks), vault(weeks), next(study, ledger)]
    }

    private static func runs(_ weeks: [KeystoneWeek]) -> Finding {
        let telling = weeks.filter(\.isTelling)
        let latest = telling.last
        return Finding(
            metric: "keystones.runs", n: telling.count, basis: "complete weeks",
            coverage: Finding.share(telling.count, of: weeks.count),
            missing: Finding.reason(weeks.count - telling.count) { count in
                "in \(Wording.count(count, "week")) too few keystone profiles were seen up to the reset"
            },
            figure: .curve(
                weeks.map { week in week.week.point(week.isTelling ? Double(week.runs) : nil) }, unit: "runs"),
            sentence: latest.map { week in
                "Members took part in \(Wording.count(week.runs, "known keystone run")) in the week of "
                    + "\(CalendarDate(week.week.period.start).long); the API tells the best of each dungeon only."
            } ?? "Too few keystone profiles were seen to count the runs of a week.")
    }

    /// The last weeks, one row each, the newest first.
    private static func slots(_ weeks: [KeystoneWeek]) -> Finding {
        let shown = weeks.suffix(12).reversed()
        let known = shown.map(\.known).reduce(0, +)
        let all = shown.map(\.members).reduce(0, +)
        return Finding(
            metric: "keystones.weeks", from: shown.last?.week.period.start, n: shown.count,
            basis: "complete weeks", coverage: Finding.share(known, of: all),
            missing: Finding.reason(all - known) { _ in
                "\(Wording.percent(1 - Finding.share(known, of: all))) of the members' weeks: the keystone profile "
                    + "was not seen up to the reset"
            },
            figure: .table(
                columns: ["Week", "Known runs", "No slot", "1 slot", "2 slots", "3 slots", "Unknown"],
                rows: shown.map(\.row)),
            sentence: shown.isEmpty
                ? "No complete week has been seen yet."
                : "Vault slots in the last \(Wording.count(shown.count, "complete week")); who was not seen is "
                    + "counted as unknown, not as none.")
    }

    /// The newest complete week.
    private static func vault(_ weeks: [KeystoneWeek]) -> Finding {
        var finding = Finding(
            metric: "keystones.vault", n: 0, basis: "members at the highest level", coverage: 0,
            missing: "no complete week has been seen", figure: .notEnough(needs: "needs one complete week"),
            sentence: "Vault slots are told once a complete week has been seen.")
        guard let week = weeks.last else { return finding }
        let day = CalendarDate(week.week.period.start).long
        finding.from = week.week.period.start
        finding.n = week.known
        finding.coverage = Finding.share(week.known, of: week.members)
        finding.missing = Finding.reason(week.unknown) { count in
            "the keystone profile of \(Wording.count(count, "member")) was not seen up to the reset"
        }
        var shares = zip(week.slots, ["No slot", "1 slot", "2 slots", "3 slots"]).enumerated().map {
            index, entry in
            Insight.Share(key: "slots-\(index)", label: entry.1, count: entry.0)
        }
        if week.unknown > 0 {
            shares.append(Insight.Share(key: "unknown", label: "Unknown", count: week.unknown))
        }
        finding.figure = .distribution(shares)
        finding.sentence =
            week.known == 0
            ? "Nobody's keystone runs of the week of \(day) are known."
            : "In the week of \(day), \(week.known - week.slots[0]) of "
                + "\(Wording.count(week.known, "member")) with known runs opened a vault slot, "
                + "\(week.slots[3]) all three."
        return finding
    }
}

/// What the members at the highest level ran in one complete week.
struct KeystoneWeek {
    let week: Week
    /// Runs in which some member took part.
    let runs: Int
    /// How many members opened no, one, two and three slots.
    private(set) var slots = [0, 0, 0, 0]
    private(set) var unknown = 0
    /// Members whose keystone profile was seen at some time.
    private var visible = 0
    /// Of these, those whose slots are known.
    private var told = 0

    init(_ week: Week, _ ledger: RunLedger, in study: Study) {
        self.week = week
        runs = ledger.totals[week.step] ?? 0
        let members = study.members(in: week) ?? []
        let cap = study.levelCap(of: members, at: week.period.end)
        for member in members where member.level.latest(at: week.period.end)?.value == cap {
            let count = ledger.reading(of: member, in: week).slots
            if let count { slots[count] += 1 } else { unknown += 1 }
            guard !member.rating.seen.isEmpty else { continue }
            visible += 1
            if count != nil { told += 1 }
        }
    }

    var known: Int { slots.reduce(0, +) }
    var members: Int { known + unknown }

    /// Whether the runs speak for the guild and not for the crawl, as for logins: half of the members can be seen,
    /// and of these nine in ten are known.
    var isTelling: Bool { known > 0 && 2 * visible >= members && 10 * told >= 9 * visible }

    fileprivate var row: [Insight.Cell] {
        [.date(week.period.start.seconds), known > 0 || runs > 0 ? .number(Double(runs)) : .unknown]
            + slots.map { count in known > 0 ? .number(Double(count)) : .unknown }
            + [.number(Double(unknown))]
    }
}
