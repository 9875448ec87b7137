#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How much wider bands must be than misses inside a history suggest, since its models were fitted to those misses.
///
/// The logarithm of the factor is linear in 1/n. The coefficients make the interval score (T. Gneiting and
/// A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", Journal of the American Statistical
/// Association 102 (2007)) of the default forecaster least on the series of the M1 and tourism competitions and on the
/// M3 series forecast from an earlier origin, a horizon before their end, at 80 % and at 95 %; levels between lie
/// between, others take the nearer one.
struct Calibration {
    private let known: Double

    init(_ history: History) { known = Double(max(history.known, 4)) }

    func factor(level: Double) -> Double {
        let share = min(1, max(0, (level - 0.8) / 0.15))
        let at80 = 0.120 + 4.07 / known
        let at95 = 0.192 + 6.35 / known
        return exp((1 - share) * at80 + share * at95)
    }

    func band(
        level: Double, around mean: [Double], _ spread: RollingSpread, isNonNegative: Bool
    ) -> PredictionBand {
        let reach = spread.reach(level: level, horizon: mean.count) * factor(level: level)
        let widths = mean.indices.map { k in
            reach * spread.spread(ahead: k + 1, around: mean[k])
        }
        let low = zip(mean, widths).map { value, width in
            isNonNegative ? max(0, value - width) : value - width
        }
        return PredictionBand(
            level: level, low: low, high: zip(mean, widths).map { value, width in value + width })
    }
}
