import Guilds
import Statistics

extension Analysis {
    /// What a group of twenty the raid team can field, and which role recruited next fills most open places.
    ///
    /// Attendance is a proxy: the source reports neither attendance nor pulls.
    static let raidGroup = Analysis(name: "raid-group", version: 1) { study in
        let record = AttendanceRecord(study)
        let simulation =
            record.isEnough
            ? GroupSimulation(record, seed: (study.digest ?? study.series.fingerprint).value) : nil
        return [turnout(record), group(record, simulation), recruit(record, simulation)]
    }

    private static func base(_ metric: String, _ record: AttendanceRecord, _ what: String) -> Finding {
        Finding(
            metric: metric, from: record.since, n: record.evenings.count, basis: AttendanceRecord.basis,
            coverage: record.coverage, missing: record.missing,
            figure: .notEnough(needs: record.shortage),
            sentence: "\(what) cannot be told yet: that \(record.shortage).")
    }

    private static func turnout(_ record: AttendanceRecord) -> Finding {
        var finding = base("composition.attendance", record, "How many raiders come")
        let counts = record.evenings.indices.map { index in
            Double(record.raiders.count { raider in raider.came[index] == true })
        }
        guard record.isEnough, let middle = counts.median, let low = counts.quantile(0.1),
            let high = counts.quantile(0.9)
        else { return finding }
        finding.figure = .number(
            middle, unit: "raiders", interval: Insight.Interval(low: low, high: high, level: 0.8))
        finding.sentence =
            "On a usual raid evening \(Wording.number(middle)) of \(record.raiders.count) raiders came "
            + "(\(Wording.number(low)) to \(Wording.number(high)) on most), told from shared times of last kills."
        return finding
    }

    private static func group(_ record: AttendanceRecord, _ simulation: GroupSimulation?) -> Finding {
        var finding = base("composition.group", record, "What group of twenty can be fielded")
        guard let simulation else { return finding }
        finding.figure = .number(100 * simulation.full.share, unit: "%", interval: simulation.full.interval)
        finding.sentence =
            "A full group of twenty (\(GroupSimulation.wanted)) could be fielded on "
            + "\(Wording.percent(simulation.full.share)) of evenings; \(Wording.number(simulation.open, digits: 1)) "
            + "places stayed open on average. Attendance is inferred from last kills."
        return finding
    }

    private static func recruit(_ record: AttendanceRecord, _ simulation: GroupSimulation?) -> Finding {
        var finding = base("composition.recruit", record, "Which role to recruit next")
        guard let simulation else { return finding }
        finding.figure = .table(
            columns: [
                "Role", "Places filled by one more", "At least", "At most", "Full group with one more %",
            ],
            rows: simulation.gains.map { gain in
                [
                    .text(gain.role.name), .number(hundredths(gain.filled)), .number(hundredths(gain.low)),
                    .number(hundredths(gain.high)), .number(tenths(100 * gain.full)),
                ]
            })
        guard let best = simulation.gains.first, best.filled >= 0.05 else {
            finding.sentence = "No role stands open often enough for a recruit to fill a place of the group."
            return finding
        }
        let next = simulation.gains.dropFirst().first
        let isClear = next.map { next in best.low > next.high } ?? true
        finding.sentence =
            "One more \(best.role.word) who comes as often as the others fills most open places: "
            + "\(Wording.number(best.filled, digits: 1)) per evening"
            + (isClear
                ? "." : ", though not clearly more than \(next.map { "one more \($0.role.word)" } ?? "").")
        return finding
    }

    private static func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

extension Role {
    /// The word inside a sentence.
    fileprivate var word: String { self == .damage ? "damage dealer" : name.lowercased() }
}
