import Guilds
import Statistics

/// How the item levels of active members at the highest level are spread.
enum GearSpread {
    private static let mostClasses = 8
    /// Widths of a class that people count in.
    private static let widths = [5, 10, 20, 50, 100, 200, 500]

    static func finding(_ study: Study) -> Finding {
        let since = study.series.asOf - .days(28)
        let cap = study.levelCap(of: study.members, at: study.series.asOf)
        let active = study.members.filter { member in
            member.level.newest == cap && member.lastLogin.newest.map { login in login >= since } ?? false
        }
        let levels = active.compactMap { member in member.itemLevel.newest.map(Int.init) }.sorted()
        var finding = Finding(
            metric: "gear.distribution", from: since, n: levels.count,
            basis: "active members at the highest level",
            coverage: Finding.share(levels.count, of: active.count),
            missing: Finding.reason(active.count - levels.count) { count in
                "the item level of \(Wording.count(count, "active member")) is not known"
            },
            figure: .notEnough(needs: "needs active members at the highest level whose profile was seen"),
            sentence: "Too few active members at the highest level were seen to spread their item levels.")
        guard let low = levels.first, let high = levels.last, let median = levels.map(Double.init).median
        else { return finding }
        finding.figure = .distribution(shares(levels, from: low, to: high))
        finding.sentence =
            "\(Wording.count(levels.count, "active member")) at the highest level "
            + "\(levels.count == 1 ? "wears" : "wear") item level \(Wording.number(Double(low))) to "
            + "\(Wording.number(Double(high))), the middle one \(Wording.number(median))."
        return finding
    }

    /// Classes of one width, at most eight of them, also the empty ones between.
    private static func shares(_ levels: [Int], from low: Int, to high: Int) -> [Insight.Share] {
        let width = widths.first { width in high / width - low / width < mostClasses } ?? 1000
        return (low / width...high / width).map { number in
            let begin = number * width
            return Insight.Share(
                key: String(begin), label: "\(begin) to \(begin + width - 1)",
                count: levels.count { level in level / width == number })
        }
    }
}
