extension [Double] {
    /// The probabilities of many tests, raised so that of those below a level at most that share is false.
    ///
    /// Y. Benjamini and Y. Hochberg, "Controlling the False Discovery Rate", Journal of the Royal Statistical Society B
    /// 57 (1995). In the order they came. O(n log n).
    package var adjustedForDiscovery: [Double] {
        var adjusted = self
        var lowest = 1.0
        let order = indices.sorted { left, right in self[left] > self[right] }
        for (place, index) in order.enumerated() {
            lowest = Swift.min(lowest, self[index] * Double(count) / Double(count - place))
            adjusted[index] = lowest
        }
        return adjusted
    }
}
