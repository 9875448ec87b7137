#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The choice among smoothing models by Akaike's criterion corrected for short histories.
enum SmoothingSelection {
    /// The models that make sense for a history: multiplicative parts only where it is positive, a season only where
    /// two of them are known, and no additive errors around a multiplicative season, whose variance is unbounded
    /// (Hyndman et al. 2008, section 2.5.2).
    static func candidates(_ history: History, start: SmoothingStart) -> [SmoothingModel] {
        let isPositive = history.isPositive
        var models: [SmoothingModel] = []
        for season in [SmoothingModel.Season.none, .additive, .multiplicative] where start.knows(season) {
            for error in [SmoothingModel.ErrorKind.additive, .multiplicative] {
                if error == .multiplicative && !isPositive { continue }
                if error == .additive && season == .multiplicative { continue }
                for trend in [SmoothingModel.Trend.none, .additive, .damped] {
                    models.append(SmoothingModel(error: error, trend: trend, season: season))
                }
            }
        }
        return models
    }

    /// The candidates that the history is long enough for, fitted.
    static func fits(_ history: History, effort: SmoothingFit.Effort) -> [SmoothingFit] {
        let start = SmoothingStart(history)
        return candidates(history, start: start).compactMap { model in
            SmoothingFit(model, history, start: start, effort: effort)
        }
    }

    /// The same without trends for kinds of error and season that are much less likely than others without a trend.
    ///
    /// It leaves out about half of the work and nothing that would weigh more than a few hundredths.
    static func promisingFits(_ history: History, start: SmoothingStart) -> [SmoothingFit] {
        let all = candidates(history, start: start)
        let level = all.filter { model in model.trend == .none }
            .compactMap { model in SmoothingFit(model, history, start: start, effort: .quick) }
        let best = level.map(\.aicc).min() ?? .infinity
        let promising = level.filter { fit in fit.aicc < best + 10 }.map(\.model)
        let trends = all.filter { model in
            model.trend != .none
                && promising.contains { kind in kind.error == model.error && kind.season == model.season }
        }
        return level
            + trends.compactMap { model in
                SmoothingFit(model, history, start: start, effort: .quick)
            }
    }

    /// The candidates' paths averaged with weights exp(-d/4), d being what a model's criterion is above the best;
    /// nil when the history is too short for any.
    ///
    /// S. Kolassa, "Combining Exponential Smoothing Forecasts Using Akaike Weights", International Journal of
    /// Forecasting 27 (2011), whose weights are exp(-d/2); flatter ones forecast a little better. What weighs less
    /// than a fiftieth of the best is left out.
    static func average(_ fits: [SmoothingFit]) -> CombinedPath? {
        guard let best = fits.map(\.aicc).min() else { return nil }
        let weighed = fits.map { fit in (source: fit as any PathSource, weight: exp((best - fit.aicc) / 4)) }
        return CombinedPath(weighed.filter { part in part.weight > 0.02 })
    }
}
