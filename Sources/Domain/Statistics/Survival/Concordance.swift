extension CoxRegression {
    /// The share of comparable pairs in which the one with the higher hazard ended first; ties of hazard count half.
    ///
    /// F. E. Harrell et al., "Evaluating the Yield of Medical Tests", JAMA 247 (1982). Nil without a comparable pair.
    /// O(n²).
    package func concordance(_ lifetimes: [Lifetime], features rows: [[Double]]) -> Double? {
        let scores = rows.map { row in
            zip(coefficients, row).reduce(0) { sum, pair in sum + pair.0 * pair.1 }
        }
        var (right, comparable) = (0.0, 0.0)
        for (index, first) in lifetimes.enumerated() where first.isEnded {
            for (other, second) in lifetimes.enumerated() {
                let outlived = second.end > first.end || second.end == first.end && !second.isEnded
                guard outlived else { continue }
                comparable += 1
                right += scores[index] > scores[other] ? 1 : scores[index] == scores[other] ? 0.5 : 0
            }
        }
        return comparable > 0 ? right / comparable : nil
    }
}
