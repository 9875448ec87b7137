extension Sequence where Element == Double {
    /// The sum divided by the count; nil for no sample.
    package var mean: Double? {
        var (sum, count) = (0.0, 0)
        for value in self { (sum, count) = (sum + value, count + 1) }
        return count > 0 ? sum / Double(count) : nil
    }
}

extension Collection where Element == Double {
    /// The mean square distance from the mean, divided by n - 1; nil with fewer than two values.
    package var variance: Double? {
        guard count > 1, let mean else { return nil }
        let squares = reduce(0) { sum, value in sum + (value - mean) * (value - mean) }
        return squares / Double(count - 1)
    }

    /// The standard deviation that a normal sample with this median distance from the median would have: half of
    /// the values may be wild without moving it far. Nil for no sample.
    ///
    /// F. R. Hampel, "The Influence Curve and Its Role in Robust Estimation", Journal of the American
    /// Statistical Association 69 (1974).
    package var medianDeviation: Double? {
        guard let median else { return nil }
        return map { value in abs(value - median) }.median.map { distance in
            distance / 0.674_489_750_196_081_7
        }
    }
}
