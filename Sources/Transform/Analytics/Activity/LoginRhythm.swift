import Guilds
import Statistics

extension Analysis {
    /// How long people have been away, and how evenly they log in.
    static let rhythm = Analysis(name: "login-rhythm", version: 1) { study in
        [gaps(study), burstiness(study)]
    }

    /// Days from the last login to the last look at a profile: later nothing is known.
    private static func gaps(_ study: Study) -> Finding {
        let people = Dictionary(grouping: study.members, by: \.personKey)
        let away = people.values.compactMap { characters -> Double? in
            let login = characters.compactMap { member in member.lastLogin.newest }.max()
            let look = characters.compactMap { member in member.lastLogin.seen.last?.until }.max()
            guard let login, let look else { return nil }
            return max(0, (look - login).days)
        }
        let bounds: [(key: String, label: String, days: Range<Double>)] = [
            ("days-0", "Under a day", 0..<1), ("days-1", "1 to 3 days", 1..<3),
            ("days-3", "3 to 7 days", 3..<7), ("days-7", "1 to 2 weeks", 7..<14),
            ("days-14", "2 to 4 weeks", 14..<28), ("days-28", "4 weeks or more", 28..<Double.infinity),
        ]
        var shares = bounds.map { bound in
            Insight.Share(key: bound.key, label: bound.label, count: away.count { bound.days.contains($0) })
        }
        let unknown = people.count - away.count
        if unknown > 0 { shares.append(Insight.Share(key: "unknown", label: "Unknown", count: unknown)) }
        let week = away.count { days in days < 7 }
        return Finding(
            metric: "activity.gaps", n: away.count, basis: "people whose profile was seen",
            coverage: Finding.share(away.count, of: people.count),
            missing: Finding.reason(unknown) { count in
                "\(Wording.count(count, "person", "people")) private or not seen yet"
            },
            figure: .distribution(shares),
            sentence: away.isEmpty
                ? "No logins are known yet."
                : "\(Wording.number(Double(week))) of \(Wording.count(away.count, "person", "people")) had logged in "
                    + "within the week before the last look.")
    }

    private static func burstiness(_ study: Study) -> Finding {
        let values = study.members.compactMap { member in
            Burstiness(logins: member.lastLogin.changes.compactMap(\.value))?.value
        }
        let wanted = Burstiness.fewestMembers
        var finding = Finding(
            metric: "activity.burstiness", n: values.count,
            basis: "members with \(Burstiness.fewestGaps) gaps or more between seen logins",
            coverage: Finding.share(values.count, of: study.members.count),
            missing: Finding.reason(study.members.count - values.count) { count in
                "\(Wording.count(count, "member")) with too few seen logins, or private"
            },
            figure: .notEnough(
                needs:
                    "needs \(Wording.count(max(1, wanted - values.count), "more member")) with a known rhythm"
            ),
            sentence: "Too few logins are known to say how evenly people play.")
        guard values.count >= wanted, let middle = values.median, let low = values.quantile(0.1),
            let high = values.quantile(0.9)
        else { return finding }
        finding.figure = .number(
            middle, unit: "burstiness", interval: Insight.Interval(low: low, high: high, level: 0.8))
        let words =
            middle < -0.2
            ? "at even distances"
            : middle > 0.2 ? "in bursts with long pauses" : "neither evenly nor in bursts"
        finding.sentence =
            "Most members log in \(words): burstiness \(Wording.number(middle, digits: 2)), where −1 is a clock, "
            + "0 chance and 1 all at once. Logins between two looks are not seen, which makes it look more even."
        return finding
    }
}

/// How unevenly moments follow each other: -1 at even distances, 0 by chance, towards 1 in bursts.
///
/// K.-I. Goh, A.-L. Barabási, "Burstiness and memory in complex systems", EPL 81 (2008), corrected for few gaps by
/// E.-K. Kim, H.-H. Jo, "Measuring burstiness for finite event sequences", Physical Review E 94 (2016).
struct Burstiness {
    static let fewestGaps = 10
    static let fewestMembers = 5

    let value: Double

    /// Nil with too few gaps.
    init?(logins: [Timestamp]) {
        let moments = Set(logins).sorted()
        let gaps = zip(moments, moments.dropFirst()).map { before, after in (after - before).days }
        guard gaps.count >= Self.fewestGaps, let mean = gaps.mean, mean > 0 else { return nil }
        let n = Double(gaps.count)
        let squares = gaps.reduce(0) { sum, gap in sum + (gap - mean) * (gap - mean) }
        let ratio = (squares / n).squareRoot() / mean
        let (upper, lower) = ((n + 1).squareRoot(), (n - 1).squareRoot())
        value = (upper * ratio - lower) / ((upper - 2) * ratio + lower)
    }
}
