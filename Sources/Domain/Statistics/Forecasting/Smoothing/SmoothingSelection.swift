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

    /// The best model; nil when the history is too short for any.
    static func best(
        of models: [SmoothingModel], _ history: History, start: SmoothingStart, effort: SmoothingFit.Effort
    ) -> SmoothingFit? {
        var best: SmoothingFit?
        for model in models {
            guard let fit = SmoothingFit(model, history, start: start, effort: effort) else { continue }
            if fit.aicc < best?.aicc ?? .infinity { best = fit }
        }
        return best
    }
}
