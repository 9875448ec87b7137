/// How much each value resembles the one a step before, from pairs exactly one step apart.
///
/// Estimates from short series are biased towards zero. `corrected` undoes it, by F. H. C. Marriott and
/// J. A. Pope, "Bias in the Estimation of Autocorrelations", Biometrika 41 (1954).
struct Autocorrelation {
    /// Fewer pairs than this tell nothing.
    static let fewestPairs = 6

    let lagOne: Double
    let pairs: Int

    /// Nil with too few pairs; 0 where there is nothing but rounding errors.
    ///
    /// The residuals are what a line leaves of values at ascending steps.
    init?(of residuals: [Double], steps: [Double]) {
        let followers = steps.indices.dropFirst().filter { index in steps[index] - steps[index - 1] == 1 }
        guard followers.count >= Self.fewestPairs else { return nil }
        pairs = followers.count
        let mean = residuals.reduce(0, +) / Double(residuals.count)
        let centred = residuals.map { value in value - mean }
        let variance = centred.reduce(0) { sum, value in sum + value * value } / Double(centred.count)
        guard variance > 1e-18 else {
            lagOne = 0
            return
        }
        let products = followers.reduce(0) { sum, index in sum + centred[index] * centred[index - 1] }
        lagOne = products / Double(pairs) / variance
    }

    /// The estimate without the bias that taking out a line brings, held between 0 and 0.95.
    var corrected: Double {
        let m = Double(pairs)
        return min(0.95, max(0, (m * lagOne + 2) / (m - 4)))
    }
}
