import Guilds
import Statistics

/// Two members of one guild side by side.
struct MemberPair {
    private let first: MemberSeries
    private let second: MemberSeries
    private let study: Study

    /// Weeks that are compared at most: half a year, so that what was long ago does not decide.
    private static let mostWeeks = 26

    init(_ first: MemberSeries, _ second: MemberSeries, _ study: Study) {
        self.first = first
        self.second = second
        self.study = study
    }

    var finding: Finding {
        let facts = [fact(.itemLevel), fact(.rating)]
        let rhythms = [activity, runs]
        let known = facts.count { $0.difference != nil } + rhythms.count { $0.contrast != nil }
        return Finding(
            metric: "comparison.members", n: weeks.count, basis: "weeks",
            coverage: Finding.share(known, of: facts.count + rhythms.count),
            missing: Finding.reason(facts.count + rhythms.count - known) { count in
                "\(Wording.count(count, "figure")) not known of both, or of fewer than \(Trend.fewestSamples) weeks"
            },
            figure: known == 0
                ? .notEnough(needs: "needs a figure that is known of both")
                : .table(
                    columns: ["Figure", "First", "Second", "Difference", "From", "To", "Clear"],
                    rows: facts.map(\.row) + rhythms.map(\.row)),
            sentence: sentence(facts, rhythms))
    }

    private var weeks: [Week] { study.completeWeeks.suffix(Self.mostWeeks) }

    private func fact(_ measure: MemberMeasure) -> Fact {
        Fact(measure: measure, first: measure.value(first, study), second: measure.value(second, study))
    }

    /// Of each week in which it is known of both whether they played.
    private var activity: Rhythm {
        func share(_ member: MemberSeries, _ week: Week) -> Double? {
            switch member.activity(in: week) {
            case .active: 100
            case .inactive: 0
            case .unknown: nil
            }
        }
        return Rhythm(name: "Weeks active", unit: "%", digits: 0, weeks: weeks) { week in
            (share(first, week), share(second, week))
        }
    }

    private var runs: Rhythm {
        let counts = WeeklyRuns(study)
        return Rhythm(name: "Keystone runs a week", unit: "runs a week", digits: 1, weeks: weeks) { week in
            (
                counts.count(of: first, in: week).map(Double.init),
                counts.count(of: second, in: week).map(Double.init)
            )
        }
    }

    private func sentence(_ facts: [Fact], _ rhythms: [Rhythm]) -> String {
        let told = facts.compactMap(\.words) + rhythms.compactMap(\.words)
        guard !told.isEmpty else { return "Too little is known of both members to compare them." }
        return told.map { words in words + "." }.joined(separator: " ")
    }

    /// What is known of both now.
    private struct Fact {
        let measure: MemberMeasure
        let first: Double?
        let second: Double?

        var difference: Double? {
            first.flatMap { first in second.map { second in first - second } }
        }

        var row: [Insight.Cell] {
            [
                .text(measure.name), .number(known: first), .number(known: second),
                .number(known: difference), .unknown, .unknown,
                .text(difference == nil ? "not known" : "a fact"),
            ]
        }

        var words: String? {
            difference.map { difference in
                let size = Wording.number(abs(difference), digits: measure.digits)
                return difference == 0
                    ? "\(measure.name): the same"
                    : "\(measure.name): the first is \(size) \(difference > 0 ? "above" : "below") the second"
            }
        }
    }

    /// What differs from week to week, in the weeks known of both.
    private struct Rhythm {
        let name: String
        let unit: String
        let digits: Int
        let first: Double?
        let second: Double?
        /// The weekly differences, tested as a drift: neighbouring weeks resemble each other.
        let contrast: Drift?

        init(
            name: String, unit: String, digits: Int, weeks: [Week], _ values: (Week) -> (Double?, Double?)
        ) {
            self.name = name
            self.unit = unit
            self.digits = digits
            let pairs = weeks.compactMap { week -> (step: Int, first: Double, second: Double)? in
                guard case (let one?, let other?) = values(week) else { return nil }
                return (week.step, one, other)
            }
            first = pairs.map(\.first).mean
            second = pairs.map(\.second).mean
            contrast = Drift(
                changes: pairs.map { pair in
                    Sample(step: Double(pair.step), value: pair.first - pair.second)
                })
        }

        var row: [Insight.Cell] {
            [
                .text(name), .number(known: first), .number(known: second),
                .number(known: contrast?.change), .number(known: contrast?.interval?.low),
                .number(known: contrast?.interval?.high),
                .text(
                    contrast.map { contrast in contrast.verdict == .none ? "no" : "yes" } ?? "too few weeks"),
            ]
        }

        var words: String? {
            guard let contrast, let first, let second else { return nil }
            guard contrast.verdict != .none else { return "\(name): no clear difference" }
            let ends = [first, second].map { mean in Wording.number(mean, digits: digits) }
            let side = contrast.verdict == .rising ? "more" : "less"
            return "\(name): clearly \(side) for the first, \(ends[0]) against \(ends[1]) \(unit)"
        }
    }
}
