import Foundation
import Guilds
import Statistics

/// How likely people are to leave their guild within four weeks.
package struct LeaveModel: Sendable, Hashable, Codable {
    /// The chance before correction, from what is known of a person.
    package var hazard: HazardModel
    /// Log odds of the corrected chance are this plus `slope` times those of the chance.
    package var intercept: Double
    /// See `intercept`; 1 where nothing has to be corrected.
    package var slope: Double
    /// What is believed of how prone a guild's people are, as a multiple of what the model expects.
    package var proneness: RateBelief
    /// How good the chances were for guilds that the model had not seen; nil for the built-in one.
    package var trial: Trial?

    /// Scores of chances told for people whom the model had not seen.
    package struct Trial: Sendable, Hashable, Codable {
        /// People and moments.
        package var count: Int
        /// The share of them who left.
        package var baseRate: Double
        /// The probability that a leaver was given a higher chance than one who stayed; nil without both.
        package var auc: Double?
        /// Mean squared distance between chance and outcome.
        package var brier: Double
    }

    /// Fewer departures than this teach no weights.
    static let fewestEvents = 60

    /// The chance of a person to leave, before the guild's own history.
    func chance(_ row: [Double]) -> Double { logistic(intercept + slope * hazard.logOdds(row)) }

    /// The chance in a guild whose people are so much more prone to leave than others.
    func chance(_ row: [Double], proneness: Double) -> Double {
        1 - exp(-proneness * cumulativeHazard(chance(row)))
    }

    /// What a guild's own departures tell of its proneness.
    func proneness(_ rows: [LeaveRow]) -> GammaDistribution {
        let expected = rows.reduce(0) { sum, row in sum + chance(row.features) }
        return RateShrinkage(prior: GammaDistribution(shape: proneness.shape, rate: proneness.rate))
            .posterior(
                RateShrinkage.Group(rows.count(where: \.left), in: expected))
    }
}

/// One person at one moment, and whether they left within four weeks.
package struct LeaveRow: Sendable, Hashable {
    var features: [Double]
    var left: Bool
    /// A number that decides, the same on every machine, which rows are kept where there are too many.
    var lot: UInt64
}

extension LeaveModel {
    /// Weights for a guild without others beside it: long absence, a short stay, falling activity and departures
    /// of others raise the chance, leading the guild lowers it. Weak on purpose; one in twenty leaves within four
    /// weeks.
    package static let builtIn = LeaveModel(
        hazard: HazardModel(
            features: LeaverFeatures.names,
            coefficients: [0.4, 0, -0.15, 0.5, -0.3, -0.3, -0.8, 0.2, 0.3, -0.15, -0.1, 0.15, 0.1, 0, -0.1],
            intercept: -3.1,
            means: [1.6, 0.1, 3.2, 0.08, -0.1, 1.1, 0.05, 0.6, 0.04, 1.2, 0.8, 0.8, 0.7, 4.2, 0.3]),
        intercept: 0, slope: 1, proneness: RateBelief(shape: 2, rate: 2), trial: nil)

    /// Learns from the rows of many guilds; what is built in where too few people left.
    ///
    /// Weights come from all of them, the correction and the trial from five parts of the guilds, each told by a
    /// model of the other four.
    static func learn(_ guilds: [(key: GuildKey, rows: [LeaveRow])]) -> LeaveModel {
        let rows = guilds.flatMap(\.rows)
        guard rows.count(where: \.left) >= fewestEvents, let hazard = fit(rows) else {
            return builtIn.settled(guilds)
        }
        var model = builtIn
        model.hazard = hazard
        let told = trial(guilds)
        if case .line(let intercept, let slope)? = Calibrator.platt(told) {
            (model.intercept, model.slope) = (intercept, slope)
        }
        let corrected = told.map { one in
            Statistics.Prediction(
                logistic(model.intercept + model.slope * logit(one.probability)), happened: one.happened)
        }
        model.trial = ProbabilityScores(corrected).map { scores in
            Trial(count: scores.count, baseRate: scores.baseRate, auc: scores.auc, brier: scores.brier)
        }
        return model.settled(guilds)
    }

    private static func fit(_ rows: [LeaveRow]) -> HazardModel? {
        HazardModel(
            features: LeaverFeatures.names, rows: rows.map(\.features), outcomes: rows.map(\.left), penalty: 3
        )
    }

    /// What models of the other guilds tell of each; with a single guild, of its people by lot.
    private static func trial(_ guilds: [(key: GuildKey, rows: [LeaveRow])]) -> [Statistics.Prediction] {
        let parts: [(fold: Int, rows: [LeaveRow])] =
            guilds.count >= 5
            ? guilds.enumerated().map { index, guild in (index % 5, guild.rows) }
            : guilds.flatMap(\.rows).map { row in (Int(row.lot % 5), [row]) }
        return (0..<5).flatMap { fold -> [Statistics.Prediction] in
            let others = parts.filter { part in part.fold != fold }.flatMap(\.rows)
            guard let model = fit(others) else { return [] }
            return parts.filter { part in part.fold == fold }.flatMap(\.rows).map { row in
                Statistics.Prediction(model.probability(row.features), happened: row.left)
            }
        }
    }

    /// With what guilds differ by beyond what the model expects of their people.
    private func settled(_ guilds: [(key: GuildKey, rows: [LeaveRow])]) -> LeaveModel {
        var settled = self
        let groups = guilds.map { guild in
            RateShrinkage.Group(
                guild.rows.count(where: \.left),
                in: guild.rows.reduce(0) { sum, row in sum + chance(row.features) })
        }
        if let prior = RateShrinkage(groups)?.prior {
            settled.proneness = RateBelief(
                shape: min(prior.shape, 1000), rate: prior.rate * min(prior.shape, 1000) / prior.shape)
        }
        return settled
    }
}
