/// One known point of a series over evenly numbered steps; unknown steps are left out, never filled.
package struct Sample: Sendable, Hashable {
    /// The number of the step, such as a week; distances between steps are what counts.
    package var step: Double
    /// In the unit of the series, which is also that of slopes and changes per step.
    package var value: Double

    /// Both are finite; a step of which nothing is known has no sample.
    package init(step: Double, value: Double) {
        self.step = step
        self.value = value
    }
}

/// How often values of a sample are tied, for the corrections of rank tests.
struct Ties {
    /// The sizes of groups of equal values, those of one value left out.
    let groups: [Int]

    init(of values: [Double]) {
        var counts: [Double: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        groups = counts.values.filter { count in count > 1 }
    }

    /// The sum of t (t - 1)(2t + 5), by which ties shrink the variance of Kendall's S.
    var varianceTerm: Double {
        groups.reduce(0) { sum, size in sum + Kendall.term(size) }
    }
}

enum Kendall {
    /// n (n - 1)(2n + 5), eighteen times the variance of S without ties.
    static func term(_ count: Int) -> Double {
        Double(count) * Double(count - 1) * Double(2 * count + 5)
    }
}
