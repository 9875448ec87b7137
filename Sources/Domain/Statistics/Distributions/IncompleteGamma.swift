import Foundation

/// The regularised incomplete gamma function, from which the gamma and chi-square distributions come.
///
/// The series and the continued fraction of M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions"
/// (1964), 6.5.29 and 6.5.31; the fraction is summed by Lentz's method. Precise to about 1e-13.
enum IncompleteGamma {
    private static let steps = 10_000

    /// P(a, x): the share of a gamma distribution of shape `a` and rate 1 up to `x`.
    static func lower(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 0 }
        let front = exp(a * log(x) - x - logGamma(a))
        return x < a + 1 ? front * series(a, x) : 1 - front * fraction(a, x)
    }

    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1 / a
        var sum = term
        for step in 1...steps {
            term *= x / (a + Double(step))
            sum += term
            if term < sum * 1e-16 { break }
        }
        return sum
    }

    private static func fraction(_ a: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var value = d
        for step in 1...steps {
            let factor = -Double(step) * (Double(step) - a)
            b += 2
            d = 1 / nonzero(factor * d + b, tiny)
            c = nonzero(b + factor / c, tiny)
            value *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return value
    }

    private static func nonzero(_ value: Double, _ tiny: Double) -> Double {
        abs(value) < tiny ? tiny : value
    }
}

/// The logarithm of the gamma function of a positive number.
func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
}

/// The argument at which an ascending function reaches a value, between two bounds, by halving.
func ascent(to value: Double, within bounds: ClosedRange<Double>, _ function: (Double) -> Double) -> Double {
    var (low, high) = (bounds.lowerBound, bounds.upperBound)
    for _ in 0..<200 {
        let middle = (low + high) / 2
        guard middle > low, middle < high else { return middle }
        if function(middle) < value { low = middle } else { high = middle }
    }
    return (low + high) / 2
}
