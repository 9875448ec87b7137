import Foundation
import Guilds
import Statistics

extension Analysis {
    /// How likely each person is to leave within four weeks, and why.
    static let leaverRisk = Analysis(name: "leaver-risk", version: 2) { study in
        guard let sight = study.series.rosterSeen.last?.until,
            let first = study.series.rosterSeen.first?.since,
            study.series.asOf - sight <= .days(7), sight - first >= .days(14)
        else { return [tooEarly(study)] }
        let risks = risks(study)
        return [table(study, risks), base(study, risks)]
    }

    private static func tooEarly(_ study: Study) -> Finding {
        let isStale = study.series.rosterSeen.last.map { span in study.series.asOf - span.until > .days(7) }
        return Finding(
            metric: "officers.risk", n: 0, basis: "people", coverage: 0,
            missing: "the roster has not been watched for two weeks up to now",
            figure: .notEnough(
                needs: isStale == true ? "needs a look at the roster" : "needs two weeks of the roster"),
            sentence: isStale == true
                ? "The roster has not been seen for a week: who might leave cannot be told."
                : "The roster has to be watched for two weeks before it can be told who might leave.")
    }

    private static func risks(_ study: Study) -> Risks {
        let model = study.population?.content.leaving ?? .builtIn
        let scene = LeaverScene(
            study.series, runs: LeaverScene.runs(of: study.series), at: study.series.asOf)
        let history = LeaveRow.all(in: study.series, most: GuildLesson.mostRows)
        let proneness = model.proneness(history)
        let people = scene.people.map { person in
            let features = scene.features(of: person)
            return Risk(
                person: person, features: features,
                chance: model.chance(features.row, proneness: proneness.mean),
                reasons: LeaverReasons(features, model: model.hazard).words)
        }.sorted { left, right in
            (right.chance, left.person.main.character) < (left.chance, right.person.main.character)
        }
        return Risks(people: people, history: history, model: model)
    }

    /// Those whose chance stands out; nobody's name belongs on a list for being average.
    private static func table(_ study: Study, _ risks: Risks) -> Finding {
        let listed = risks.people.filter { risk in
            risk.chance >= max(Risks.leastListed, 1.5 * risks.mean)
        }.prefix(Risks.mostListed)
        let seen = risks.people.count { risk in risk.features.away != nil }
        let claims = risks.people.map { risk in
            Prediction(
                metric: "member.leaves",
                subject: .member(
                    realm: risk.person.main.character.realm.id, id: risk.person.main.character.id),
                due: study.series.asOf + LeavingOutcome.horizon, claim: .chance(risk.chance))
        }
        return Finding(
            metric: "officers.risk", n: risks.people.count, basis: "people in the roster",
            coverage: Finding.share(seen, of: risks.people.count),
            missing: Finding.reason(risks.people.count - seen) { count in
                "\(Wording.count(count, "profile")) private or not seen yet"
            },
            figure: .table(
                columns: ["Member", "Class", "Leaves within 4 weeks %", "First reason", "Second reason"],
                rows: listed.map(\.row)),
            sentence: sentence(risks, listed.count), predictions: claims)
    }

    private static func sentence(_ risks: Risks, _ listed: Int) -> String {
        let expected = risks.people.reduce(0) { sum, risk in sum + risk.chance }
        var told =
            listed == 0
            ? "Nobody's risk of leaving stands out."
            : "\(Wording.count(listed, "person", "people")) "
                + "\(listed == 1 ? "stands" : "stand") out with a raised risk of leaving within four weeks."
        told +=
            " About \(Wording.count(Int(expected.rounded()), "departure")) "
            + "\(Int(expected.rounded()) == 1 ? "is" : "are") expected of "
            + "\(Wording.count(risks.people.count, "person", "people"))."
        guard let trial = risks.model.trial, let auc = trial.auc else {
            return told
                + " The weights are general ones: too few departures of other guilds are known to learn from."
        }
        return told + " For guilds it had not seen the model gave a leaver the higher risk in "
            + "\(Wording.percent(auc)) of comparisons (\(Wording.number(Double(trial.count))) cases)."
    }

    /// The share of people who leave within four weeks, drawn towards what is usual.
    private static func base(_ study: Study, _ risks: Risks) -> Finding {
        let left = risks.history.count(where: \.left)
        let usual = risks.model.trial?.baseRate ?? 0.05
        // As much trust in what is usual as in forty people watched for four weeks.
        let belief = BetaDistribution(
            successes: 40 * usual + Double(left),
            failures: 40 * (1 - usual) + Double(risks.history.count - left))
        let interval = Insight.Interval(
            low: 100 * belief.quantile(0.1), high: 100 * belief.quantile(0.9), level: 0.8)
        return Finding(
            metric: "officers.leaving", n: risks.history.count, basis: "people watched for four weeks",
            figure: .number((1000 * belief.mean).rounded() / 10, unit: "% in four weeks", interval: interval),
            sentence: risks.history.isEmpty
                ? "Nobody has been watched for four weeks yet; usually \(Wording.percent(usual)) leave in that time."
                : "Of those watched for four weeks \(Wording.percent(Finding.share(left, of: risks.history.count))) "
                    + "left; \(Wording.percent(belief.mean)) is to be expected, between "
                    + "\(Wording.percent(belief.quantile(0.1))) and \(Wording.percent(belief.quantile(0.9)))."
        )
    }
}

/// Everybody's risk, the highest first.
private struct Risks {
    /// A smaller chance is nobody's business.
    static let leastListed = 0.08
    static let mostListed = 15

    let people: [Risk]
    /// What became of people before.
    let history: [LeaveRow]
    let model: LeaveModel

    var mean: Double { people.map(\.chance).mean ?? 0 }
}

private struct Risk {
    let person: GuildPerson
    let features: LeaverFeatures
    let chance: Double
    let reasons: [String]

    var row: [Insight.Cell] {
        [
            person.main.cell, person.main.classCell, .number((chance * 1000).rounded() / 10),
            .text(known: reasons.first), .text(known: reasons.dropFirst().first),
        ]
    }
}

extension Realisation {
    /// Whether the main of a person has left by the moment told.
    static let leave = Realisation(metric: "member.leaves") { prediction, study in
        guard case .member(let realm, let id) = prediction.subject,
            let member = study.series.members.first(where: { member in
                member.character.realm.id == realm && member.character.id == id
            })
        else { return nil }
        let due = Timestamp(seconds: prediction.due)
        return LeavingOutcome.left(member, after: due - LeavingOutcome.horizon, until: due, in: study.series)
            .map { left in left ? 1 : 0 }
    }
}
