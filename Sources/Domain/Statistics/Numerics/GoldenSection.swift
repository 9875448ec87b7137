/// Minimisation along a line.
enum GoldenSection {
    /// Where `value` is least between the bounds: the best of evenly spaced points, refined by golden sections
    /// between its neighbours.
    ///
    /// J. Kiefer, "Sequential Minimax Search for a Maximum", Proceedings of the American Mathematical Society
    /// 4 (1953).
    static func minimum(
        from low: Double, to high: Double, points: Int = 8, tolerance: Double = 1e-4,
        _ value: (Double) -> Double
    ) -> Double {
        let width = (high - low) / Double(points - 1)
        var best = low
        var least = Double.infinity
        for index in 0..<points {
            let place = low + Double(index) * width
            let here = value(place)
            if here < least {
                least = here
                best = place
            }
        }
        let ratio = 0.618_033_988_749_894_9
        var left = max(low, best - width)
        var right = min(high, best + width)
        var first = right - ratio * (right - left)
        var second = left + ratio * (right - left)
        var atFirst = value(first)
        var atSecond = value(second)
        while right - left > tolerance {
            if atFirst <= atSecond {
                right = second
                second = first
                atSecond = atFirst
                first = right - ratio * (right - left)
                atFirst = value(first)
            } else {
                left = first
                first = second
                atFirst = atSecond
                second = left + ratio * (right - left)
                atSecond = value(second)
            }
        }
        let middle = (left + right) / 2
        // At an edge of the range the refined point may be worse than the edge itself.
        return value(middle) <= least ? middle : best
    }
}
