/// The Mann-Kendall test: whether later values tend to be higher or lower than earlier ones.
///
/// H. B. Mann, "Nonparametric Tests Against Trend", Econometrica 13 (1945); M. G. Kendall, "Rank Correlation
/// Methods" (1975), with the correction for ties and for continuity. It takes the samples as independent.
/// O(n²).
package struct MannKendall: Sendable, Hashable {
    /// Pairs that rise less pairs that fall.
    package let s: Double
    /// The variance of `s` when there is no trend.
    package let variance: Double

    /// Tests samples that are ascending by step.
    package init(_ samples: [Sample]) {
        var s = 0
        for (index, first) in samples.enumerated() {
            for second in samples[(index + 1)...] {
                s += second.value > first.value ? 1 : second.value < first.value ? -1 : 0
            }
        }
        self.s = Double(s)
        let ties = Ties(of: samples.map(\.value)).varianceTerm
        variance = (Kendall.term(samples.count) - ties) / 18
    }

    /// `s` in standard deviations, moved one step towards zero for continuity.
    package var z: Double {
        guard variance > 0, s != 0 else { return 0 }
        return (s > 0 ? s - 1 : s + 1) / variance.squareRoot()
    }
}
