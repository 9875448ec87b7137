import Guilds
import Statistics

/// What one member's runs of the season tell of tries at a level never timed before.
private struct PushRecord {
    let member: MemberSeries
    /// The highest level in time.
    var best: Int16
    /// Runs one or two levels above the best so far, and how many of them were in time.
    var tries = 0
    var successes = 0
    var lastRun: Timestamp

    /// Whether a run tries a new level: farther steps are somebody else's key.
    static func isTry(_ level: Int16, best: Int16) -> Bool { level > best && level <= best + 2 }
}

extension Analysis {
    /// Members whose next level is most likely to be in time.
    ///
    /// Each run one or two levels above a member's best so far is a try. A member's share of successful tries is drawn
    /// towards the guild's as if four tries at that share had been seen, since most have made few. The documents list
    /// best runs: failed tries are undercounted, and the chance is one among listed runs.
    static func push(_ runs: [GuildRun], _ study: Study) -> Finding {
        let records = records(runs, study)
        let tries = records.map(\.tries).reduce(0, +)
        var finding = Finding(
            metric: "keystones.push", from: study.season?.start, n: tries,
            basis: "runs above a member's best so far",
            figure: .notEnough(
                needs: "needs \(Wording.count(max(1, fewestRuns - tries), "more try", "more tries"))"),
            sentence: "Too few tries above members' best levels are known to name candidates for a push.")
        guard tries >= fewestRuns else { return finding }
        let usual = usualShare(records)
        let recent = records.filter { record in record.lastRun >= study.recently }
        let ranked = recent.map { record in (record, record.belief(usual)) }.sorted { left, right in
            (right.1.mean, left.0.member.character) < (left.1.mean, right.0.member.character)
        }
        let top = ranked.prefix(5)
        finding.figure = .table(
            columns: ["Member", "Class", "Best in time", "Next", "Chance %", "Low", "High", "Tries"],
            rows: top.map { record, belief in record.row(belief) })
        finding.sentence =
            "The next level is in time in about \(Wording.percent(usual)) of all tries; the "
            + "\(Wording.count(top.count, "member")) with the best chances "
            + "\(top.count == 1 ? "is" : "are") listed."
        finding.predictions = claims(runs, study)
        return finding
    }

    fileprivate static let pushHorizon = Duration.days(28)

    /// Claims are made from what was known at the last weekly reset, so that they are the same all week.
    private static func claims(_ runs: [GuildRun], _ study: Study) -> [Guilds.Prediction]? {
        guard let reset = study.lastReset else { return nil }
        let before = records(runs.filter { run in run.completedAt < reset }, study)
        let usual = usualShare(before)
        return before.filter { record in record.lastRun >= reset - pushHorizon }.map { record in
            Guilds.Prediction(
                metric: "keystones.push", subject: record.member.subject, detail: String(record.best + 1),
                due: reset + pushHorizon, claim: .chance(record.belief(usual).mean))
        }
    }

    /// The share of successful tries of all members together.
    private static func usualShare(_ records: [PushRecord]) -> Double {
        let tries = records.map(\.tries).reduce(0, +)
        let successes = records.map(\.successes).reduce(0, +)
        return (Double(successes) + 0.5) / (Double(tries) + 1)
    }

    private static func records(_ runs: [GuildRun], _ study: Study) -> [PushRecord] {
        let members = Dictionary(uniqueKeysWithValues: study.members.map { ($0.character, $0) })
        var records: [CharacterKey: PushRecord] = [:]
        for run in runs {
            for key in run.members {
                guard let member = members[key] else { continue }
                guard var record = records[key] else {
                    guard run.isTimed else { continue }
                    records[key] = PushRecord(member: member, best: run.level, lastRun: run.completedAt)
                    continue
                }
                record.lastRun = run.completedAt
                if PushRecord.isTry(run.level, best: record.best) {
                    record.tries += 1
                    if run.isTimed { record.successes += 1 }
                }
                if run.isTimed { record.best = max(record.best, run.level) }
                records[key] = record
            }
        }
        return records.values.sorted { $0.member.character < $1.member.character }
    }
}

extension PushRecord {
    fileprivate func belief(_ usual: Double) -> BetaDistribution {
        BetaDistribution(
            successes: Double(successes) + 4 * usual, failures: Double(tries - successes) + 4 * (1 - usual))
    }

    fileprivate func row(_ belief: BetaDistribution) -> [Insight.Cell] {
        let interval = belief.interval80
        return [
            member.cell, member.classCell, .number(Double(best)), .number(Double(best + 1)),
            .number((100 * belief.mean).rounded()), .number(interval.low), .number(interval.high),
            .number(Double(tries)),
        ]
    }
}

extension MemberSeries {
    /// The member as the subject of a claim.
    var subject: Insight.Subject { .member(realm: character.realm.id, id: character.id) }
}

extension Realisation {
    /// Whether the first try at the next level was in time; not told where there was none.
    static let push = Realisation(metric: "keystones.push") { prediction, study in
        guard let level = prediction.detail.flatMap({ detail in Int16(detail) }),
            case .member(let realm, let id) = prediction.subject
        else { return nil }
        let due = Timestamp(seconds: prediction.due)
        let made = due - Analysis.pushHorizon  // A weekly reset.
        guard study.season(at: made.seconds)?.id == study.season(at: due.seconds)?.id else { return nil }
        let first = study.series.runs.first { run in
            run.completedAt >= made && run.completedAt < due && run.level >= level && run.level <= level + 1
                && run.members.contains { key in key.realm.id == realm && key.id == id }
        }
        return first.map { run in run.isTimed ? 1 : 0 }
    }
}
