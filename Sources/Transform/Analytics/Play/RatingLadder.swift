import Guilds

extension Analysis {
    /// Who leads the season's keystone ratings, and where they stood at the resets before.
    static let ratingLadder = Analysis(name: "rating-ladder", version: 1) { study in
        [ladder(RatingLadder(study), study)]
    }

    private static func ladder(_ ladder: RatingLadder?, _ study: Study) -> Finding {
        guard let ladder, !ladder.leaders.isEmpty else {
            return Finding(
                metric: "keystones.ladder", n: 0, basis: "complete weeks of the season", coverage: 0,
                missing: "nobody had a rating at the end of a complete week",
                figure: .notEnough(needs: "needs one complete week with a rated member"),
                sentence: "Nobody's keystone rating is known at the end of a complete week of this season.")
        }
        let unseen = ladder.weeks.count - ladder.seen
        return Finding(
            metric: "keystones.ladder", from: ladder.weeks.first?.period.start, n: ladder.seen,
            basis: "complete weeks of the season",
            coverage: Finding.share(ladder.seen, of: ladder.weeks.count),
            missing: Finding.reason(unseen) { count in
                "the roster was not seen in \(Wording.count(count, "week"))"
            },
            figure: .table(columns: RatingLadder.columns, rows: ladder.rows), sentence: sentence(ladder))
    }

    private static func sentence(_ ladder: RatingLadder) -> String {
        guard ladder.leaders.count > 1 else { return "One member alone has a keystone rating this season." }
        let places = "first \(Wording.count(ladder.leaders.count, "place")) of the season's keystone ratings"
        guard let newcomers = ladder.newcomers else { return "The \(places) are known for one week so far." }
        let before = "\(Wording.count(ladder.span, "week")) before"
        guard newcomers > 0 else { return "The \(places) are held by the same members as \(before)." }
        return "\(newcomers) of the \(places) \(newcomers == 1 ? "is" : "are") held by members who were not "
            + "among them \(before)."
    }
}

/// The places of today's leaders by keystone rating, at the end of each of the season's last complete weeks.
///
/// Places go by rating, then by who had it first. Whoever had left the guild by the newest of those weeks is not
/// counted; whoever was not in the guild or had no rating in a week has no place in it.
struct RatingLadder {
    static let columns = ["Member", "Week", "Place", "Rating"]
    /// Leaders are as many as a picture can name.
    private static let mostLeaders = 8
    private static let mostWeeks = 8

    let weeks: [Week]
    /// The leaders at the end of the newest week, the first first.
    let leaders: [MemberSeries]
    /// Weeks in which the roster was seen.
    let seen: Int
    /// Nil for a week in which the roster was not seen.
    private let standings: [[CharacterKey: (place: Int, rating: Double)]?]

    /// Nil without a season.
    init?(_ study: Study) {
        guard let season = study.season else { return nil }
        weeks = study.completeWeeks.filter { week in week.period.end > season.start }.suffix(Self.mostWeeks)
        let ranked = weeks.map { week in Self.ranked(in: week, of: season, study) }
        seen = ranked.count { members in members != nil }
        leaders = (ranked.last.flatMap(\.self) ?? []).prefix(Self.mostLeaders).map(\.member)
        standings = ranked.map { members in
            members.map { members in
                Dictionary(
                    uniqueKeysWithValues: members.enumerated().map { index, one in
                        (one.member.character, (place: index + 1, rating: one.rating))
                    })
            }
        }
    }

    /// The rated members of a week, the best first; nil when the roster was not seen in it.
    private static func ranked(
        in week: Week, of season: KeystoneSeason, _ study: Study
    ) -> [(member: MemberSeries, rating: Double)]? {
        let end = week.period.end
        return study.members(in: week)?.compactMap { member -> (MemberSeries, Double, Timestamp)? in
            guard let rating = member.rating(in: season, at: end),
                let change = member.rating.change(validAt: end)
            else { return nil }
            return (member, rating, change.validFrom)
        }.sorted { left, right in
            (right.1, left.2, left.0.character) < (left.1, right.2, right.0.character)
        }.map { member, rating, _ in (member, rating) }
    }

    /// How many weeks lie between the first week with a known ranking and the newest.
    var span: Int {
        guard let first = standings.firstIndex(where: { standing in standing != nil }) else { return 0 }
        return weeks[weeks.count - 1].step - weeks[first].step
    }

    /// Leaders who were not among as many first places in the first week with a known ranking; nil when that is the
    /// newest one.
    var newcomers: Int? {
        guard span > 0, let first = standings.lazy.compactMap(\.self).first else { return nil }
        return leaders.count { leader in
            first[leader.character].map { standing in standing.place > leaders.count } ?? true
        }
    }

    /// A row for each leader and week.
    var rows: [[Insight.Cell]] {
        leaders.flatMap { leader in
            zip(weeks, standings).map { week, standing in
                let own = standing?[leader.character]
                return [
                    leader.cell, .date(week.period.start.seconds),
                    .number(known: own.map { own in Double(own.place) }),
                    .number(known: own.map { own in own.rating.rounded() }),
                ]
            }
        }
    }
}
