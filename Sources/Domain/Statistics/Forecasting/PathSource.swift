/// A model fitted to a history, which can forecast from any step of it as if the rest were not there yet.
protocol PathSource {
    /// Writes the forecasts of the steps after `origin` steps into `path`.
    func forecast(from origin: Int, into path: inout [Double])
}

extension SmoothingFit: PathSource {}
extension DynamicTheta: PathSource {}

/// The last known value, or that of the same phase of the last season.
struct NaivePath: PathSource {
    let values: [Double]
    let period: Int

    init?(_ history: History, period: Int) {
        guard history.values.count >= period, history.known > 0 else { return nil }
        // Unknown steps carry what was known a season before.
        var carried = history.values
        for t in carried.indices where carried[t].isNaN && t >= period { carried[t] = carried[t - period] }
        for t in carried.indices.reversed() where carried[t].isNaN && t + period < carried.count {
            carried[t] = carried[t + period]
        }
        guard !carried.suffix(period).contains(where: \.isNaN) else { return nil }
        values = carried
        self.period = period
    }

    func forecast(from origin: Int, into path: inout [Double]) {
        for k in path.indices {
            let step = origin + k
            let seasons = (step - origin) / period + 1
            path[k] = values[max(0, step - seasons * period)]
        }
    }
}

/// A forecast made without the season, and the season put back on.
struct SeasonalPath<Source: PathSource>: PathSource {
    let source: Source
    let indices: SeasonalIndices?

    func forecast(from origin: Int, into path: inout [Double]) {
        source.forecast(from: origin, into: &path)
        guard let indices else { return }
        for k in path.indices { path[k] = indices.restore(path[k], at: origin + k) }
    }
}

/// The mean of several forecasts.
struct MeanPath: PathSource {
    let sources: [any PathSource]

    func forecast(from origin: Int, into path: inout [Double]) {
        var sum = [Double](repeating: 0, count: path.count)
        for source in sources {
            source.forecast(from: origin, into: &path)
            for k in path.indices { sum[k] += path[k] }
        }
        for k in path.indices { path[k] = sum[k] / Double(sources.count) }
    }
}
