/// What is to be expected of the steps after a history.
package struct Forecast: Sendable, Hashable {
    /// The expected value of each step ahead, in the unit of the history.
    package let mean: [Double]
    /// One band per asked level, in the order asked for.
    package let bands: [PredictionBand]

    /// The band of a level; nil when it was not asked for.
    package func band(_ level: Double) -> PredictionBand? {
        bands.first { band in band.level == level }
    }
}

/// Bounds between which future values lie with a probability, step by step.
package struct PredictionBand: Sendable, Hashable {
    /// The probability, between 0 and 1.
    package let level: Double
    /// The lower bound of each step ahead; never below zero where the quantity cannot be.
    package let low: [Double]
    /// The upper bound of each step ahead.
    package let high: [Double]
}

/// Why there is no forecast yet.
package struct ForecastShortfall: Error, Sendable, Hashable, CustomStringConvertible {
    /// How many known steps the forecaster needs.
    package let needed: Int
    /// How many there are.
    package let known: Int

    package var description: String {
        "\(known) known steps are too few for a forecast: \(max(1, needed - known)) more are needed"
    }
}
