import Foundation
import Guilds
import Statistics

extension MetricScore {
    /// Fewer claims than this are told of without a verdict.
    static let fewestClaims = 20

    init(metric: String, _ claims: [ScoredClaim]) {
        self.metric = metric
        count = claims.count
        coverage = Self.coverage(claims)
        error = Errors(claims)
        chances = Chances(claims)
        sentence = ""
        sentence = Self.sentence(self)
    }

    private static func coverage(_ claims: [ScoredClaim]) -> [Coverage] {
        var levels: [Double: Coverage] = [:]
        for claim in claims {
            guard case .value(_, let intervals) = claim.prediction.claim else { continue }
            for interval in intervals {
                let holds = claim.outcome.map { value in interval.low <= value && value <= interval.high }
                var old = levels[interval.level] ?? Coverage(level: interval.level, held: 0, count: 0)
                old.held += holds == true ? 1 : 0
                old.count += 1
                levels[interval.level] = old
            }
        }
        return levels.values.sorted { left, right in left.level < right.level }
    }

    private static func sentence(_ score: MetricScore) -> String {
        let cases = Wording.count(score.count, "prediction")
        let verdictless = score.count < fewestClaims ? " Too few for a verdict." : ""
        if let chances = score.chances {
            let expected = chances.table.reduce(0) { sum, bin in sum + bin.told * Double(bin.count) }
            var told =
                "Of \(cases), \(Wording.percent(chances.baseRate)) came true where "
                + "\(Wording.percent(expected / Double(max(1, score.count)))) were expected"
            if let auc = chances.auc {
                told += "; what came true had the higher chance in \(Wording.percent(auc)) of comparisons"
            }
            return told + "." + verdictless
        }
        let told = score.coverage.map { coverage in
            "our \(Wording.percent(coverage.level)) intervals held \(Wording.percent(coverage.share)) of the time"
        }
        guard !told.isEmpty else { return "\(cases.capitalised) without intervals." + verdictless }
        return told.joined(separator: ", ").capitalised + ", n = \(score.count)." + verdictless
    }
}

extension MetricScore.Errors {
    fileprivate init?(_ claims: [ScoredClaim]) {
        var (own, plain, paired) = ([Double](), [Double](), [Double]())
        for claim in claims {
            guard case .value(let told, _) = claim.prediction.claim, let value = claim.outcome else {
                continue
            }
            own.append(abs(told - value))
            guard let before = claim.before else { continue }
            paired.append(abs(told - value))
            plain.append(abs(before - value))
        }
        guard let mean = own.mean, let median = own.median else { return nil }
        self.mean = mean
        self.median = median
        count = own.count
        let scale = plain.mean ?? 0
        relativeToStaying = scale > 0 ? paired.mean.map { paired in paired / scale } : nil
    }
}

extension MetricScore.Chances {
    fileprivate init?(_ claims: [ScoredClaim]) {
        let told = claims.compactMap { claim -> Statistics.Prediction? in
            guard case .chance(let chance) = claim.prediction.claim, let outcome = claim.outcome else {
                return nil
            }
            return Statistics.Prediction(chance, happened: outcome > 0.5)
        }
        guard let scores = ProbabilityScores(told) else { return nil }
        baseRate = scores.baseRate
        brier = scores.brier
        skill = scores.brierSkill
        logLoss = scores.logLoss
        auc = scores.auc
        slope = told.calibrationLine?.slope
        table = told.reliability(bins: told.count >= 100 ? 10 : 4).map { bin in
            MetricScore.Reliability(
                told: bin.told, observed: bin.observed, low: bin.interval.lowerBound,
                high: bin.interval.upperBound, count: bin.count)
        }
    }
}
