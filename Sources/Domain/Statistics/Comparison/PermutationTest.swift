/// How often chance alone would part two groups so far, whatever their distribution.
///
/// R. A. Fisher, "The Design of Experiments" (1935); drawn at random, with one added to both counts so that p is
/// never 0 (B. Phipson and G. K. Smyth, 2010).
package struct PermutationTest: Sendable, Hashable {
    /// What is compared, such as the difference of the means.
    package let statistic: Double
    /// The probability of so large an absolute value where the groups do not differ.
    package let p: Double

    /// Compares by the difference of the means; nil for an empty group. The seed decides what is drawn.
    package init?(_ first: [Double], _ second: [Double], draws: Int = 9999, seed: UInt64) {
        guard !first.isEmpty, !second.isEmpty else { return nil }
        var pool = first + second
        let total = pool.reduce(0, +)
        let (n, m) = (Double(first.count), Double(second.count))
        func difference(_ sum: Double) -> Double { sum / n - (total - sum) / m }
        let seen = difference(first.reduce(0, +))
        var random = SplitMix64(seed: seed)
        var asFar = 0
        for _ in 0..<draws {
            var sum = 0.0
            for index in first.indices {
                pool.swapAt(index, Int.random(in: index..<pool.count, using: &random))
                sum += pool[index]
            }
            if abs(difference(sum)) >= abs(seen) - 1e-12 * abs(seen) { asFar += 1 }
        }
        statistic = seen
        p = Double(asFar + 1) / Double(draws + 1)
    }
}
