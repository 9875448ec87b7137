extension Sequence where Element == Double {
    /// The value below which a share of the sample lies, interpolated between neighbours; nil for no sample.
    ///
    /// Type 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
    /// Statistician 50 (1996), the default of R and NumPy. O(n log n).
    package func quantile(_ share: Double) -> Double? {
        // An array first: sorting it is compiled for numbers, sorting any sequence is not.
        Array(self).sorted().quantileOfSorted(share)
    }

    /// The middle of the sample, nil for no sample.
    package var median: Double? { quantile(0.5) }
}

extension Array where Element == Double {
    /// `quantile` of an array that is ascending already. O(1).
    package func quantileOfSorted(_ share: Double) -> Double? {
        guard let last = indices.last else { return nil }
        let position = Swift.min(1, Swift.max(0, share)) * Double(last)
        let lower = Int(position.rounded(.down))
        let upper = Swift.min(lower + 1, last)
        return self[lower] + (position - Double(lower)) * (self[upper] - self[lower])
    }
}
