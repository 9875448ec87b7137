import Guilds

extension Analysis {
    /// How often each raider came to evenings with a kill: a proxy, for officers only.
    static let attendance = Analysis(name: "attendance-proxy", version: 2) { study in
        let record = AttendanceRecord(study)
        var finding = Finding(
            metric: "officers.attendance", from: record.since, n: record.evenings.count,
            basis: AttendanceRecord.basis, coverage: record.coverage, missing: record.missing,
            figure: .notEnough(needs: record.shortage),
            sentence: "Who comes to raids cannot be told yet: that \(record.shortage).")
        var evenings = finding
        evenings.metric = "officers.evenings"
        evenings.sentence = "Who came on which evening cannot be told yet: that \(record.shortage)."
        guard record.isEnough else { return [finding, evenings] }
        let rows = zip(record.raiders, record.beliefs).sorted { left, right in
            (right.1, left.0.member.character) < (left.1, right.0.member.character)
        }
        finding.figure = .table(
            columns: ["Member", "Role", "Evenings", "Of known", "Usual share %"],
            rows: rows.map { raider, belief in
                [
                    raider.member.cell, .text(known: raider.role?.name), .number(Double(raider.evenings)),
                    .number(Double(raider.known)), .number(tenths(100 * belief)),
                ]
            })
        finding.sentence =
            "Evenings with a kill at which each of \(Wording.count(record.raiders.count, "raider")) took part, "
            + "told from shared times of last kills: nobody reports attendance, and evenings without a kill are not "
            + "seen. The usual share is drawn towards the team's where little is known."
        evenings.figure = .table(
            columns: ["Member", "Evening", "Came"],
            rows: rows.flatMap { raider, _ in raider.rows(on: record.evenings) })
        evenings.sentence =
            "Who of \(Wording.count(record.raiders.count, "raider")) came on which of the last "
            + "\(Wording.count(record.evenings.count, "evening")) with a kill, whoever comes most first; 1 is there, "
            + "0 is not there."
        return [finding, evenings]
    }
}

extension AttendanceRecord.Raider {
    /// A row per evening.
    fileprivate func rows(on evenings: [RaidEvening]) -> [[Insight.Cell]] {
        zip(evenings, came).map { evening, came in
            [member.cell, .date(evening.start.seconds), .number(known: came.map { came in came ? 1 : 0 })]
        }
    }
}
