/// What a history suggests for the initial states of smoothing models, shared by all models fitted to it.
///
/// Season effects come from classical decomposition, level and slope from a line through the first known values
/// without the season (Hyndman et al. 2008, section 2.6.1).
struct SmoothingStart: Sendable {
    private struct Line: Sendable {
        var level: Double
        var slope: Double
    }

    /// The typical size of a change from one known step to the next; at least a little.
    let unit: Double
    private let plain: Line
    private let additive: (indices: SeasonalIndices, line: Line)?
    private let multiplicative: (indices: SeasonalIndices, line: Line)?

    init(_ history: History) {
        plain = Self.line(history)
        additive = SeasonalIndices(history, isMultiplicative: false)
            .map { indices in (indices, Self.line(indices.adjust(history))) }
        multiplicative = SeasonalIndices(history, isMultiplicative: true)
            .map { indices in (indices, Self.line(indices.adjust(history))) }
        let calm = additive?.indices.adjust(history) ?? history
        let known = calm.values.filter { value in !value.isNaN }
        let changes = zip(known, known.dropFirst()).map { before, after in after - before }
        let mean = changes.reduce(0) { sum, change in sum + change * change } / Double(max(1, changes.count))
        let size = known.reduce(0) { sum, value in sum + abs(value) } / Double(max(1, known.count))
        unit = max(mean.squareRoot(), 1e-6 * size, 1e-9)
    }

    /// Whether season effects of the kind are known.
    func knows(_ season: SmoothingModel.Season) -> Bool {
        switch season {
        case .none: true
        case .additive: additive != nil
        case .multiplicative: multiplicative != nil
        }
    }

    func level(_ season: SmoothingModel.Season) -> Double { line(season).level }

    func slope(_ season: SmoothingModel.Season) -> Double { line(season).slope }

    func effects(_ season: SmoothingModel.Season) -> [Double] {
        switch season {
        case .none: []
        case .additive: additive?.indices.effects ?? []
        case .multiplicative: multiplicative?.indices.effects ?? []
        }
    }

    private func line(_ season: SmoothingModel.Season) -> Line {
        switch season {
        case .none: plain
        case .additive: additive?.line ?? plain
        case .multiplicative: multiplicative?.line ?? plain
        }
    }

    /// By least squares over the first season or the first ten known values, whichever is longer.
    private static func line(_ history: History) -> Line {
        var count = 0.0
        var (sumT, sumY, sumTT, sumTY) = (0.0, 0.0, 0.0, 0.0)
        for (t, y) in history.values.enumerated() where !y.isNaN {
            let t = Double(t + 1)
            count += 1
            sumT += t
            sumY += y
            sumTT += t * t
            sumTY += t * y
            if count >= Double(max(10, history.season)) { break }
        }
        guard count > 1 else { return Line(level: sumY, slope: 0) }
        let slope = (count * sumTY - sumT * sumY) / (count * sumTT - sumT * sumT)
        let level = (sumY - slope * sumT) / count
        // A line that starts below zero is no start for a positive quantity.
        return history.isPositive && level <= 0
            ? Line(level: sumY / count, slope: 0) : Line(level: level, slope: slope)
    }
}
