import Analytics
import BattleNetSimulator
import Foundation
import Guilds
import Statistics

/// What the analysis of changes told of simulated guilds, beside what really moved their levels.
///
/// Levels move where a crisis was drawn for the guild, and for everybody when seasons change (from two weeks before,
/// when raids rest, to six after, when the mood of a new season is gone) and around holidays. All other weeks are
/// quiet, though people burn out, come and go in them.
struct ChangeWatch {
    /// Alarms of one kind and what they were worth.
    struct Score {
        var alarms = 0
        /// In weeks in which something moved.
        var right = 0
        var crises = 0
        /// Crises with an alarm in their week or the three after.
        var seen = 0
        var quietMonths = 0.0

        var precision: Double? { alarms > 0 ? Double(right) / Double(alarms) : nil }
        var recall: Double? { crises > 0 ? Double(seen) / Double(crises) : nil }
        var falseAMonth: Double? { quietMonths > 0 ? Double(alarms - right) / quietMonths : nil }

        mutating func add(_ weeks: [Int], crisis: Int?, moved: (Int) -> Bool, quietWeeks: Int) {
            func isCrisis(_ week: Int) -> Bool {
                crisis.map { start in (start...start + 3).contains(week) } ?? false
            }
            alarms += weeks.count
            right += weeks.count { week in isCrisis(week) || moved(week) }
            crises += crisis == nil ? 0 : 1
            seen += weeks.contains(where: isCrisis) ? 1 : 0
            quietMonths += Double(quietWeeks) * 7 / 30.44
        }
    }

    /// Levels that changed for good, and single weeks, as the snapshots told of them, all figures of a guild together.
    var points = Score()
    var anomalies = Score()
    /// Someone who knows how many departures a quiet week of the guild brings, and counts them: a week that so many
    /// would leave in once in a hundred is an alarm.
    var law = Score()

    private let world: World

    init(_ world: World, _ all: [GuildSeries], every step: Int = 4) {
        self.world = world
        let origins = GuildBacktest.origins(of: all[0], every: step) + [all[0].asOf]
        let region = world.settings.guilds[0].region
        let beginning = world.settings.start - (world.settings.weeksBefore - 1) * 604_800
        let first = region.period(at: beginning) + 1
        let last = region.period(at: world.settings.end) - 1
        let moved = Set((first...last).filter { period in isMoved(period) })
        for guild in all.indices {
            let plan = world.settings.guilds[guild]
            let crisis = plan.crisisWeek.map { week in
                region.period(at: world.settings.start + week * 604_800)
            }
            let quiet = (first...last).count { period in
                !moved.contains(period)
                    && !(crisis.map { start in (start...start + 3).contains(period) } ?? false)
            }
            let told = alarms(all[guild], origins)
            func add(_ score: inout Score, _ weeks: [Int]) {
                score.add(weeks, crisis: crisis, moved: moved.contains, quietWeeks: quiet)
            }
            add(&points, told.points)
            add(&anomalies, told.anomalies)
            law.add(lawful(guild, first...last), crisis: crisis, moved: { _ in false }, quietWeeks: quiet)
        }
    }

    private func isMoved(_ period: Int) -> Bool {
        let region = world.settings.guilds[0].region
        let isSeason = world.seasonStarts.contains { season in
            (season.firstPeriod - 2...season.firstPeriod + 6).contains(period)
        }
        // A holiday is felt in its weeks and in the one after.
        let isHoliday = (-7..<7).contains { day in
            let date = Date(timeIntervalSince1970: Double(region.start(ofPeriod: period) + day * 86_400))
            let parts = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: date)
            return switch (parts.month ?? 0, parts.day ?? 0) {
            case (12, 22...31), (1, 1...2), (7, 24...31), (8, 1...5): true
            default: false
            }
        }
        return isSeason || isHoliday
    }

    /// The weeks of which an alarm was ever told, each figure on its own.
    private func alarms(_ series: GuildSeries, _ origins: [Timestamp]) -> (points: [Int], anomalies: [Int]) {
        var told: [String: Set<String>] = [:]
        var weeks: [String: [Int]] = [:]
        for origin in origins {
            var known = series
            known.asOf = origin
            for insight in GuildAnalysis.run(known, renderer: "bench").memberPart {
                guard ["change.points", "change.anomalies"].contains(insight.metric),
                    case .table(_, let rows) = insight.figure
                else { continue }
                for row in rows {
                    guard case .text(let figure) = row[0], case .date(let seconds) = row[1] else { continue }
                    let period = world.settings.guilds[0].region.period(at: Int(seconds) + 3600)
                    guard told[insight.metric, default: []].insert("\(figure) \(period)").inserted else {
                        continue
                    }
                    weeks[insight.metric, default: []].append(period)
                }
            }
        }
        return (weeks["change.points"] ?? [], weeks["change.anomalies"] ?? [])
    }

    private func lawful(_ guild: Int, _ periods: ClosedRange<Int>) -> [Int] {
        let region = world.settings.guilds[guild].region
        var expected: [Int: Double] = [:]
        for hazard in world.truth.hazards where hazard.guild == guild {
            expected[hazard.period, default: 0] += hazard.probability
        }
        var left: [Int: Int] = [:]
        for departure in world.truth.departures where departure.guild == guild {
            left[region.period(at: departure.time), default: 0] += 1
        }
        let usual = periods.compactMap { period in expected[period] }.median ?? 0
        return periods.filter { period in
            let count = left[period] ?? 0
            let fewer = (0..<count).reduce(0.0) { sum, k in
                sum + exp(-usual + Double(k) * log(max(usual, 1e-9)) - lgamma(Double(k) + 1))
            }
            return count > 0 && 1 - fewer < 0.01
        }
    }
}
