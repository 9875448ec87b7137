import Foundation
import Statistics

/// The chance of an event within one period as a logistic function of features: a discrete-time hazard.
package struct HazardModel: Sendable, Hashable, Codable {
    /// The features, in the order of the coefficients.
    package var features: [String]
    /// Change of the log odds per unit of each feature.
    package var coefficients: [Double]
    /// Log odds where every feature is 0.
    package var intercept: Double
    /// The features of the average row, against which reasons are told.
    package var means: [Double]
    /// Rows it was learnt from, and how many of them ended with the event; 0 for what is built in.
    package var rows: Int
    /// How many rows ended with the event.
    package var events: Int

    /// A model that is given, not learnt.
    init(features: [String], coefficients: [Double], intercept: Double, means: [Double]) {
        self.features = features
        self.coefficients = coefficients
        self.intercept = intercept
        self.means = means
        rows = 0
        events = 0
    }

    /// Learns from rows, nil where they do not tell.
    init?(features: [String], rows: [[Double]], outcomes: [Bool], penalty: Double) {
        guard let fit = LogisticRegression(rows, outcomes, penalty: penalty) else { return nil }
        self.init(features: features, fit, rows: rows.count, events: outcomes.count { outcome in outcome })
    }

    /// A model that was learnt from so many rows with so many events.
    init(features: [String], _ fit: LogisticRegression, rows: Int, events: Int) {
        self.features = features
        coefficients = fit.coefficients
        intercept = fit.intercept
        means = fit.means
        self.rows = rows
        self.events = events
    }

    /// The log odds of the event.
    func logOdds(_ row: [Double]) -> Double {
        zip(coefficients, row).reduce(intercept) { sum, pair in sum + pair.0 * pair.1 }
    }

    /// The probability of the event.
    func probability(_ row: [Double]) -> Double { logistic(logOdds(row)) }

    /// How much each feature moves the log odds away from those of the average row.
    func contributions(_ row: [Double]) -> [Double] {
        coefficients.indices.map { index in coefficients[index] * (row[index] - means[index]) }
    }
}

/// The hazard that adds up over time and that multiplies where someone is twice as prone: -log(1 - p).
func cumulativeHazard(_ probability: Double) -> Double { -log1p(-min(probability, 1 - 1e-9)) }
