/// A line fitted around each place, near values counting most.
///
/// W. S. Cleveland, "Robust Locally Weighted Regression and Smoothing Scatterplots", Journal of the American
/// Statistical Association 74 (1979): tricube weights over the `window` nearest steps, times the given weights.
struct Loess {
    let values: [Double]
    let weights: [Double]
    let window: Int

    /// The line's value at a step, which may lie outside; nil where no value near it counts.
    func value(at step: Int) -> Double? {
        let count = values.count
        let half = window / 2
        var left = 0
        var right = count - 1
        if count > window {
            left = min(max(0, step - half), count - window)
            right = left + window - 1
        }
        var reach = Double(max(step - left, right - step))
        // A window wider than the series still lets far values count.
        if window > count { reach += Double((window - count) / 2) }
        var sum = 0.0
        var mean = 0.0
        var shares = [Double](repeating: 0, count: right - left + 1)
        for t in left...right where weights[t] > 0 {
            let distance = abs(Double(t - step))
            guard distance <= 0.999 * reach else { continue }
            var share = weights[t]
            if distance > 0.001 * reach {
                let part = distance / reach
                let cubed = 1 - part * part * part
                share *= cubed * cubed * cubed
            }
            shares[t - left] = share
            sum += share
            mean += share * Double(t)
        }
        guard sum > 0 else { return nil }
        mean /= sum
        var spread = 0.0
        for t in left...right { spread += shares[t - left] * (Double(t) - mean) * (Double(t) - mean) }
        spread /= sum
        // With all weight in one place there is no line, only a mean.
        let hasLine = spread.squareRoot() > 0.001 * Double(count - 1)
        let tilt = hasLine ? (Double(step) - mean) / spread : 0
        var result = 0.0
        for t in left...right where shares[t - left] > 0 {
            result += shares[t - left] / sum * (1 + tilt * (Double(t) - mean)) * values[t]
        }
        return result
    }

    /// The value of the nearest step that counts.
    func nearest(to step: Int) -> Double {
        let candidates = values.indices.filter { t in weights[t] > 0 }
        let known = candidates.isEmpty ? values.indices.filter { t in !values[t].isNaN } : candidates
        let nearest = known.min { left, right in abs(left - step) < abs(right - step) }
        return nearest.map { t in values[t] } ?? 0
    }
}
