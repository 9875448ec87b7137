import Guilds
import Statistics

extension Analysis {
    /// When members reach the next of the ratings that people aim at.
    static let ratingDates = Analysis(name: "rating-dates", version: 1) { study in
        let season = study.season
        let rated = season.map { season in study.climbers(in: season) } ?? []
        let dated = rated.filter { climber in climber.expected != nil }.sorted(by: Climber.comesFirst)
        let others = rated.filter { climber in climber.expected == nil }.sorted(by: Climber.comesFirst)
        var finding = Finding(
            metric: "keystones.dates", from: season?.start, n: rated.count,
            basis: "members below an aim who gained rating in the last four weeks",
            figure: .notEnough(needs: "needs members who gain keystone rating"),
            sentence: "Nobody is known to be on the way to one of the usual ratings.")
        guard !rated.isEmpty else { return [finding] }
        finding.figure = .table(
            columns: ["Member", "Class", "Rating", "Aim", "Expected by", "Earliest", "Latest"],
            rows: (dated + others).prefix(20).map(\.row))
        let unclear = "for \(others.count) there is no clear date"
        finding.sentence =
            dated.isEmpty
            ? "\(Wording.count(rated.count, "member")) \(rated.count == 1 ? "is" : "are") on the way to the next of "
                + "\(aims); \(unclear)."
            : "\(Wording.count(dated.count, "member")) can be expected to reach the next of \(aims) within "
                + "\(Climber.farthestDate) weeks\(others.isEmpty ? "" : "; \(unclear)")."
        finding.predictions = season.map { season in
            rated.compactMap { climber in climber.prediction(season, reset: study.lastReset) }
        }
        return [finding]
    }

    private static let aims = "2,000, 2,500 and 3,000"
}

/// A member on the way to an aim.
private struct Climber {
    static let aims = [2000.0, 2500, 3000]
    /// A date farther away is not clear, whatever the pace says.
    static let farthestDate = 12
    static let horizon = 4

    let member: MemberSeries
    let rating: Double
    let aim: Double
    /// From when weeks count.
    let from: Timestamp
    /// Nil while too few weeks are known.
    let pace: RatingPace?
    /// The weeks to the aim by which it is as likely reached as not; nil without a clear date.
    let expected: Int?

    init(
        member: MemberSeries, rating: Double, aim: Double, from: Timestamp, seasonEnd: Timestamp?,
        pace: RatingPace?
    ) {
        self.member = member
        self.rating = rating
        self.aim = aim
        self.from = from
        self.pace = pace
        let weeks = pace?.weeks(to: aim - rating, with: 0.5)
        expected = weeks.flatMap { weeks in
            let isTooLate = seasonEnd.map { end in from + .days(Int64(7 * weeks)) > end } ?? false
            return weeks <= Self.farthestDate && !isTooLate ? weeks : nil
        }
    }

    func date(_ weeks: Int) -> Timestamp { from + .days(Int64(7 * weeks)) }

    var row: [Insight.Cell] {
        func cell(_ probability: Double) -> Insight.Cell {
            guard let weeks = pace?.weeks(to: aim - rating, with: probability) else { return .unknown }
            return .date(date(weeks).seconds)
        }
        let start = [member.cell, member.classCell, .number(rating.rounded()), .number(aim)]
        guard let expected else { return start + [.text("no clear date"), .unknown, .unknown] }
        return start + [.date(date(expected).seconds), cell(0.1), cell(0.9)]
    }

    /// Whether the aim next to the rating at the last weekly reset is reached four weeks after it, unless the season
    /// ends before: the same claim all week.
    func prediction(_ season: KeystoneSeason, reset: Timestamp?) -> Guilds.Prediction? {
        guard let pace, let reset, let rating = member.rating(in: season, at: reset),
            let aim = Self.aims.first(where: { aim in aim > rating })
        else { return nil }
        let due = reset + .days(Int64(7 * Self.horizon))
        guard season.end.map({ end in due <= end }) ?? true else { return nil }
        return Guilds.Prediction(
            metric: "keystones.reach", subject: member.subject, detail: String(Int(aim)), due: due,
            claim: .chance(pace.chance(of: aim - rating, within: Self.horizon)))
    }

    static func comesFirst(_ left: Climber, _ right: Climber) -> Bool {
        (left.expected ?? .max, left.aim - left.rating, left.member.character)
            < (right.expected ?? .max, right.aim - right.rating, right.member.character)
    }
}

extension Study {
    fileprivate func climbers(in season: KeystoneSeason) -> [Climber] {
        let weeks = completeWeeks.filter { week in week.period.end > season.start }
        return members.compactMap { member in
            guard let rating = member.rating(in: season, at: series.asOf),
                let aim = Climber.aims.first(where: { aim in aim > rating }),
                (member.rating(in: season, at: recently) ?? 0) < rating
            else { return nil }
            return Climber(
                member: member, rating: rating, aim: aim, from: series.asOf, seasonEnd: season.end,
                pace: RatingPace(gains: member.ratingGains(weeks, of: season)))
        }
    }
}

extension Realisation {
    /// Whether a member's rating of the season came to the aim by then.
    static let reach = Realisation(metric: "keystones.reach") { prediction, study in
        guard let aim = prediction.detail.flatMap({ detail in Double(detail) }),
            case .member(let realm, let id) = prediction.subject,
            let member = study.series.members.first(where: { member in
                member.character.realm.id == realm && member.character.id == id
            })
        else { return nil }
        let due = Timestamp(seconds: prediction.due)
        let made = due - .days(Int64(7 * Climber.horizon))
        guard let season = study.season(at: made.seconds) else { return nil }
        let reached = member.rating.changes.contains { change in
            change.validFrom >= season.start && change.validFrom <= due && (change.value ?? 0) >= aim
        }
        if reached { return 1 }
        // Not reached is known only once the profile was seen at that time or later.
        return member.rating.seen.last.map { span in span.until >= due } ?? false ? 0 : nil
    }

    /// What came of the claims about keystones.
    static let keystones = [
        Realisation(metric: "keystones.rating") { prediction, study in
            guard let season = study.season(at: prediction.due - 1), season.detail == prediction.detail else {
                return nil
            }
            return study.week(endingAt: prediction.due).flatMap { week in
                study.ratings(in: week, of: season)?.median
            }
        }, push, reach,
    ]
}
