import Guilds
import Statistics

extension Analysis {
    /// The gear of those who play: the median equipped item level of active members at the highest level, where it
    /// is heading, and how their item levels are spread.
    static let gear = Analysis(name: "gear", version: 2) { study in
        let weeks = study.completeWeeks
        let gear = weeks.map { week in GearWeek(week, in: study) }
        let medians = gear.map { week in week?.median }
        let known = medians.compactMap(\.self)
        let trend = Finding.drift(
            "gear.trend", weeks: weeks, values: medians,
            words: TrendWords(
                subject: "The median item level", rising: "climbs by about", falling: "slips by about",
                unit: "points a week", digits: 1))
        let active = gear.compactMap(\.self).map(\.active).reduce(0, +)
        let geared = gear.compactMap(\.self).map(\.levels.count).reduce(0, +)
        let curve = Finding(
            metric: "gear.itemlevel", n: known.count, basis: "complete weeks",
            coverage: Finding.share(geared, of: active) * Finding.share(known.count, of: weeks.count),
            missing: Finding.reason(weeks.count - known.count) { count in
                "in \(Wording.count(count, "week")) too few active members at the highest level were seen"
            },
            figure: .curve(
                zip(weeks, medians).map { week, median in week.point(median) }, unit: "item level"),
            sentence: gear.last { $0?.median != nil }.flatMap(\.self).flatMap(sentence)
                ?? "Too few active members at the highest level were seen to speak of gear.")
        return [curve, trend, forecast(weeks, gear), GearSpread.finding(study)]
    }

    /// A new highest level begins anew: what was worn below it tells nothing of the weeks to come.
    private static func forecast(_ weeks: [Week], _ gear: [GearWeek?]) -> Finding {
        let cap = gear.last { week in week?.median != nil }.flatMap(\.self)?.cap
        let begin = gear.firstIndex { week in week?.cap == cap && week?.median != nil } ?? 0
        return .forecast(
            "gear.forecast", claiming: "gear.itemlevel", weeks: Array(weeks[begin...]),
            values: gear[begin...].map { week in week?.cap == cap ? week?.median : nil },
            subject: "The median item level of active members", unit: "item level")
    }

    private static func sentence(_ week: GearWeek) -> String? {
        guard let median = week.median, let low = week.levels.quantile(0.25),
            let high = week.levels.quantile(0.75)
        else { return nil }
        return "Active members at level \(week.cap) wear item level \(Wording.number(median)) (median of "
            + "\(week.levels.count)); half of them are between \(Wording.number(low)) and \(Wording.number(high))."
    }
}

/// The gear worn in one week.
struct GearWeek {
    /// Fewer item levels than this are single members' gear, not the guild's.
    static let fewest = 3

    let cap: Int16
    /// Members known to have played in the week at the highest level.
    let active: Int
    let levels: [Double]

    var median: Double? { levels.count < Self.fewest ? nil : levels.median }

    /// Nil when the roster was not seen in the week, or no level is known.
    init?(_ week: Week, in study: Study) {
        let end = week.period.end
        guard let members = study.members(in: week), let cap = study.levelCap(of: members, at: end) else {
            return nil
        }
        let players = members.filter { member in
            member.level.latest(at: end)?.value == cap && member.activity(in: week) == .active
        }
        self.cap = cap
        active = players.count
        levels = players.compactMap { player in
            player.itemLevel.change(validAt: end)?.value.map(Double.init)
        }
    }
}

extension Realisation {
    /// What came of the claims about gear.
    static let gear = [
        Realisation(metric: "gear.itemlevel") { prediction, study in
            study.week(endingAt: prediction.due).flatMap { week in GearWeek(week, in: study)?.median }
        }
    ]
}
