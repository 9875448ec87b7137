import Guilds
import Statistics

/// One figure of two groups, and by how much it differs.
struct Contrast {
    let name: String
    let other: String
    let measure: String
    let unit: String
    let digits: Int
    /// By ranks; its interval is at the level that allows for how much was compared.
    let ranks: RankComparison
    /// Whether the difference stays when what chance finds among so many comparisons is allowed for.
    let isClear: Bool
    /// The level of the interval.
    let level: Double

    /// One figure of two groups before it is judged.
    struct Question {
        let name: String
        let other: String
        let measure: String
        let unit: String
        let digits: Int
        let values: [Double]
        let others: [Double]
    }

    /// Judges all questions together: of the differences called clear at most 5 % are false on average.
    ///
    /// Groups of fewer than 5 known members are left out. The level of all intervals is 1 - 0.05 times the share of
    /// comparisons called clear, so that those of the clear ones err as rarely: Y. Benjamini and D. Yekutieli, "False
    /// Discovery Rate-Adjusted Multiple Confidence Intervals", JASA 100 (2005).
    static func judged(_ questions: [Question]) -> [Contrast] {
        let asked = questions.compactMap { question in
            RankComparison.chance(question.values, question.others).map { chance in (question, chance) }
        }
        let chances = asked.map(\.1).adjustedForDiscovery
        let clear = chances.count { chance in chance < 0.05 }
        let level = 1 - 0.05 * Double(max(1, clear)) / Double(max(1, asked.count))
        return zip(asked, chances).compactMap { pair, chance in
            let question = pair.0
            return RankComparison(question.values, question.others, level: level).map { ranks in
                Contrast(
                    name: question.name, other: question.other, measure: question.measure,
                    unit: question.unit, digits: question.digits, ranks: ranks, isClear: chance < 0.05,
                    level: level)
            }
        }
    }

    /// The clear ones first, then by the name of what is compared.
    static func inOrder(_ contrasts: [Contrast]) -> [Contrast] {
        contrasts.filter(\.isClear).sorted { left, right in abs(left.ranks.delta) > abs(right.ranks.delta) }
            + contrasts.filter { contrast in !contrast.isClear }
    }

    static let columns = [
        "Group", "Compared with", "Figure", "Known", "Difference", "From", "To", "Clear",
    ]

    var row: [Insight.Cell] {
        let counts = ranks.counts.map { count in Wording.number(Double(count)) }.joined(separator: " and ")
        return [
            .text(name), .text(other), .text(measure), .text(counts), .number(rounded(ranks.shift)),
            .number(known: ranks.interval.map { interval in rounded(interval.lowerBound) }),
            .number(known: ranks.interval.map { interval in rounded(interval.upperBound) }),
            .text(isClear ? "yes" : "no"),
        ]
    }

    /// `Healers against damage dealers, item level: higher by about 6 item levels (between 2 and 10)`.
    var words: String {
        let size = Wording.number(abs(ranks.shift), digits: digits)
        let range = ranks.interval.map { interval in
            let ends = [interval.lowerBound, interval.upperBound].map { end in
                Wording.change(end, digits: digits)
            }
            return " (between \(ends[0]) and \(ends[1]))"
        }
        let side = ranks.delta > 0 ? "higher" : "lower"
        // Where most are level the middle of all differences is zero although one group has more.
        guard rounded(ranks.shift) != 0 else {
            return "\(name) against \(other), \(measure.lowercased()): more often \(side) than the other way"
        }
        return
            "\(name) against \(other), \(measure.lowercased()): \(side) by about \(size) \(unit)\(range ?? "")"
    }

    private func rounded(_ value: Double) -> Double {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return (value * scale).rounded(.toNearestOrAwayFromZero) / scale
    }
}
