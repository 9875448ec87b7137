import Guilds
import Statistics

extension Analysis {
    /// How long newcomers stay, how long the present members have been here, and who came back.
    static let retention = Analysis(name: "roster-retention", version: 2) { study in
        let stays = study.stays
        let sight = study.lastSight ?? study.series.asOf
        let curve = RetentionCurve(stays, until: sight)
        return [4, 12, 26].map { weeks in chance(weeks, curve, study) }
            + [ages(curve), cohorts(stays, curve, study), tenure(stays, sight), returns(stays, study)]
    }

    private static func chance(_ weeks: Int, _ curve: RetentionCurve, _ study: Study) -> Finding {
        let span = Wording.count(weeks, "week")
        var finding = Finding(
            metric: "roster.retention.\(weeks)weeks", n: curve.count, basis: RetentionCurve.basis,
            coverage: curve.coverage, missing: curve.missing,
            figure: .notEnough(needs: curve.shortage(weeks: weeks, study)),
            sentence: "How many newcomers stay \(span) cannot be told yet: that "
                + "\(curve.shortage(weeks: weeks, study)).")
        guard let chance = curve.chance(days: Double(7 * weeks)) else { return finding }
        finding.figure = .number(100 * chance.share, unit: "%", interval: chance.interval)
        finding.sentence =
            "\(Wording.percent(chance.share)) of newcomers stay longer than \(span) "
            + "(\(chance.interval.percentWords))."
        return finding
    }

    private static func ages(_ curve: RetentionCurve) -> Finding {
        let rows = RetentionCurve.ages.compactMap { weeks -> [Insight.Cell]? in
            guard let chance = curve.chance(days: Double(7 * weeks)) else { return nil }
            return [
                .number(Double(weeks)), .number(tenths(100 * chance.share)),
                .number(tenths(chance.interval.low)), .number(tenths(chance.interval.high)),
                .number(Double(chance.atRisk)),
            ]
        }
        let half = curve.middle.age(gone: 0.5).flatMap { age in
            age <= curve.middle.shownUntil ? age : nil
        }
        let told =
            half.map { days in
                "Half of the newcomers have left within \(Wording.count(Int(days.rounded()), "day"))."
            } ?? "More than half of the newcomers stayed for as long as enough of them can be followed."
        return Finding(
            metric: "roster.retention", n: curve.count, basis: RetentionCurve.basis,
            coverage: curve.coverage, missing: curve.missing,
            figure: rows.isEmpty
                ? .notEnough(needs: "needs \(RetentionCurve.wanted) newcomers who can be followed for a week")
                : .table(columns: ["Weeks", "Stay %", "At least %", "At most %", "Followed"], rows: rows),
            sentence: rows.isEmpty ? "Too few newcomers were seen to tell how long they stay." : told)
    }

    /// Those who came in the same thirteen weeks, counted back from the last look.
    private static func cohorts(_ stays: [Stay], _ whole: RetentionCurve, _ study: Study) -> Finding {
        let sight = study.lastSight ?? study.series.asOf
        let joined = stays.filter { stay in stay.arrival == .joined }
        let groups = Dictionary(grouping: joined) { stay in Int((sight - stay.came.until).days / 91) }
        let rows = groups.sorted { $0.key < $1.key }.map { age, group in
            let curve = RetentionCurve(group, until: sight)
            let shares = [4, 12, 26].map { weeks in
                Insight.Cell.number(
                    known: curve.chance(days: Double(7 * weeks)).map { chance in tenths(100 * chance.share) })
            }
            let start = sight - .days(Int64(91 * (age + 1)))
            let here = group.count(where: \.isHere)
            let first: Insight.Cell = .date(start.seconds)
            return [first, .number(Double(group.count)), .number(Double(here))] + shares
        }
        return Finding(
            metric: "roster.retention.cohorts", n: joined.count, basis: RetentionCurve.basis,
            coverage: whole.coverage, missing: whole.missing,
            figure: .table(
                columns: [
                    "Joined in the 13 weeks from", "Joined", "Still here", "Stay 4 weeks %",
                    "Stay 12 weeks %", "Stay 26 weeks %",
                ], rows: rows),
            sentence: joined.isEmpty
                ? "Nobody was seen to join yet."
                : "\(Wording.count(joined.count, "newcomer")) in "
                    + "\(Wording.count(rows.count, "cohort")); shares resting on fewer than "
                    + "\(RetentionCurve.wanted) people are left out.")
    }

    private static func tenure(_ stays: [Stay], _ sight: Timestamp) -> Finding {
        let present = stays.filter(\.isHere)
        let known = present.filter { stay in stay.arrival != .present }
        let days = known.map { stay in stay.days(until: sight).middle }
        let bounds: [(key: String, label: String, days: Range<Double>)] = [
            ("weeks-0", "Under 4 weeks", 0..<28), ("weeks-4", "4 to 12 weeks", 28..<84),
            ("weeks-12", "12 to 26 weeks", 84..<182), ("weeks-26", "26 to 52 weeks", 182..<364),
            ("weeks-52", "52 weeks or more", 364..<Double.infinity),
        ]
        var shares = bounds.map { bound in
            Insight.Share(key: bound.key, label: bound.label, count: days.count { bound.days.contains($0) })
        }
        let older = present.count - known.count
        shares.append(Insight.Share(key: "before", label: "Here before the first look", count: older))
        return Finding(
            metric: "roster.tenure", n: known.count, basis: "members who were seen to come",
            coverage: Finding.share(known.count, of: present.count),
            missing: Finding.reason(older) { count in
                "\(Wording.count(count, "member")) came before watching began"
            },
            figure: .distribution(shares),
            sentence: days.median.map { middle in
                "Those who were seen to come have been here for \(Wording.count(Int(middle), "day")) in the "
                    + "middle; \(Wording.count(older, "member")) were here before."
            } ?? "Nobody who is here was seen to come.")
    }

    private static func returns(_ stays: [Stay], _ study: Study) -> Finding {
        let departures = stays.count { stay in stay.left != nil }
        let away = zip(stays, stays.dropFirst()).compactMap { before, after -> Double? in
            guard after.arrival == .returned, before.member.character == after.member.character,
                let left = before.left
            else { return nil }
            return max(0, (after.came.middle - left.middle).days)
        }
        var finding = Finding(
            metric: "roster.returns.share", n: departures, basis: "departures",
            figure: .notEnough(needs: "needs a first departure"), sentence: "Nobody was seen to leave yet.")
        guard departures > 0 else { return finding }
        let share = Double(away.count) / Double(departures)
        finding.figure = .number(100 * share, unit: "%", interval: .share(away.count, of: departures))
        finding.sentence =
            "\(Wording.number(Double(away.count))) of \(Wording.count(departures, "departure")) ended in a return"
            + (away.median.map { ", after \(Wording.count(Int($0.rounded()), "day")) in the middle." } ?? ".")
        return finding
    }
}

func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
