/// A model of exponential smoothing: how errors, trend and season enter.
///
/// R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, "Forecasting with Exponential Smoothing: The State
/// Space Approach" (2008), table 2.2 and 2.3. Trends are additive; multiplicative ones run away.
package struct SmoothingModel: Sendable, Hashable {
    /// Whether errors keep their size or grow with the level.
    package enum ErrorKind: Sendable, Hashable {
        /// Errors keep their size.
        case additive
        /// Errors grow with the forecast; for positive quantities only.
        case multiplicative
    }

    /// How the level drifts.
    package enum Trend: Sendable, Hashable {
        /// The level has no direction.
        case none
        /// A slope that goes on for ever: Holt's linear trend.
        case additive
        /// A slope that wears off: Gardner and McKenzie's damped trend.
        case damped
    }

    /// How the season enters.
    package enum Season: Sendable, Hashable {
        /// No season.
        case none
        /// Season effects are added.
        case additive
        /// Season effects are factors; for positive quantities only.
        case multiplicative
    }

    /// How errors enter.
    package var error: ErrorKind
    /// How the level drifts.
    package var trend: Trend
    /// How the season enters.
    package var season: Season

    /// A model of the three parts.
    package init(error: ErrorKind = .additive, trend: Trend = .none, season: Season = .none) {
        self.error = error
        self.trend = trend
        self.season = season
    }

    /// Estimated numbers with a season of `length` steps: smoothing weights, initial states and the variance.
    func parameters(season length: Int) -> Int {
        let trendParameters = trend == .none ? 0 : trend == .additive ? 2 : 3
        return 3 + trendParameters + (season == .none ? 0 : length)
    }
}

extension SmoothingModel: CustomStringConvertible {
    package var description: String {
        let trendName = trend == .none ? "N" : trend == .additive ? "A" : "Ad"
        let seasonName = season == .none ? "N" : season == .additive ? "A" : "M"
        return (error == .additive ? "A" : "M") + trendName + seasonName
    }
}

/// The weights with which a smoothing model learns.
struct SmoothingWeights: Sendable, Hashable {
    /// Of the level.
    var alpha: Double
    /// Of the slope, at most `alpha`; 0 without trend.
    var beta = 0.0
    /// Of the season, at most 1 - `alpha`; 0 without season.
    var gamma = 0.0
    /// What is left of the slope after a step; 0 without trend.
    var phi = 0.0
}
