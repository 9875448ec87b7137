import Foundation

extension Collection where Element == Double {
    /// How unequally a total is shared: 0 when all have the same, towards 1 when one has everything.
    ///
    /// C. Gini (1912), multiplied by n/(n - 1), without which small groups look more equal than they are (G. Deltas,
    /// Review of Economics and Statistics 85, 2003). Not comparable between groups of fewer than 10. Nil with fewer
    /// than two values, a negative one, or a total of 0.
    package var gini: Double? {
        guard count > 1, allSatisfy({ value in value >= 0 }) else { return nil }
        let total = reduce(0, +)
        guard total > 0 else { return nil }
        let size = Double(count)
        let ranked = sorted().enumerated().reduce(0) { sum, one in
            sum + (2 * Double(one.offset + 1) - size - 1) * one.element
        }
        return ranked / (size * total) * size / (size - 1)
    }
}

/// How many kinds a group has, and how evenly.
package struct Diversity: Sendable, Hashable {
    /// C. E. Shannon's entropy in nats, Bell System Technical Journal 27 (1948).
    package let shannon: Double
    /// The probability that two members drawn without putting back are of different kinds: the unbiased estimate of
    /// E. H. Simpson, "Measurement of Diversity", Nature 163 (1949); nil for one member.
    package let simpson: Double?

    /// From how many there are of each kind; nil for none at all.
    package init?(counts: some Sequence<Int>) {
        let present = counts.filter { count in count > 0 }.map(Double.init)
        let total = present.reduce(0, +)
        guard total > 0 else { return nil }
        shannon = -present.reduce(0) { sum, count in sum + count / total * log(count / total) }
        let squares = present.reduce(0) { sum, count in sum + count * (count - 1) }
        simpson = total > 1 ? 1 - squares / (total * (total - 1)) : nil
    }

    /// So many equally common kinds would be as diverse: M. O. Hill, Ecology 54 (1973).
    package var effectiveKinds: Double { exp(shannon) }
}
