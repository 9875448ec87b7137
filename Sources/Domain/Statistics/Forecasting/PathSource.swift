/// A model fitted to a history, which can forecast from any step of it as if the rest were not there yet.
protocol PathSource: Sendable {
    /// Writes the forecasts of the steps after `origin` steps into `path`.
    func forecast(from origin: Int, into path: inout [Double])
}

extension SmoothingFit: PathSource {}
extension DynamicTheta: PathSource {}

/// The last known value, or that of the same phase of the last season.
///
/// Unknown steps carry what was known a season before.
struct NaivePath: PathSource {
    private let carried: [Double]
    private let period: Int

    /// Nil when a phase of the season is never known.
    init?(_ history: History, period: Int) {
        guard history.values.count >= period else { return nil }
        var carried = history.values
        for t in carried.indices.dropFirst(period) where carried[t].isNaN { carried[t] = carried[t - period] }
        guard !carried.suffix(period).contains(where: \.isNaN) else { return nil }
        self.carried = carried
        self.period = period
    }

    func forecast(from origin: Int, into path: inout [Double]) {
        for k in path.indices {
            let step = origin - period + k % period
            path[k] = step < 0 ? .nan : carried[step]
        }
    }
}

/// A forecast made without the season, and the season put back on.
struct SeasonalPath: PathSource {
    let source: any PathSource
    let indices: SeasonalIndices?

    func forecast(from origin: Int, into path: inout [Double]) {
        source.forecast(from: origin, into: &path)
        guard let indices else { return }
        for k in path.indices { path[k] = indices.restore(path[k], at: origin + k) }
    }
}

/// The weighted mean of several forecasts.
struct CombinedPath: PathSource {
    private let parts: [(source: any PathSource, weight: Double)]

    /// Weights need not add up to 1.
    init(_ parts: [(source: any PathSource, weight: Double)]) {
        let total = parts.reduce(0) { sum, part in sum + part.weight }
        self.parts = parts.map { part in (part.source, part.weight / total) }
    }

    func forecast(from origin: Int, into path: inout [Double]) {
        var sum = [Double](repeating: 0, count: path.count)
        for part in parts {
            part.source.forecast(from: origin, into: &path)
            for k in path.indices { sum[k] += part.weight * path[k] }
        }
        path = sum
    }
}

/// The same value for every step ahead, known for every origin.
struct FlatPath: PathSource {
    /// After t steps.
    let levels: [Double]

    func forecast(from origin: Int, into path: inout [Double]) {
        for k in path.indices { path[k] = levels[origin] }
    }
}
