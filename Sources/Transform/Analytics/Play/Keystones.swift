import Guilds
import Statistics

extension Analysis {
    /// Keystone ratings of the season: a season's start takes every rating away, so none is carried over.
    static let keystones = Analysis(name: "keystone-ratings", version: 2) { study in
        guard let season = study.season else { return noSeason }
        let weeks = study.weeks.filter { week in week.period.end > season.start }
        let ratings = weeks.map { week in study.ratings(in: week, of: season) }
        return [
            curve(weeks, ratings, season), distribution(study, season), trend(weeks, ratings),
            forecast(weeks, ratings, season),
        ]
    }

    private static let noSeason = [
        "keystones.rating", "keystones.distribution", "keystones.trend", "keystones.forecast",
    ].map { metric in
        Finding(
            metric: metric, n: 0, basis: "members", coverage: 0,
            missing: "the region's seasons are not known yet",
            figure: .notEnough(needs: "needs the region's seasons"),
            sentence: "Keystone ratings cannot be told yet: the region's seasons are not known.")
    }

    private static func curve(
        _ weeks: [Week], _ ratings: [[Double]?], _ season: KeystoneSeason
    ) -> Finding {
        let known = ratings.compactMap { ratings in ratings?.median }
        let rated = ratings.last.flatMap(\.self) ?? []
        let day = CalendarDate(season.start).long
        return Finding(
            metric: "keystones.rating", from: max(season.start, weeks.first?.period.start ?? season.start),
            n: known.count, basis: "weeks of the season",
            coverage: Finding.share(known.count, of: weeks.count),
            missing: Finding.reason(weeks.count - known.count) { count in
                "in \(Wording.count(count, "week")) nobody had a rating or the roster was not seen"
            },
            figure: .curve(
                zip(weeks, ratings).map { week, ratings in week.point(ratings?.median) }, unit: "rating"),
            sentence: rated.median.map { median in
                "\(Wording.count(rated.count, "member")) \(rated.count == 1 ? "has" : "have") a keystone rating in the season that began "
                    + "on \(day); the median is \(Wording.number(median))."
            } ?? "Nobody is known to have a keystone rating in the season that began on \(day).")
    }

    private static func distribution(_ study: Study, _ season: KeystoneSeason) -> Finding {
        let seen = study.members.filter { member in member.showedRating(since: season.start) }
        let rated = seen.compactMap { member in member.rating(in: season, at: study.series.asOf) }
        let best = rated.max().map { best in "the highest \(Wording.number(best))" }
        return Finding(
            metric: "keystones.distribution", from: season.start, n: seen.count, basis: "members",
            coverage: Finding.share(seen.count, of: study.members.count),
            missing: Finding.reason(study.members.count - seen.count) { count in
                "the keystone profile of \(Wording.count(count, "member")) was not seen this season"
            },
            figure: .distribution(
                RatingBand.all.map { band in
                    Insight.Share(
                        key: band.key, label: band.label,
                        count: band.isUnrated ? seen.count - rated.count : rated.count(where: band.holds))
                }),
            sentence: best.map { best in
                "\(rated.count(where: { $0 >= 2000 })) of \(Wording.count(rated.count, "rated member")) "
                    + "stand at 2,000 or more; \(best)."
            } ?? "Nobody is known to have a keystone rating this season.")
    }

    private static func trend(_ weeks: [Week], _ ratings: [[Double]?]) -> Finding {
        let complete = zip(weeks, ratings).filter { week, _ in !week.isRunning }
        return .drift(
            "keystones.trend", weeks: complete.map(\.0),
            values: complete.map { _, ratings in ratings?.median },
            words: TrendWords(
                subject: "The median keystone rating", rising: "climbs by about", falling: "slips by about",
                unit: "points a week", digits: 0))
    }
}

extension Analysis {
    /// The four weeks ahead, but none after the season's end.
    private static func forecast(
        _ weeks: [Week], _ ratings: [[Double]?], _ season: KeystoneSeason
    ) -> Finding {
        let complete = zip(weeks, ratings).filter { week, _ in !week.isRunning }
        var finding = Finding.forecast(
            "keystones.forecast", claiming: "keystones.rating", detail: season.detail,
            weeks: complete.map(\.0), values: complete.map { _, ratings in ratings?.median },
            subject: "The median keystone rating", unit: "rating")
        finding.predictions = finding.predictions?.filter { claim in
            season.end.map { end in claim.due <= end.seconds } ?? true
        }
        return finding
    }
}

extension KeystoneSeason {
    /// Names the season in claims: ratings begin anew with the next.
    var detail: String { "season \(id)" }
}

extension Study {
    /// The season that a moment lies in, in seconds since 1970.
    func season(at moment: Int64) -> KeystoneSeason? {
        series.seasons.last { season in season.start.seconds <= moment }
    }
}

/// The steps in which ratings are counted.
struct RatingBand {
    let key: String
    let label: String
    let range: Range<Double>

    var isUnrated: Bool { range.isEmpty }

    func holds(_ rating: Double) -> Bool { range.contains(rating) }

    static let all = [
        RatingBand(key: "unrated", label: "No rating", range: 0..<0),
        RatingBand(key: "0", label: "Under 1,000", range: 0..<1000),
        RatingBand(key: "1000", label: "1,000 to 1,499", range: 1000..<1500),
        RatingBand(key: "1500", label: "1,500 to 1,999", range: 1500..<2000),
        RatingBand(key: "2000", label: "2,000 to 2,499", range: 2000..<2500),
        RatingBand(key: "2500", label: "2,500 to 2,999", range: 2500..<3000),
        RatingBand(key: "3000", label: "3,000 and more", range: 3000..<Double.infinity),
    ]
}

extension Study {
    /// The ratings that members had at the end of a week, nil when the roster was not seen in it.
    func ratings(in week: Week, of season: KeystoneSeason) -> [Double]? {
        members(in: week).map { members in
            members.compactMap { member in member.rating(in: season, at: min(week.period.end, series.asOf)) }
        }
    }
}

extension MemberSeries {
    /// The rating that held at a moment, if the source wrote it in the season; above zero, else there is none.
    ///
    /// A profile that was not written since the season began still shows the rating of the season before.
    func rating(in season: KeystoneSeason, at moment: Timestamp) -> Double? {
        guard let change = rating.change(validAt: moment), change.validFrom >= season.start else {
            return nil
        }
        return change.value.flatMap { value in value > 0 ? value : nil }
    }

    /// Whether the keystone profile was seen since a moment.
    func showedRating(since moment: Timestamp) -> Bool {
        rating.seen.last.map { span in span.until >= moment } ?? false
    }
}
