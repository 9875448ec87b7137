import Guilds
import Statistics

/// The figures that a guild is told about each week.
struct DeltaFigures {
    let study: Study
    /// The last complete weeks, ascending; steps that no period tells of are left out.
    let weeks: [Week]
    let figures: [DeltaFigure]

    init(_ study: Study) {
        self.study = study
        // A week is compared with the one just before it, so that the rest must be in a row.
        var weeks: [Week] = []
        for week in study.completeWeeks.reversed() {
            guard weeks.count < DeltaFigure.weeks, weeks.first.map({ $0.step == week.step + 1 }) ?? true
            else {
                break
            }
            weeks.insert(week, at: 0)
        }
        self.weeks = weeks
        let maker = FigureMaker(study: study, weeks: weeks)
        figures = [
            maker.size, maker.active, maker.itemLevel, maker.rating, maker.runs, maker.raiders,
        ]
    }

    var last: Week? { weeks.last }

    /// Figures whose newest change is known.
    var known: [DeltaFigure] { figures.filter { figure in figure.change != nil } }

    /// Figures whose newest change is beyond noise, the most unusual first.
    var unusual: [(figure: DeltaFigure, surprise: Surprise)] {
        figures.compactMap { figure in
            figure.surprise.flatMap { surprise in surprise.isBeyondNoise ? (figure, surprise) : nil }
        }.enumerated().sorted { left, right in
            (right.element.1.distance, left.offset) < (left.element.1.distance, right.offset)
        }.map(\.element)
    }
}

private struct FigureMaker {
    let study: Study
    let weeks: [Week]

    private var lastTwo: (before: Week, now: Week)? {
        weeks.count >= 2 ? (weeks[weeks.count - 2], weeks[weeks.count - 1]) : nil
    }

    /// Changes of the members' parts between the last two weeks; who is unknown in one of them has none.
    private func parts(_ part: (MemberSeries, Week) -> Double?) -> [CharacterKey: Double] {
        guard let (before, now) = lastTwo else { return [:] }
        return study.series.members.reduce(into: [:]) { parts, member in
            if let old = part(member, before), let new = part(member, now), old != new {
                parts[member.character] = new - old
            }
        }
    }

    var size: DeltaFigure {
        DeltaFigure(
            key: "members", name: "Roster size", unit: "members", digits: 0, least: 1,
            values: weeks.map { week in study.members(in: week).map { members in Double(members.count) } },
            parts: parts { member, week in
                week.lastSight.map { sight in member.isMember(at: sight) ? 1 : 0 }
            })
    }

    var active: DeltaFigure {
        DeltaFigure(
            key: "active", name: "Active members", unit: "members", digits: 0, least: 1,
            values: weeks.map { week in
                study.members(in: week).map { members in ActivityCount(members, in: week) }
                    .flatMap { count in count.isTelling ? Double(count.active) : nil }
            },
            parts: parts { member, week in
                guard let sight = week.lastSight, member.isMember(at: sight) else { return 0 }
                switch member.activity(in: week) {
                case .active: return 1
                case .inactive: return 0
                case .unknown: return nil
                }
            })
    }

    var itemLevel: DeltaFigure {
        DeltaFigure(
            key: "itemlevel", name: "Median item level", unit: "item level", digits: 0, least: 1,
            values: weeks.map { week in GearWeek(week, in: study)?.median },
            parts: parts { member, week in
                member.itemLevel.change(validAt: week.period.end)?.value.map(Double.init)
            })
    }

    /// A season's start takes every rating away: only weeks of the newest one are compared.
    var rating: DeltaFigure {
        DeltaFigure(
            key: "rating", name: "Median keystone rating", unit: "rating", digits: 0, least: 10,
            values: weeks.map { week in
                study.season.flatMap { season in
                    week.period.start >= season.start ? study.ratings(in: week, of: season)?.median : nil
                }
            },
            parts: parts { member, week in
                study.season.flatMap { season in
                    week.period.start >= season.start
                        ? member.rating(in: season, at: week.period.end) ?? 0 : nil
                }
            })
    }

    var runs: DeltaFigure {
        let ledger = RunLedger(study)
        return DeltaFigure(
            key: "runs", name: "Known keystone runs", unit: "runs", digits: 0, least: 2,
            values: weeks.map { week in
                let told = KeystoneWeek(week, ledger, in: study)
                return told.isTelling ? Double(told.runs) : nil
            },
            parts: parts { member, week in Double(ledger.told(member, in: week)) })
    }

    /// Members to whom a raid boss on normal or harder fell.
    var raiders: DeltaFigure {
        let steps = study.series.members.map { member in member.raidWeeks(weeks) }
        let index = Dictionary(
            uniqueKeysWithValues: study.series.members.indices.map {
                (study.series.members[$0].character, $0)
            })
        return DeltaFigure(
            key: "raiders", name: "Members with a raid kill", unit: "members", digits: 0, least: 1,
            values: weeks.map { week in
                guard let members = study.members(in: week) else { return nil }
                let visible = members.filter { member in !member.killsSeen.isEmpty }
                let seen = visible.count { member in member.raidsWereSeen(in: week) }
                // As for logins: what was not looked at would look like a quiet week.
                guard seen > 0, 10 * seen >= 9 * visible.count, 2 * visible.count >= members.count else {
                    return nil
                }
                return Double(
                    visible.count { member in
                        index[member.character].map { steps[$0].contains(week.step) } ?? false
                    })
            },
            parts: parts { member, week in
                index[member.character].map { steps[$0].contains(week.step) ? 1 : 0 }
            })
    }
}

extension MemberSeries {
    /// The weeks in which a raid boss on normal or harder is known to have fallen, by their steps.
    fileprivate func raidWeeks(_ weeks: [Week]) -> Set<Int> {
        guard let first = weeks.first?.period.start else { return [] }
        var steps: Set<Int> = []
        for kill in kills where kill.boss.difficulty.isRaid {
            for change in kill.tally.changes.reversed() {
                guard let moment = change.value?.lastKill else { continue }
                guard moment >= first else { break }
                if let week = weeks.first(where: { week in week.contains(moment) }) {
                    steps.insert(week.step)
                }
            }
        }
        return steps
    }

    /// Whether the raid document was seen late enough to tell of a whole week: near its end or after it.
    fileprivate func raidsWereSeen(in week: Week) -> Bool {
        killsSeen.last.map { span in span.until >= week.period.end - RunLedger.nearEnough } ?? false
    }
}
