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
    static let fewestEvents = 30

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
    /// of others raise the chance, leading the guild lowers it; who has slept for months is left in the roster. Weak
    /// on purpose; one in twenty leaves within four weeks.
    package static let builtIn = LeaveModel(
        hazard: HazardModel(
            features: LeaverFeatures.names,
            coefficients: [
                0.4, 0, -0.15, 0.5, -0.3, -0.3, -0.8, 0.2, 0.3, -0.15, -0.1, 0.15, 0.1, 0, -0.1, -1.2, 0, 0,
            ],
            intercept: -3.1,
            means: [
                1.6, 0.1, 3.2, 0.08, -0.1, 1.1, 0.05, 0.6, 0.04, 1.2, 0.8, 0.8, 0.7, 4.2, 0.3, 0.1, 1.5, 1.5,
            ]),
        intercept: 0, slope: 1, proneness: RateBelief(shape: 2, rate: 2), trial: nil)

    /// Learns from the rows of many guilds; what is built in where too few people left.
    ///
    /// Weights come from all of them; how strong they may be, the correction and the trial from models that told of
    /// guilds that they had not seen.
    static func learn(_ guilds: [(key: GuildKey, rows: [LeaveRow])]) -> LeaveModel {
        let lessons = LeaveLessons(guilds.map(\.rows))
        guard lessons.rows.count(where: \.left) >= fewestEvents, let fit = lessons.fit() else {
            return builtIn.corrected(lessons.rows).settled(guilds)
        }
        var model = builtIn
        model.hazard = HazardModel(
            features: LeaverFeatures.names, fit.model, rows: lessons.rows.count,
            events: lessons.rows.count(where: \.left))
        (model.intercept, model.slope) = (fit.intercept, fit.slope)
        let corrected = fit.told.map { one in
            Statistics.Prediction(
                logistic(model.intercept + model.slope * logit(one.probability)), happened: one.happened)
        }
        model.trial = ProbabilityScores(corrected).map { scores in
            Trial(count: scores.count, baseRate: scores.baseRate, auc: scores.auc, brier: scores.brier)
        }
        return model.settled(guilds)
    }

    /// The built-in weights, as strong as what few departures tell lets them be.
    private func corrected(_ rows: [LeaveRow]) -> LeaveModel {
        var corrected = self
        let told = rows.map { row in Statistics.Prediction(chance(row.features), happened: row.left) }
        if case .line(let intercept, let slope)? = Calibrator.platt(told, doubt: 0.5) {
            (corrected.intercept, corrected.slope) = (intercept, slope)
        }
        return corrected
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
